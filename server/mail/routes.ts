import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { sendPage } from '../kit/plain-page.ts'
import { validate } from '../kit/validate.ts'
import { readStop, stopMails } from './unsubscribe.ts'
import { askingPage, stoppedPage } from './unsubscribe-page.ts'

const signed = z.strictObject({ signed: z.string().max(200) })

export const mailRoutes = new Hono<AppEnv>()
  .get('/api/unsubscribe/:signed', validate('param', signed), async (c) =>
    sendPage(c, askingPage(await readStop(c.var.ctx, c.req.valid('param').signed))),
  )
  .post('/api/unsubscribe/:signed', validate('param', signed), async (c) =>
    sendPage(c, stoppedPage(await stopMails(c.var.ctx, c.req.valid('param').signed))),
  )
