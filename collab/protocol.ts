/** The relay's wire words, written down with bytes in collab/SPEC.md. Runs in browser and server. */

/** y-websocket's own types, then ours from 100 on, which go to nobody who did not say hello (SPEC 69). */
export const messageType = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  stored: 100,
  identity: 101,
  notice: 102,
  refused: 103,
  /** Live ink, drags, pointers: handed on, never stored. */
  fleeting: 104,
  hello: 105,
  /** Another message, deflated (RFC 1951): for who said in its hello that it unpacks. */
  packed: 106,
  /** An update of what oneself wrote that waits for a teacher (SPEC 87). */
  pending: 107,
} as const

/** Of message 102: what the relay itself says (SPEC 64, 67). All others are the server's. */
export const relayTopic = { putBack: 'put_back', missed: 'missed' } as const

/** Of our own messages. */
export const firstOwnType = 100

export const syncType = { stepOne: 0, stepTwo: 1, update: 2 } as const

/** y-websocket treats 4400-4499 as final; the client decides per code. */
export const closeCode = {
  malformed: 4400,
  unauthenticated: 4401,
  accessChanged: 4403,
  unknown: 4404,
  slow: 4408,
  otherEpoch: 4409,
  tooLarge: 4413,
  tooMany: 4429,
  restart: 1012,
  /** The relay cannot say now (access or store did not answer). Try again later. */
  unavailable: 1013,
} as const

export type CloseCode = (typeof closeCode)[keyof typeof closeCode]

/** Message 101, JSON: who this connection is. Answers hello, and comes again where a later one changed the access. */
export interface Identity {
  /** A Yjs client id nobody uses, for this connection's ydoc; 0 in a space, which has none. */
  clientId: number
  userId: string
  /** 1-8. */
  paletteIndex: number
  /** 0-2. */
  shape: number
  access: 'read' | 'write'
  schemaVersion: number
  epoch: number
  /** Milliseconds: until then it only reads, since it has brought what a day allows (SPEC 74). */
  spentUntil?: number
  /** It nears its size: somebody should make room (SPEC 75). */
  isNearlyFull?: boolean
  /** Access changed on this connection: so many of its sync messages are stored, or will be; no later one is (SPEC 84). */
  taken?: number
  /** What this connection writes waits for a teacher: the number of its branch (SPEC 86). */
  branch?: number
  /** With it: for each client id of the branch, from which clock on what is under it waits. */
  pendingFrom?: [client: number, clock: number][]
}

/** Message 103, JSON: an update was not taken. The ydoc has diverged: keep its text, start again from the server. */
export interface Refusal {
  reason: 'foreign' | 'forbidden' | 'locked' | 'too_large' | 'budget'
  /** What the document kind's check said. English, for logs; not for screens. */
  detail?: string
}

/** Message 105, JSON, from the client, first after open: what it was built for and what it holds. */
export interface Hello {
  schemaVersion: number
  /** Epoch of the content it holds, null where it holds none. */
  epoch: number | null
  /** It reads message 106. Left out by who does not. */
  unpacks?: boolean
  /** The branch of which it holds something, null for none. Left out by who knows of none. */
  branch?: number | null
}

/** The user in an awareness state: written by the relay, never by the client. */
export interface AwarenessUser {
  id: string
  role: string
  paletteIndex: number
  shape: number
}

/** The suggested wait in the reason of close code 1012, spread so that not everybody returns at once. */
export function restartDelayMs(reason: string): number | null {
  const found = /^delay=(\d{1,6})$/.exec(reason)
  return found === null ? null : Number(found[1])
}

export const palette = { size: 8, shapes: 3 } as const

export const documentRoom = (documentId: string) => documentId
export const spaceRoom = (projectId: string) => `space-${projectId}`
