import { Hono } from 'hono'
import * as z from 'zod'
import { emailAddress, newPassword } from '../auth/accounts.ts'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { askForRecovery } from './by-mail.ts'
import { lookAtRecovery, makeRecovery, recover } from './recovery.ts'

const token = z.string().min(1).max(200)

export const recoveryRoutes = new Hono<AppEnv>()
  .post(
    '/api/school/staff/:userId/recovery',
    validate('param', z.strictObject({ userId: z.uuid().toLowerCase() })),
    async (c) => c.json(await makeRecovery(c.var.ctx, c.req.valid('param').userId), 201),
  )
  .post('/api/recover', validate('json', z.strictObject({ email: emailAddress })), async (c) => {
    await askForRecovery(c.var.ctx, c.req.valid('json').email)
    return c.body(null, 204)
  })
  .post('/api/recover/look', validate('json', z.strictObject({ token })), async (c) =>
    c.json(await lookAtRecovery(c.var.ctx, c.req.valid('json').token)),
  )
  .post('/api/recover/confirm', validate('json', z.strictObject({ token, password: newPassword })), async (c) => {
    const { user, kinds, cookie } = await recover(c.var.ctx, c.req.valid('json'))
    c.header('Set-Cookie', cookie)
    return c.json({ user, secondStep: kinds })
  })
