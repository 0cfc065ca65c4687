import { cardLike } from './card.ts'
import type { Thing } from './thing.ts'

export const link: Thing = { ...cardLike, usualSize: [280, 0], isLink: true }
