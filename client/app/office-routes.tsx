import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { reached } from './reached.ts'
import { root } from './root-route.ts'

/** The screens of the programme: where no office is open, nothing leads to them. */
export const officeRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/office',
    component: lazyRouteComponent(
      reached(() => import('#client/office-desk/office-desk-page.tsx')),
      'OfficeDeskPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help',
    component: lazyRouteComponent(
      reached(() => import('#client/help/help-page.tsx')),
      'HelpPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help/$helpId',
    component: lazyRouteComponent(
      reached(() => import('#client/help/help-thread-page.tsx')),
      'HelpThreadPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/people',
    component: lazyRouteComponent(
      reached(() => import('#client/offices/people-page.tsx')),
      'OfficePeoplePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/regions',
    component: lazyRouteComponent(
      reached(() => import('#client/offices/regions-page.tsx')),
      'OfficeRegionsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/schools',
    component: lazyRouteComponent(
      reached(() => import('#client/registers/register-page.tsx')),
      'RegisterPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/circles',
    component: lazyRouteComponent(
      reached(() => import('#client/circles/office-circles-page.tsx')),
      'OfficeCirclesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/institutions',
    component: lazyRouteComponent(
      reached(() => import('#client/offices/institutions-page.tsx')),
      'OfficeInstitutionsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/circulars',
    component: lazyRouteComponent(
      reached(() => import('#client/circulars/circulars-page.tsx')),
      'CircularsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/$officeId/schools/$schoolId',
    component: lazyRouteComponent(
      reached(() => import('#client/accompaniment/accompanied-page.tsx')),
      'AccompaniedSchoolPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/$officeId/projects/$projectId',
    component: lazyRouteComponent(
      reached(() => import('#client/accompaniment/accompanied-page.tsx')),
      'AccompaniedProjectPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/approvals/$approvalId',
    component: lazyRouteComponent(
      reached(() => import('#client/approvals/approval-page.tsx')),
      'ApprovalPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/news',
    component: lazyRouteComponent(
      reached(() => import('#client/news/office-news-page.tsx')),
      'OfficeNewsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/news/$newsId',
    component: lazyRouteComponent(
      reached(() => import('#client/news/news-item-page.tsx')),
      'NewsItemPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/gallery',
    component: lazyRouteComponent(
      reached(() => import('#client/gallery/presentation-page.tsx')),
      'PresentationPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network',
    component: lazyRouteComponent(
      reached(() => import('#client/directory/directory-page.tsx')),
      'DirectoryPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/contacts',
    component: lazyRouteComponent(
      reached(() => import('#client/contacts/contacts-page.tsx')),
      'ContactsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/contacts/$conversationId',
    component: lazyRouteComponent(
      reached(() => import('#client/contacts/conversation-page.tsx')),
      'ConversationPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/$officeId/messages/$reportId',
    component: lazyRouteComponent(
      reached(() => import('#client/office-desk/message-report-page.tsx')),
      'MessageReportPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/profile',
    component: lazyRouteComponent(
      reached(() => import('#client/profile/profile-page.tsx')),
      'ProfilePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/circles',
    component: lazyRouteComponent(
      reached(() => import('#client/circles/circles-page.tsx')),
      'CirclesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/circles/new',
    component: lazyRouteComponent(
      reached(() => import('#client/circles/circle-form-page.tsx')),
      'NewCirclePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/circles/$circleId',
    component: lazyRouteComponent(
      reached(() => import('#client/circles/circle-page.tsx')),
      'CirclePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/circles/$circleId/edit',
    component: lazyRouteComponent(
      reached(() => import('#client/circles/circle-form-page.tsx')),
      'EditCirclePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/searches',
    component: lazyRouteComponent(
      reached(() => import('#client/searches/searches-page.tsx')),
      'SearchesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/searches/$searchId',
    component: lazyRouteComponent(
      reached(() => import('#client/searches/new-found-page.tsx')),
      'NewFoundPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/offers',
    component: lazyRouteComponent(
      reached(() => import('#client/offers/own-offers-page.tsx')),
      'OwnOffersPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/offers/new',
    component: lazyRouteComponent(
      reached(() => import('#client/offers/offer-form-page.tsx')),
      'NewOfferPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/offers/$offerId',
    component: lazyRouteComponent(
      reached(() => import('#client/offers/matches-page.tsx')),
      'MatchesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/network/offers/$offerId/edit',
    component: lazyRouteComponent(
      reached(() => import('#client/offers/offer-form-page.tsx')),
      'EditOfferPage',
    ),
  }),
] as const
