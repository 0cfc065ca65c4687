import type * as Y from 'yjs'
import type { Noted } from '../relay/noted.ts'
import type { Actor } from '../relay/ports.ts'
import type { boardRoots } from './board-model.ts'
import type { BoardState } from './board-state.ts'

export const findingReasons = [
  'locked',
  'paused',
  'not_yours',
  'too_long',
  'full',
  'not_allowed',
  'needs_approval',
] as const
/** Why something was put back. */
export interface Finding {
  objectId: string
  reason: (typeof findingReasons)[number]
}

/** A change of the server's that puts another right, and what to tell whoever made it. */
export interface Fix {
  write: () => void
  finding: Finding | null
}

/** Thrown for what no honest client sends; and for words that a draft keeps better than a board. */
export class Forbidden extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Forbidden'
  }
}

type Root = (typeof boardRoots)[keyof typeof boardRoots]
/** Keys of each root that an update changed; `changed`: something inside of it. */
export type Touched = Record<Root, Map<string, 'add' | 'update' | 'delete' | 'changed'>>

export interface Judging {
  ydoc: Y.Doc
  /** As it was before the update. */
  state: BoardState
  actor: Actor
  now: number
  touched: Touched
  fixes: Fix[]
  /** What a teacher decided that is written down. */
  noted: Noted[]
}

/** Whether what somebody changes is put back, as their rights say it or the board repeats it. */
export const isPaused = ({ actor, state }: Pick<Judging, 'actor' | 'state'>): boolean =>
  !actor.isModerator && (actor.isPaused === true || state.moderation.paused.has(actor.author))
