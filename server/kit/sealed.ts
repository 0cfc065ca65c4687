import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Settings } from './context.ts'

/* What the database keeps and must not read: sealed with a key that comes from the server's own, one for each purpose. */

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

interface Seal {
  purpose: string
  /** Bound to it, so that a copy that was moved to another row opens for nobody. */
  boundTo: string
}

const keyFor = ({ secretKey }: Settings, { purpose }: Seal) =>
  Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32))

export function sealText(settings: Settings, seal: Seal, text: string): string {
  const nonce = randomBytes(nonceBytes)
  const closing = createCipheriv(cipher, keyFor(settings, seal), nonce, { authTagLength: tagBytes }).setAAD(
    Buffer.from(seal.boundTo),
  )
  const closed = Buffer.concat([closing.update(text, 'utf8'), closing.final()])
  return Buffer.concat([nonce, closed, closing.getAuthTag()]).toString('base64url')
}

/** Null where another key closed it, or it is bound to something else. */
export function openSealedText(settings: Settings, seal: Seal, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length <= nonceBytes + tagBytes) return null
  try {
    const opening = createDecipheriv(cipher, keyFor(settings, seal), bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(seal.boundTo))
      .setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}
