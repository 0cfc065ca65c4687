import type { WaitingFrom } from './branch.ts'
import type { Saved } from './unsent.ts'
import type { Way } from './ways.ts'
import type { Identity } from './wire.ts'

/** Why words were not taken: the relay's own reasons, its final closes, and a right to write that ended before they left. */
export const refusedReasons = [
  'foreign',
  'forbidden',
  /** A teacher had locked the passage they were written in. */
  'locked',
  'too_large',
  'budget',
  'malformed',
  'otherEpoch',
  'readOnly',
  /** A teacher has decided about the branch in which they were written. */
  'returned',
] as const
export type RefusedReason = (typeof refusedReasons)[number]

export type LiveStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'readOnly' }
  | { kind: 'offline' }
  /** The server will not take what was written here: the ydoc has diverged, and is to be had afresh. */
  | { kind: 'refused'; reason: RefusedReason }
  /** The server speaks a newer schema than this page of the application. */
  | { kind: 'outdated' }
  /** The session is over. */
  | { kind: 'ended' }
  /** Unknown document, or access lost: the server tells them apart for nobody. */
  | { kind: 'gone' }

export interface LiveSnapshot {
  status: LiveStatus
  saved: Saved
  identity: Identity | null
  /** True once the document's content has been here at least once. */
  isSynced: boolean
  /** Something of one's own waits for a teacher. */
  waits: boolean
  /** Where it lies. */
  waitingFrom: WaitingFrom
  /** How the messages travel. */
  way: Way
}
