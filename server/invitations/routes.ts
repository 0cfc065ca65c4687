import { Hono } from 'hono'
import * as z from 'zod'
import { locales } from '#db/schema/values.ts'
import { emailAddress, newPassword, newSchool } from '../auth/accounts.ts'
import { personName } from '../kit/person-name.ts'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { acceptInvitation, lookAtInvitation, revokeInvitation } from './invitations.ts'

const token = z.string().min(1).max(200)
const account = z.strictObject({
  displayName: personName,
  email: emailAddress,
  password: newPassword,
  locale: z.enum(locales),
  school: z.union([z.strictObject({ id: z.uuid().toLowerCase() }), newSchool.omit({ locale: true })]).optional(),
})

export const invitationRoutes = new Hono<AppEnv>()
  .post('/api/invitations/look', validate('json', z.strictObject({ token })), async (c) =>
    c.json(await lookAtInvitation(c.var.ctx, c.req.valid('json').token)),
  )
  .post(
    '/api/invitations/accept',
    validate('json', z.strictObject({ token, account: account.optional() })),
    async (c) => {
      const { user, projectId, cookie } = await acceptInvitation(c.var.ctx, c.req.valid('json'))
      if (cookie) c.header('Set-Cookie', cookie)
      return c.json({ user, projectId })
    },
  )
  .delete('/api/invitations/:id', validate('param', z.strictObject({ id: z.uuid().toLowerCase() })), async (c) => {
    await revokeInvitation(c.var.ctx, c.req.valid('param').id)
    return c.body(null, 204)
  })
