import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { decisions } from '../kit/desk-item.ts'
import { notFound } from '../kit/errors.ts'
import { sendContent } from '../kit/packed.ts'
import { projectParam } from '../kit/params.ts'
import { givenReason } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { previewPending } from '../pending/pending.ts'
import { decide, showDesk } from './desk.ts'
import { lookAt, showLooks } from './looks.ts'

/** `message.<id>`, `card.<id>`, `name.<id of the pupil>`, `page.<id of what waits>`, `appeal.<id of the sanction>`. */
const itemParam = z.strictObject({
  itemId: z
    .string()
    .max(60)
    .transform((itemId) => {
      const [kind, id] = itemId.split('.')
      return { kind, id }
    })
    .pipe(z.strictObject({ kind: z.enum(['message', 'card', 'name', 'page', 'appeal']), id: z.uuid().toLowerCase() })),
})

const decision = z
  .strictObject({
    decision: z.enum(decisions),
    version: z.string().max(100).nullable(),
    reason: givenReason.optional(),
    /** Of what waits beside a page, these parts alone, as its preview names them. */
    parts: z.array(z.string().max(40)).min(1).max(1_000).optional(),
  })
  .refine(({ decision, parts, reason }) => (decision !== 'return' && !parts) || Boolean(reason), {
    error: 'reason_missing',
  })
  .refine(({ decision, parts }) => decision === 'approve' || !parts, { error: 'parts_of_approval' })

/** An item of the desk, or a report. */
const look = z.strictObject({
  item: z
    .string()
    .max(60)
    .regex(/^(message|card|name|page|appeal|report)\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
})

export const deskRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/desk', validate('param', projectParam), async (c) =>
    c.json(await showDesk(c.var.ctx, c.req.valid('param').projectId)),
  )
  .get('/api/desk/:itemId/preview', validate('param', itemParam), async (c) => {
    const { kind, id } = c.req.valid('param').itemId
    // Of all else the desk itself shows everything.
    if (kind !== 'page') throw notFound()
    return sendContent(c, await previewPending(c.var.ctx, id))
  })
  .get('/api/projects/:projectId/desk/looks', validate('param', projectParam), async (c) =>
    c.json(await showLooks(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put('/api/projects/:projectId/desk/looks', validate('param', projectParam), validate('json', look), async (c) => {
    await lookAt(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').item)
    return c.body(null, 204)
  })
  .post('/api/desk/:itemId', validate('param', itemParam), validate('json', decision), async (c) => {
    const { reason, parts, ...decided } = c.req.valid('json')
    const given = { ...decided, reason: reason ?? '', ...(parts === undefined ? {} : { parts }) }
    await decide(c.var.ctx, c.req.valid('param').itemId, given)
    return c.body(null, 204)
  })
