import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readPlace } from '#client/chat/places.ts'
import { documentQuery } from '#client/data/documents.ts'
import { doorRoutes } from './door-routes.tsx'
import { HomeOrToday } from './home-or-today.tsx'
import { queryClient } from './query-client.ts'
import { reached } from './reached.ts'
import { officeRoutes } from './office-routes.tsx'
import { recognitionRoutes } from './recognition-routes.tsx'
import { root } from './root-route.ts'

/** Looking at a document is asked for by who opens it alone; then while the screen before it is still taken down. */
function askForDocument({ params, cause }: { params: { documentId: string }; cause: string }): void {
  if (cause !== 'preload') void queryClient.prefetchQuery(documentQuery(params.documentId))
}

const guide = () => import('#client/guide/guide-page.tsx')

// One line per screen; those of the programme are in office-routes.tsx and recognition-routes.tsx, those that are also open to whoever is not signed in
// (root.tsx) in door-routes.tsx.
const routes = [
  ...doorRoutes,
  createRoute({ getParentRoute: () => root, path: '/', component: HomeOrToday }),
  createRoute({
    getParentRoute: () => root,
    path: '/projects/new',
    component: lazyRouteComponent(
      reached(() => import('#client/projects/new-project-page.tsx')),
      'NewProjectPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId',
    beforeLoad: ({ params }) => {
      throw redirect({ to: '/p/$projectId/pages', params })
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/live',
    component: lazyRouteComponent(
      reached(() => import('#client/live-view/live-page.tsx')),
      'LivePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/pages',
    component: lazyRouteComponent(
      reached(() => import('#client/documents/documents-page.tsx')),
      'DocumentsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/kits',
    component: lazyRouteComponent(
      reached(() => import('#client/kits/kits-page.tsx')),
      'KitsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/forum',
    component: lazyRouteComponent(
      reached(() => import('#client/chat/forum/forum-page.tsx')),
      'ForumPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/forum/$topicId',
    component: lazyRouteComponent(
      reached(() => import('#client/chat/forum/topic-page.tsx')),
      'TopicPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/chat',
    validateSearch: readPlace,
    component: lazyRouteComponent(
      reached(() => import('#client/chat/screen/chat-page.tsx')),
      'ChatPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/chat',
    component: lazyRouteComponent(
      reached(() => import('#client/chat/screen/own-chat.tsx')),
      'OwnChat',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/desk',
    component: lazyRouteComponent(
      reached(() => import('#client/desk/desk-page.tsx')),
      'DeskPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/oral/$userId',
    component: lazyRouteComponent(
      reached(() => import('#client/sheets/oral-page.tsx')),
      'OralPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/extracts',
    component: lazyRouteComponent(
      reached(() => import('#client/extracts/extracts-page.tsx')),
      'ExtractsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/dossier',
    component: lazyRouteComponent(
      reached(() => import('#client/dossier/dossier-page.tsx')),
      'DossierPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/team',
    component: lazyRouteComponent(
      reached(() => import('#client/team/team-page.tsx')),
      'TeamPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/judgements',
    component: lazyRouteComponent(
      reached(() => import('#client/judgements/judgements-page.tsx')),
      'JudgementsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/contributions',
    component: lazyRouteComponent(
      reached(() => import('#client/extracts/extracts-page.tsx')),
      'ExtractsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/people',
    component: lazyRouteComponent(
      reached(() => import('#client/people/people-page.tsx')),
      'PeoplePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/reports',
    component: lazyRouteComponent(
      reached(() => import('#client/desk/desk-page.tsx')),
      'DeskPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/settings',
    component: lazyRouteComponent(
      reached(() => import('#client/projects/project-settings-page.tsx')),
      'ProjectSettingsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/page/$documentId',
    beforeLoad: askForDocument,
    component: lazyRouteComponent(
      reached(() => import('#client/pages/page-page.tsx')),
      'PagePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/page/$documentId/versions',
    component: lazyRouteComponent(
      reached(() => import('#client/versions/versions-page.tsx')),
      'VersionsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/board/$documentId',
    beforeLoad: askForDocument,
    component: lazyRouteComponent(
      reached(() => import('#client/boards/board-page.tsx')),
      'BoardPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/board/$documentId/versions',
    component: lazyRouteComponent(
      reached(() => import('#client/versions/versions-page.tsx')),
      'BoardVersionsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/board/$documentId/print',
    component: lazyRouteComponent(
      reached(() => import('#client/boards/export/print-page.tsx')),
      'PrintPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/classrooms',
    component: lazyRouteComponent(
      reached(() => import('#client/classrooms/classrooms-page.tsx')),
      'ClassroomsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/classrooms/$classroomId',
    component: lazyRouteComponent(
      reached(() => import('#client/classrooms/classroom-page.tsx')),
      'ClassroomPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/school',
    component: lazyRouteComponent(
      reached(() => import('#client/schools/school-page.tsx')),
      'SchoolPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/notices',
    component: lazyRouteComponent(
      reached(() => import('#client/notices/notices-page.tsx')),
      'NoticesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help/guide',
    component: lazyRouteComponent(reached(guide), 'GuidePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help/guide/$chapterId',
    component: lazyRouteComponent(reached(guide), 'ChapterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/me',
    component: lazyRouteComponent(
      reached(() => import('#client/me/me-page.tsx')),
      'MePage',
    ),
  }),
] as const

export const routeTree = root.addChildren([...routes, ...officeRoutes, ...recognitionRoutes])
