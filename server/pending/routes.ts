import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { documentParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { forgetReturned, showWaiting } from './pending.ts'

const returnedParam = z.strictObject({ returnedId: z.uuid().toLowerCase() })

export const pendingRoutes = new Hono<AppEnv>()
  .get('/api/documents/:documentId/waiting', validate('param', documentParam), async (c) =>
    c.json(await showWaiting(c.var.ctx, c.req.valid('param').documentId)),
  )
  .delete('/api/returned/:returnedId', validate('param', returnedParam), async (c) => {
    await forgetReturned(c.var.ctx, c.req.valid('param').returnedId)
    return c.body(null, 204)
  })
