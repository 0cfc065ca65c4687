import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routes.tsx'
import { NotFound, ScreenError } from './screen-error.tsx'

export const router = createRouter({
  routeTree,
  defaultErrorComponent: ScreenError,
  defaultNotFoundComponent: NotFound,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
