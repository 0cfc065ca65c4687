import { cardLike } from './card.ts'
import type { Thing } from './thing.ts'

/** A week in which pupils sit exams: it holds the day it begins on. */
export const exam: Thing = { ...cardLike, hasText: true, usualSize: [260, 0], flowsAtFirst: true }
