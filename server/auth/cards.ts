import { createHmac, randomBytes, randomInt } from 'node:crypto'
import type { Settings } from '../kit/context.ts'
import { type CardSecrets, sealCard } from './sealed-card.ts'

/*
 * A card is a password: 128 bits in the fragment of its QR address, and a code of 40 bits to type where there is no
 * camera. Both are looked up by keyed hashes; a sealed copy (`sealed-card.ts`) is there to print the card again.
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

/** As it is put on paper. */
export const printedCard = (settings: Settings, { secret, code }: CardSecrets) => ({
  secret,
  code: `${code.slice(0, 4)}-${code.slice(4)}`,
  url: `${settings.publicUrl.origin}/join#${secret}`,
})

/** What is kept of a card: how it is found, and its sealed copy. */
export const keptCard = (settings: Settings, userId: string, secrets: CardSecrets) => ({
  userId,
  secretHash: keyedHash(settings, secrets.secret),
  codeHash: keyedHash(settings, secrets.code),
  sealed: sealCard(settings, userId, secrets),
})

/** A fresh card for this pupil: what is printed, and what is kept. */
export function newCard(settings: Settings, userId: string) {
  const secret = randomBytes(16).toString('base64url')
  const code = Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')
  const secrets = { secret, code }
  return { printed: printedCard(settings, secrets), kept: keptCard(settings, userId, secrets) }
}
