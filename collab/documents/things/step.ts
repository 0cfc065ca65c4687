import { cardLike } from './card.ts'
import type { Thing } from './thing.ts'

/** A step of the project; their order is that of the list. */
export const step: Thing = { ...cardLike, hasText: true, usualSize: [260, 0], flowsAtFirst: true }
