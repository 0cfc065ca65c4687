import { createRootRoute } from '@tanstack/react-router'
import { Root } from './root.tsx'

/** What every screen stands in. */
export const root = createRootRoute({ component: Root })
