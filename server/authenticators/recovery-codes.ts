import { createHmac, randomInt } from 'node:crypto'
import * as z from 'zod'
import type { Tx } from '#db/client.ts'
import { deleteRecoveryCodesOf, insertRecoveryCodes, updateRecoveryCodeUsed } from '#db/queries/authenticators.ts'
import type { Ctx, Settings } from '../kit/context.ts'

/* For who has lost their phone: ten codes of 60 bits on paper, each good once. Only keyed hashes are kept. */

const howMany = 10
const length = 12
/** As on cards: nothing that looks like something else. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** In any case, with any spaces and dashes. */
export const recoveryCode = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replaceAll(/[\s\-–—]/g, ''))
  .pipe(z.string().length(length))

const hashOf = ({ secretKey }: Settings, userId: string, code: string) =>
  createHmac('sha256', secretKey).update(`recovery code:${userId}:${code}`).digest('hex')

const newCode = () => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

const shown = (code: string) => code.replaceAll(/(.{4})(?=.)/g, '$1-')

/** New ones in the place of those there were: what is shown once. */
export async function replaceRecoveryCodes(settings: Settings, tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode)
  await deleteRecoveryCodesOf(tx, userId)
  await insertRecoveryCodes(
    tx,
    userId,
    codes.map((code) => hashOf(settings, userId, code)),
  )
  return codes.map(shown)
}

/** Whether it is one of the person's that was not used; then it is. */
export const acceptRecoveryCode = (ctx: Ctx, userId: string, code: string): Promise<boolean> =>
  updateRecoveryCodeUsed(ctx.db, { userId, hash: hashOf(ctx.settings, userId, code), at: ctx.now() })
