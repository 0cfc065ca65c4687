import { Hono } from 'hono'
import * as z from 'zod'
import { triedPassword } from '../auth/passwords.ts'
import { blankCookie } from '../auth/sessions.ts'
import type { AppEnv } from '../kit/context.ts'
import { dayOf } from '../kit/dates.ts'
import { validate } from '../kit/validate.ts'
import { deleteAccount, exportAccount, showAccount } from './account.ts'

export const leavingRoutes = new Hono<AppEnv>()
  .get('/api/me/account', async (c) => c.json(await showAccount(c.var.ctx)))
  .get('/api/me/account/export', async (c) => {
    const { ctx } = c.var
    const data = await exportAccount(ctx)
    c.header('Content-Type', 'application/json; charset=utf-8')
    c.header('Content-Disposition', `attachment; filename="preau-${dayOf(ctx.now())}.json"`)
    c.header('Cache-Control', 'no-store')
    return c.body(JSON.stringify(data, null, 2))
  })
  .post('/api/me/account/delete', validate('json', z.strictObject({ password: triedPassword })), async (c) => {
    await deleteAccount(c.var.ctx, c.req.valid('json'))
    c.header('Set-Cookie', blankCookie(c.var.ctx))
    c.header('Clear-Site-Data', '"cache"')
    return c.body(null, 204)
  })
