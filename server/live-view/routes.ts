import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { showLive } from './live-view.ts'

export const liveViewRoutes = new Hono<AppEnv>().get(
  '/api/projects/:projectId/live',
  validate('param', projectParam),
  async (c) => c.json(await showLive(c.var.ctx, c.req.valid('param').projectId)),
)
