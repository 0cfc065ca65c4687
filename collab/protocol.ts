/** The relay's wire words, written down with bytes in collab/SPEC.md. Runs in browser and server. */

/** y-websocket's own types, then ours from 100 on, which a stock provider ignores. */
export const messageType = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  stored: 100,
  identity: 101,
  notice: 102,
  refused: 103,
  hello: 105,
} as const

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
} as const

export type CloseCode = (typeof closeCode)[keyof typeof closeCode]

export const palette = { size: 8, shapes: 3 } as const

export const documentRoom = (documentId: string) => documentId
export const spaceRoom = (projectId: string) => `space-${projectId}`
