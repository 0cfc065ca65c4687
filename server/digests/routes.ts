import { Hono } from 'hono'
import * as z from 'zod'
import { digestRhythms } from '#db/schema/values.ts'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { chooseMails, showMails } from './digests.ts'

const choice = z.strictObject({
  digest: z.enum(['none', ...digestRhythms]).optional(),
  /** Letters of an office to the teachers of a region. */
  circulars: z.boolean().optional(),
})

export const digestRoutes = new Hono<AppEnv>()
  .get('/api/me/mails', async (c) => c.json(await showMails(c.var.ctx)))
  .put('/api/me/mails', validate('json', choice), async (c) =>
    c.json(await chooseMails(c.var.ctx, given(c.req.valid('json')))),
  )
