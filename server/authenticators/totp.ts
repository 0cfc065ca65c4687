import { Secret, TOTP } from 'otpauth'
import * as z from 'zod'
import { findTotp, updateTotpStep } from '#db/queries/authenticators.ts'
import type { Ctx, Settings } from '../kit/context.ts'
import { seal, unseal } from '../kit/seal.ts'

/* Codes of six digits that change every 30 seconds (RFC 6238), as every app makes them. Each is good once. */

const issuer = 'Préau'
const stepMs = 30_000
/** RFC 4226 asks for 160 bits. */
const secretBytes = 20

/** Written with a space in the middle, as apps show them. */
export const totpCode = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))

const bound = (userId: string) => ({ purpose: 'preau totp secret', owner: userId })

export const sealSecret = (settings: Settings, userId: string, secret: string): string =>
  seal(settings, bound(userId), secret)

const totpOf = (secret: string, label = '') => new TOTP({ issuer, label, secret: Secret.fromBase32(secret) })

/** A new secret, to type and as the address that apps read from a QR. */
export function newTotp(label: string) {
  const secret = new Secret({ size: secretBytes }).base32
  return { secret, uri: totpOf(secret, label).toString() }
}

/** Of which step this code is, with one before and one after the clock's own; null for none of them. */
export function stepOf(secret: string, code: string, at: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window: 1 })
  return delta === null ? null : Math.floor(at.getTime() / stepMs) + delta
}

/** Whether this is a code of the person's app that was not used; then it is. */
export async function acceptTotpCode(ctx: Ctx, userId: string, code: string): Promise<boolean> {
  const known = await findTotp(ctx.db, userId)
  const secret = known?.sealed ? unseal(ctx.settings, bound(userId), known.sealed) : null
  const step = secret === null ? null : stepOf(secret, code, ctx.now())
  return known !== null && step !== null && updateTotpStep(ctx.db, { id: known.id, step, at: ctx.now() })
}
