import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { readStop, stopMails } from './unsubscribe.ts'
import { askingPage, stopPagePolicy, stoppedPage } from './unsubscribe-page.ts'

const signed = z.strictObject({ signed: z.string().max(200) })
const headers = { 'Content-Security-Policy': stopPagePolicy }

export const mailRoutes = new Hono<AppEnv>()
  .get('/api/unsubscribe/:signed', validate('param', signed), async (c) =>
    c.html(askingPage(await readStop(c.var.ctx, c.req.valid('param').signed)), 200, headers),
  )
  .post('/api/unsubscribe/:signed', validate('param', signed), async (c) =>
    c.html(stoppedPage(await stopMails(c.var.ctx, c.req.valid('param').signed)), 200, headers),
  )
