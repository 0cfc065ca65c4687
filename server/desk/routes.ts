import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { decisions } from '../kit/desk-item.ts'
import { projectParam } from '../kit/params.ts'
import { givenReason } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { decide, showDesk } from './desk.ts'
import { lookAt, showLooks } from './looks.ts'

/** `message.<id>`, `card.<id>`, `name.<id of the pupil>`, `appeal.<id of the sanction>`. */
const itemParam = z.strictObject({
  itemId: z
    .string()
    .max(60)
    .transform((itemId) => {
      const [kind, id] = itemId.split('.')
      return { kind, id }
    })
    .pipe(z.strictObject({ kind: z.enum(['message', 'card', 'name', 'appeal']), id: z.uuid() })),
})

const decision = z
  .strictObject({
    decision: z.enum(decisions),
    version: z.string().max(100).nullable(),
    reason: givenReason.optional(),
  })
  .refine(({ decision, reason }) => decision !== 'return' || Boolean(reason), { error: 'reason_missing' })

/** An item of the desk, or a report. */
const look = z.strictObject({
  item: z.string().regex(/^(message|card|name|appeal|report)\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
})

export const deskRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/desk', validate('param', projectParam), async (c) =>
    c.json(await showDesk(c.var.ctx, c.req.valid('param').projectId)),
  )
  .get('/api/projects/:projectId/desk/looks', validate('param', projectParam), async (c) =>
    c.json(await showLooks(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put('/api/projects/:projectId/desk/looks', validate('param', projectParam), validate('json', look), async (c) => {
    await lookAt(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').item)
    return c.body(null, 204)
  })
  .post('/api/desk/:itemId', validate('param', itemParam), validate('json', decision), async (c) => {
    const { reason, ...decided } = c.req.valid('json')
    await decide(c.var.ctx, c.req.valid('param').itemId, { ...decided, reason: reason ?? '' })
    return c.body(null, 204)
  })
