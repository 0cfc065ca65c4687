import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { chooseMails, showMails } from './digests.ts'

const choices = z.strictObject({
  digest: z.enum(['none', 'daily', 'weekly']).optional(),
  letters: z.enum(['wanted', 'stopped']).optional(),
})

export const digestRoutes = new Hono<AppEnv>()
  .get('/api/me/mails', async (c) => c.json(await showMails(c.var.ctx)))
  .put('/api/me/mails', validate('json', choices), async (c) =>
    c.json(await chooseMails(c.var.ctx, given(c.req.valid('json')))),
  )
