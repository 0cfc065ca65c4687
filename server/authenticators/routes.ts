import { Hono } from 'hono'
import * as z from 'zod'
import { triedPassword } from '../auth/passwords.ts'
import type { AppEnv } from '../kit/context.ts'
import { line } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import {
  beginPasskey,
  beginTotp,
  confirmPasskey,
  confirmTotp,
  removeAuthenticator,
  renewRecoveryCodes,
  showAuthenticators,
} from './authenticators.ts'
import { registrationResponse, signInResponse } from './passkeys.ts'
import { recoveryCode } from './recovery-codes.ts'
import { takeAwaySecondStep } from './removal.ts'
import { askPasskey, askPasskeyAsSecondStep, signInWithPasskey, takeSecondStep } from './second-step.ts'
import { totpCode } from './totp.ts'

const proof = z.union([z.strictObject({ password: triedPassword }), z.strictObject({ code: totpCode })])
const proved = z.strictObject({ proof })
const draft = z.string().min(1).max(600)
const name = line(60)
const secondStep = z.union([
  z.strictObject({ code: totpCode }),
  z.strictObject({ recoveryCode }),
  z.strictObject({ passkey: signInResponse }),
])

export const authenticatorRoutes = new Hono<AppEnv>()
  .post('/api/session/second-step', validate('json', secondStep), async (c) => {
    const { user, cookie, deviceCookie } = await takeSecondStep(c.var.ctx, c.req.valid('json'))
    c.header('Set-Cookie', cookie)
    if (deviceCookie) c.header('Set-Cookie', deviceCookie, { append: true })
    return c.json({ user })
  })
  .post('/api/session/second-step/passkey', async (c) => c.json(await askPasskeyAsSecondStep(c.var.ctx)))
  .post('/api/session/passkey', async (c) => {
    const { options, cookie } = await askPasskey(c.var.ctx)
    c.header('Set-Cookie', cookie)
    return c.json({ options })
  })
  .post('/api/session/passkey/confirm', validate('json', z.strictObject({ passkey: signInResponse })), async (c) => {
    const { user, cookie, deviceCookie } = await signInWithPasskey(c.var.ctx, c.req.valid('json').passkey)
    c.header('Set-Cookie', cookie)
    if (deviceCookie) c.header('Set-Cookie', deviceCookie, { append: true })
    return c.json({ user })
  })
  .get('/api/me/authenticators', async (c) => c.json(await showAuthenticators(c.var.ctx)))
  .post('/api/me/authenticators/totp', validate('json', proved), async (c) =>
    c.json(await beginTotp(c.var.ctx, c.req.valid('json').proof)),
  )
  .post(
    '/api/me/authenticators/totp/confirm',
    validate('json', z.strictObject({ draft, name, code: totpCode })),
    async (c) => c.json(await confirmTotp(c.var.ctx, c.req.valid('json')), 201),
  )
  .post('/api/me/authenticators/passkeys', validate('json', proved), async (c) =>
    c.json(await beginPasskey(c.var.ctx, c.req.valid('json').proof)),
  )
  .post(
    '/api/me/authenticators/passkeys/confirm',
    validate('json', z.strictObject({ draft, name, response: registrationResponse })),
    async (c) => c.json(await confirmPasskey(c.var.ctx, c.req.valid('json')), 201),
  )
  .post('/api/me/authenticators/recovery-codes', validate('json', proved), async (c) =>
    c.json(await renewRecoveryCodes(c.var.ctx, c.req.valid('json').proof), 201),
  )
  .delete(
    '/api/me/authenticators/:authenticatorId',
    validate('param', z.strictObject({ authenticatorId: z.uuid().toLowerCase() })),
    validate('json', proved),
    async (c) => {
      await removeAuthenticator(c.var.ctx, c.req.valid('param').authenticatorId, c.req.valid('json').proof)
      return c.body(null, 204)
    },
  )
  .delete(
    '/api/school/staff/:userId/authenticators',
    validate('param', z.strictObject({ userId: z.uuid().toLowerCase() })),
    async (c) => {
      await takeAwaySecondStep(c.var.ctx, c.req.valid('param').userId)
      return c.body(null, 204)
    },
  )
