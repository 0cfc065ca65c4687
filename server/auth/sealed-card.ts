import * as z from 'zod'
import type { Settings } from '../kit/context.ts'
import { openSealedText, sealText } from '../kit/sealed.ts'

/* What stands on a card, so that it can be printed again as it is: sealed, and bound to its pupil. */

const cardSecrets = z.object({ secret: z.string(), code: z.string() })
/** The code without its dash. */
export type CardSecrets = z.infer<typeof cardSecrets>

const sealOf = (userId: string) => ({ purpose: 'preau card copy', boundTo: userId })

export const sealCard = (settings: Settings, userId: string, { secret, code }: CardSecrets): string =>
  sealText(settings, sealOf(userId), JSON.stringify({ secret, code }))

/** Null where another key closed it, or it is another pupil's. */
export function openSealedCard(settings: Settings, userId: string, sealed: string): CardSecrets | null {
  const text = openSealedText(settings, sealOf(userId), sealed)
  return text === null ? null : cardSecrets.parse(JSON.parse(text))
}
