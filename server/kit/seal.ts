import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Settings } from './context.ts'

/*
 * What the server must read again and nobody else: sealed with a key of its purpose that comes from the server's own, which
 * is not in the database. Bound to whose it is, so that a copy that was moved to another row opens for nobody.
 */

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

interface Bound {
  /** What it is; each has a key of its own. */
  purpose: string
  /** Whose it is. */
  owner: string
}

const sealingKey = ({ secretKey }: Settings, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32))

export function seal(settings: Settings, { purpose, owner }: Bound, text: string): string {
  const nonce = randomBytes(nonceBytes)
  const closing = createCipheriv(cipher, sealingKey(settings, purpose), nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(owner),
  )
  const closed = Buffer.concat([closing.update(text, 'utf8'), closing.final()])
  return Buffer.concat([nonce, closed, closing.getAuthTag()]).toString('base64url')
}

/** Null where another key closed it, or it is another's. */
export function unseal(settings: Settings, { purpose, owner }: Bound, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length <= nonceBytes + tagBytes) return null
  try {
    const opening = createDecipheriv(cipher, sealingKey(settings, purpose), bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** A name for it that nobody else can tell it by: the same each time, and another for each owner. */
export const masked = (settings: Settings, { purpose, owner }: Bound, text: string): string =>
  createHmac('sha256', sealingKey(settings, purpose)).update(`${owner} ${text}`).digest('base64url').slice(0, 22)
