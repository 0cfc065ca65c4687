import { cardLike } from './card.ts'
import type { Thing } from './thing.ts'

export const voice: Thing = { ...cardLike, usualSize: [280, 0] }
