import { Hono } from 'hono'
import * as z from 'zod'
import { emailAddress, newPassword, newSchool } from '../auth/accounts.ts'
import { personName } from '../kit/person-name.ts'
import type { AppEnv } from '../kit/context.ts'
import { day } from '../kit/dates.ts'
import { validate } from '../kit/validate.ts'
import { setUp, showCountries } from './setup.ts'

const setup = z.strictObject({
  token: z.string().min(1).max(200),
  /** What this installation is: a school's own, or the office of a country or of Europe. */
  kind: z.enum(['school', 'country', 'europe']).default('school'),
  school: newSchool.required({ locale: true }),
  person: z.strictObject({ displayName: personName, email: emailAddress, password: newPassword }),
})

export const setupRoutes = new Hono<AppEnv>()
  .get('/api/countries', validate('query', z.strictObject({ on: day.optional() })), async (c) =>
    c.json(await showCountries(c.var.ctx, c.req.valid('query').on)),
  )
  .post('/api/setup', validate('json', setup), async (c) => {
    const { user, cookie } = await setUp(c.var.ctx, c.req.valid('json'))
    c.header('Set-Cookie', cookie)
    return c.json({ user })
  })
