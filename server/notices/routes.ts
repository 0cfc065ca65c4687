import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { readNotices, showNotices, showUnread } from './notices.ts'

const asked = z.strictObject({
  before: z.uuid().toLowerCase().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
const marks = z.union([
  z.strictObject({ ids: z.array(z.uuid().toLowerCase()).min(1).max(200) }),
  z.strictObject({ all: z.literal(true) }),
])

export const noticeRoutes = new Hono<AppEnv>()
  .get('/api/notices', validate('query', asked), async (c) => {
    const { before, limit } = c.req.valid('query')
    return c.json(await showNotices(c.var.ctx, { before: before ?? null, limit }))
  })
  .get('/api/notices/unread', async (c) => c.json(await showUnread(c.var.ctx)))
  .put('/api/notices/read', validate('json', marks), async (c) => {
    const given = c.req.valid('json')
    return c.json(await readNotices(c.var.ctx, 'ids' in given ? given.ids : 'all'))
  })
