import { cardLike } from './card.ts'
import type { Thing } from './thing.ts'

/** A lesson, or some of them in a row, of one subject: its lane is its column. */
export const session: Thing = { ...cardLike, hasText: true, usualSize: [260, 0], flowsAtFirst: true }
