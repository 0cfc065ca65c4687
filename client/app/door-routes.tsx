import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { reached } from './reached.ts'
import { root } from './root-route.ts'

// Screens that are open to whoever is not signed in, too: root.tsx names them.
export const doorRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/join',
    component: lazyRouteComponent(
      reached(() => import('#client/auth/join-page.tsx')),
      'JoinPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(
      reached(() => import('#client/auth/staff-sign-in-page.tsx')),
      'StaffSignInPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(
      reached(() => import('#client/auth/setup-page.tsx')),
      'SetupPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invite',
    component: lazyRouteComponent(
      reached(() => import('#client/invitations/invite-page.tsx')),
      'InvitePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/recover',
    component: lazyRouteComponent(
      reached(() => import('#client/auth/recover-page.tsx')),
      'RecoverPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgot',
    component: lazyRouteComponent(
      reached(() => import('#client/auth/forgot-page.tsx')),
      'ForgotPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/register',
    component: lazyRouteComponent(
      reached(() => import('#client/registration/register-page.tsx')),
      'RegisterPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/register/confirm',
    component: lazyRouteComponent(
      reached(() => import('#client/registration/confirm-page.tsx')),
      'ConfirmPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connection-test',
    component: lazyRouteComponent(
      reached(() => import('#client/connection-test/connection-test-page.tsx')),
      'ConnectionTestPage',
    ),
  }),
] as const
