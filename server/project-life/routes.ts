import { Hono } from 'hono'
import * as z from 'zod'
import { emailAddress } from '../auth/accounts.ts'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { lines } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { leaveProject, showLife, submitProject } from '../projects/life.ts'
import { showRecognitions } from './recognitions.ts'
import { acceptCoFounding, askCoFounder, declineCoFounding, showCoFoundings } from './co-founder.ts'

const coFounder = z.strictObject({ email: emailAddress.nullable().default(null) })
const submission = z.strictObject({ text: lines(4000).default('') })

export const projectLifeRoutes = new Hono<AppEnv>()
  .get('/api/me/foundings', async (c) => c.json(await showCoFoundings(c.var.ctx)))
  .get('/api/projects/:projectId/life', validate('param', projectParam), async (c) =>
    c.json(await showLife(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post(
    '/api/projects/:projectId/co-founder',
    validate('param', projectParam),
    validate('json', coFounder),
    async (c) => c.json(await askCoFounder(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').email), 201),
  )
  .post('/api/projects/:projectId/accept', validate('param', projectParam), async (c) =>
    c.json(await acceptCoFounding(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post('/api/projects/:projectId/decline', validate('param', projectParam), async (c) => {
    await declineCoFounding(c.var.ctx, c.req.valid('param').projectId)
    return c.body(null, 204)
  })
  .get('/api/recognitions', async (c) => c.json(await showRecognitions(c.var.ctx)))
  .post('/api/projects/:projectId/submit', validate('param', projectParam), validate('json', submission), async (c) =>
    c.json(await submitProject(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').text)),
  )
  .post('/api/projects/:projectId/leave', validate('param', projectParam), async (c) => {
    await leaveProject(c.var.ctx, c.req.valid('param').projectId)
    return c.body(null, 204)
  })
