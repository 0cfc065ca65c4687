import { Hono } from 'hono'
import * as z from 'zod'
import { digestRhythms } from '#db/schema/values.ts'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { chooseMails, showMails } from './digests.ts'

const choice = z.strictObject({ digest: z.enum(['none', ...digestRhythms]) })

export const digestRoutes = new Hono<AppEnv>()
  .get('/api/me/mails', async (c) => c.json(await showMails(c.var.ctx)))
  .put('/api/me/mails', validate('json', choice), async (c) =>
    c.json(await chooseMails(c.var.ctx, c.req.valid('json').digest)),
  )
