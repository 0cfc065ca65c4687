import * as z from 'zod'
import type { Settings } from '../kit/context.ts'
import { seal, unseal } from '../kit/seal.ts'

/* What stands on a card, sealed, so that it can be printed again as it is. */

const cardSecrets = z.object({ secret: z.string(), code: z.string() })
/** The code without its dash. */
export type CardSecrets = z.infer<typeof cardSecrets>

const bound = (userId: string) => ({ purpose: 'preau card copy', owner: userId })

export const sealCard = (settings: Settings, userId: string, { secret, code }: CardSecrets): string =>
  seal(settings, bound(userId), JSON.stringify({ secret, code }))

/** Null where another key closed it, or it is another pupil's. */
export function openSealedCard(settings: Settings, userId: string, sealed: string): CardSecrets | null {
  const text = unseal(settings, bound(userId), sealed)
  return text === null ? null : cardSecrets.parse(JSON.parse(text))
}
