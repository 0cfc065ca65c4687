import { cardLike } from './card.ts'
import type { Thing } from './thing.ts'

/** Something that somebody has to do until a day. */
export const task: Thing = { ...cardLike, hasText: true, usualSize: [260, 0], flowsAtFirst: true }
