import { cardLike } from './card.ts'
import type { Thing } from './thing.ts'

export const file: Thing = { ...cardLike, usualSize: [280, 0] }
