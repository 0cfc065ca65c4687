import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { reached } from './reached.ts'
import { root } from './root-route.tsx'

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
] as const
