import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { appeal } from './appeals.ts'
import { appealDraft, ruleGiven } from './input.ts'
import { setRule, showRules } from './writing.ts'

export const writingRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/rules', validate('param', projectParam), async (c) =>
    c.json(await showRules(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put('/api/projects/:projectId/rules', validate('param', projectParam), validate('json', ruleGiven), async (c) =>
    c.json(await setRule(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .post('/api/projects/:projectId/appeals', validate('param', projectParam), validate('json', appealDraft), async (c) =>
    c.json(await appeal(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
