import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Settings } from '../kit/context.ts'

/*
 * What stands on a card, so that it can be printed again as it is: sealed with a key that comes from the server's own, which
 * is not in the database. Bound to its pupil, so that a copy that was moved to another row opens for nobody.
 */

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

const cardSecrets = z.object({ secret: z.string(), code: z.string() })
/** The code without its dash. */
export type CardSecrets = z.infer<typeof cardSecrets>

const sealingKey = ({ secretKey }: Settings) => Buffer.from(hkdfSync('sha256', secretKey, '', 'preau card copy', 32))

export function sealCard(settings: Settings, userId: string, { secret, code }: CardSecrets): string {
  const nonce = randomBytes(nonceBytes)
  const seal = createCipheriv(cipher, sealingKey(settings), nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(userId),
  )
  const closed = Buffer.concat([seal.update(JSON.stringify({ secret, code }), 'utf8'), seal.final()])
  return Buffer.concat([nonce, closed, seal.getAuthTag()]).toString('base64url')
}

/** Null where another key closed it, or it is another pupil's. */
export function openSealedCard(settings: Settings, userId: string, sealed: string): CardSecrets | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length <= nonceBytes + tagBytes) return null
  try {
    const seal = createDecipheriv(cipher, sealingKey(settings), bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(userId))
      .setAuthTag(bytes.subarray(-tagBytes))
    const open = Buffer.concat([seal.update(bytes.subarray(nonceBytes, -tagBytes)), seal.final()])
    return cardSecrets.parse(JSON.parse(open.toString('utf8')))
  } catch {
    return null
  }
}
