import { createHmac } from 'node:crypto'

/**
 * The demonstration's cards are the same at each start, so that they can be printed again. They open nothing but
 * invented people's pages; real cards are random and never kept.
 */
const seed = 'preau-demonstration-cards'
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const codeLength = 8
const secretBytes = 16

interface DemoCard {
  /** What the QR carries in its fragment. */
  secret: string
  /** Eight characters, as they are stored: without the dash. */
  code: string
}

const bytesFor = (purpose: string, schoolKey: string, name: string) =>
  createHmac('sha256', seed).update(`${purpose}:${schoolKey}:${name}`).digest()

/** The card of one of the demonstration's pupils. */
export function demoCard(schoolKey: string, name: string): DemoCard {
  const letters = [...bytesFor('code', schoolKey, name).subarray(0, codeLength)]
  return {
    secret: bytesFor('secret', schoolKey, name).subarray(0, secretBytes).toString('base64url'),
    code: letters.map((byte) => codeAlphabet[byte % codeAlphabet.length] ?? '').join(''),
  }
}

/** As it is printed and typed: XXXX-XXXX. */
export const shownCode = (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`
