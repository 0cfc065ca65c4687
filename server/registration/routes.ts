import { Hono } from 'hono'
import * as z from 'zod'
import { newPassword } from '../auth/accounts.ts'
import type { AppEnv } from '../kit/context.ts'
import { line } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { confirmRegistration, lookAtRegistration } from './confirm.ts'
import { registrationInput } from './input.ts'
import { register, showSignUp } from './register.ts'
import { findSchools } from './schools.ts'
import { showWaiting } from './deciders.ts'

const token = z.string().min(1).max(200)
const search = z.strictObject({
  country: z
    .string()
    .length(2)
    .regex(/^[A-Z]{2}$/),
  q: line(80, 2),
})

export const registrationRoutes = new Hono<AppEnv>()
  .get('/api/register', async (c) => c.json(await showSignUp(c.var.ctx)))
  .get('/api/me/waiting', async (c) => c.json(await showWaiting(c.var.ctx)))
  .get('/api/schools', validate('query', search), async (c) =>
    c.json(await findSchools(c.var.ctx, c.req.valid('query'))),
  )
  .post('/api/register', validate('json', registrationInput), async (c) => {
    await register(c.var.ctx, c.req.valid('json'))
    return c.body(null, 204)
  })
  .post('/api/register/look', validate('json', z.strictObject({ token })), async (c) =>
    c.json(await lookAtRegistration(c.var.ctx, c.req.valid('json').token)),
  )
  .post('/api/register/confirm', validate('json', z.strictObject({ token, password: newPassword })), async (c) => {
    const { user, cookie } = await confirmRegistration(c.var.ctx, c.req.valid('json'))
    c.header('Set-Cookie', cookie)
    return c.json({ user })
  })
