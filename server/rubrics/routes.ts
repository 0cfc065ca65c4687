import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { rubricGiven } from './input.ts'
import { saveRubric, showRubric } from './rubrics.ts'

export const rubricRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/rubric', validate('param', projectParam), async (c) =>
    c.json(await showRubric(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put('/api/projects/:projectId/rubric', validate('param', projectParam), validate('json', rubricGiven), async (c) =>
    c.json(await saveRubric(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
