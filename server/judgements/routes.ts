import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import {
  agreementGiven,
  exportQuery,
  judgementGiven,
  judgementParam,
  observationGiven,
  observationParam,
  publishing,
  showing,
} from './input.ts'
import { agree, enterJudgement, observe, publish, showJudgements, showPeer, unobserve } from './judgements.ts'
import { showSkills } from './skills.ts'
import { exportLevels } from './table.ts'

const path = '/api/projects/:projectId/judgements'
const agreementsPath = '/api/projects/:projectId/agreements'

export const judgementRoutes = new Hono<AppEnv>()
  .get(path, validate('param', projectParam), async (c) =>
    c.json(await showJudgements(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post(path, validate('param', projectParam), validate('json', judgementGiven), async (c) =>
    c.json(await enterJudgement(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
  .patch('/api/judgements/:judgementId', validate('param', judgementParam), validate('json', showing), async (c) => {
    await showPeer(c.var.ctx, c.req.valid('param').judgementId, c.req.valid('json').isShown)
    return c.body(null, 204)
  })
  .put(agreementsPath, validate('param', projectParam), validate('json', agreementGiven), async (c) => {
    await agree(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))
    return c.body(null, 204)
  })
  .patch(agreementsPath, validate('param', projectParam), validate('json', publishing), async (c) =>
    c.json(await publish(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .get(
    '/api/projects/:projectId/levels',
    validate('param', projectParam),
    validate('query', exportQuery),
    async (c) => {
      const table = await exportLevels(c.var.ctx, c.req.valid('param').projectId, c.req.valid('query').columns)
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', 'attachment; filename="levels.csv"')
      return c.body(table)
    },
  )
  .get('/api/projects/:projectId/skills', validate('param', projectParam), async (c) =>
    c.json(await showSkills(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post(
    '/api/projects/:projectId/observations',
    validate('param', projectParam),
    validate('json', observationGiven),
    async (c) => c.json(await observe(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
  .delete('/api/observations/:observationId', validate('param', observationParam), async (c) => {
    await unobserve(c.var.ctx, c.req.valid('param').observationId)
    return c.body(null, 204)
  })
