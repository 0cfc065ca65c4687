import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { answerReport } from './answer.ts'
import { reportAnswer, reportDraft, reportParam } from './input.ts'
import { makeReport } from './make.ts'
import { showReports, showSchoolReports } from './reports.ts'

export const reportRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/reports', validate('param', projectParam), async (c) =>
    c.json(await showReports(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post('/api/projects/:projectId/reports', validate('param', projectParam), validate('json', reportDraft), async (c) =>
    c.json(await makeReport(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
  .get('/api/school/reports', async (c) => c.json(await showSchoolReports(c.var.ctx)))
  .post('/api/reports/:reportId', validate('param', reportParam), validate('json', reportAnswer), async (c) => {
    await answerReport(c.var.ctx, c.req.valid('param').reportId, c.req.valid('json'))
    return c.body(null, 204)
  })
