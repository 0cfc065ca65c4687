import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { reached } from './reached.ts'
import { root } from './root-route.ts'

/** What is recognised, by which rules, and who is told: where no office is open, nothing leads to these screens. */
export const recognitionRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/office/campaigns',
    component: lazyRouteComponent(
      reached(() => import('#client/campaigns/campaigns-page.tsx')),
      'CampaignsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/campaigns/$campaignId/deliberation',
    component: lazyRouteComponent(
      reached(() => import('#client/evaluations/deliberation-page.tsx')),
      'DeliberationPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/awards',
    component: lazyRouteComponent(
      reached(() => import('#client/awards/awards-page.tsx')),
      'AwardsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/evaluate',
    component: lazyRouteComponent(
      reached(() => import('#client/evaluations/readings-page.tsx')),
      'ReadingsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/evaluate/$evaluationId',
    component: lazyRouteComponent(
      reached(() => import('#client/evaluations/reading-page.tsx')),
      'ReadingPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/radar',
    component: lazyRouteComponent(
      reached(() => import('#client/campaigns/radar-page.tsx')),
      'RadarPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/letters',
    component: lazyRouteComponent(
      reached(() => import('#client/letters/letters-page.tsx')),
      'LettersPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/$officeId/letters/$letterId',
    component: lazyRouteComponent(
      reached(() => import('#client/letters/letter-page.tsx')),
      'LetterPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/$officeId/letter-templates',
    component: lazyRouteComponent(
      reached(() => import('#client/letters/templates-page.tsx')),
      'TemplatesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/$officeId/letter-templates/$kind/$language',
    component: lazyRouteComponent(
      reached(() => import('#client/letters/template-page.tsx')),
      'TemplatePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/apply/$applicationId',
    component: lazyRouteComponent(
      reached(() => import('#client/applications/application-page.tsx')),
      'ApplicationPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/p/$projectId/recognition',
    component: lazyRouteComponent(
      reached(() => import('#client/applications/recognition-page.tsx')),
      'RecognitionPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/office/$officeId/rulebooks/$rulebookId',
    component: lazyRouteComponent(
      reached(() => import('#client/rulebooks/rulebook-page.tsx')),
      'RulebookPage',
    ),
  }),
] as const
