import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { rolloverBody } from './moves.ts'
import { checkRollover, runRollover, showRollover, undoRollover } from './rollover.ts'

const rolloverParam = z.strictObject({ rolloverId: z.uuid().toLowerCase() })

export const rolloverRoutes = new Hono<AppEnv>()
  .get('/api/school/rollover', async (c) => c.json(await showRollover(c.var.ctx)))
  .post('/api/school/rollover/check', validate('json', rolloverBody), async (c) =>
    c.json(await checkRollover(c.var.ctx, c.req.valid('json').classrooms)),
  )
  .post('/api/school/rollover', validate('json', rolloverBody), async (c) =>
    c.json(await runRollover(c.var.ctx, c.req.valid('json').classrooms), 201),
  )
  .delete('/api/school/rollover/:rolloverId', validate('param', rolloverParam), async (c) => {
    await undoRollover(c.var.ctx, c.req.valid('param').rolloverId)
    return c.body(null, 204)
  })
