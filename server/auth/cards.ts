import { createHmac, randomBytes, randomInt } from 'node:crypto'
import type { Settings } from '../kit/context.ts'

/*
 * A card is a password: 128 bits in the fragment of its QR address, and a code of 40 bits to type where there is no
 * camera. Both are stored as keyed hashes only; nobody can read a printed card back (C46).
 */

/** No 0 and O, no 1 and I: they look alike on paper. */
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const codeLength = 8
const secretShape = /^[A-Za-z0-9_-]{22}$/

const keyedHash = (settings: Settings, normalised: string) =>
  createHmac('sha256', settings.secretKey).update(`card:${normalised}`).digest('hex')

/** What somebody scanned, pasted or typed: the secret, alone or in its address, or the code with any spaces and dashes. */
function normalise(input: string): string {
  const text = input.trim().split('#').at(-1) ?? ''
  return secretShape.test(text) ? text : text.toUpperCase().replace(/[\s\-–—]/g, '')
}

/** `prefix` is what failures are counted by: the first characters, which cannot be told from a real card's. */
export function readCard(settings: Settings, input: string) {
  const normalised = normalise(input)
  const kind = secretShape.test(normalised) ? 'secret' : 'code'
  return { kind, hash: keyedHash(settings, normalised), prefix: normalised.slice(0, 4) } as const
}

/** A fresh card: what is printed once, and the hashes that are kept. */
export function newCard(settings: Settings) {
  const secret = randomBytes(16).toString('base64url')
  const code = Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')
  return {
    printed: {
      secret,
      code: `${code.slice(0, 4)}-${code.slice(4)}`,
      url: `${settings.publicUrl.origin}/join#${secret}`,
    },
    hashes: { secretHash: keyedHash(settings, secret), codeHash: keyedHash(settings, code) },
  }
}
