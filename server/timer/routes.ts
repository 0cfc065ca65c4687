import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { line } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { changeTimer, endTimer, longestSeconds, showTimer, startTimer } from './timer.ts'

const seconds = z.int().min(10).max(longestSeconds)
const start = z.strictObject({ seconds, words: line(120).optional() })
const change = z.union([
  z.strictObject({ state: z.enum(['paused', 'running']) }),
  z.strictObject({ addSeconds: seconds }),
])

export const timerRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/timer', validate('param', projectParam), async (c) =>
    c.json(await showTimer(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put('/api/projects/:projectId/timer', validate('param', projectParam), validate('json', start), async (c) =>
    c.json(await startTimer(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .patch('/api/projects/:projectId/timer', validate('param', projectParam), validate('json', change), async (c) =>
    c.json(await changeTimer(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .delete('/api/projects/:projectId/timer', validate('param', projectParam), async (c) => {
    await endTimer(c.var.ctx, c.req.valid('param').projectId)
    return c.body(null, 204)
  })
