import type { Saved } from './unsent.ts'
import type { Identity } from './wire.ts'

export type LiveStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'readOnly' }
  | { kind: 'offline' }
  /** The server will not take what was written here: the text is still on the screen and can be copied. */
  | { kind: 'refused'; reason: string }
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
}
