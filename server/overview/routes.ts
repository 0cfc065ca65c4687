import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { showOverview } from './overview.ts'

export const overviewRoutes = new Hono<AppEnv>().get('/api/school/overview', async (c) =>
  c.json(await showOverview(c.var.ctx)),
)
