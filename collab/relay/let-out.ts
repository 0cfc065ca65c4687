/** What changes together where something is let out. */
export interface LetOutPart {
  /** The same as long as the part begins with the same struct. */
  key: string
  /** Plain text, a line for each block; empty where there was, or would be, nothing. */
  before: string
  after: string
}

/** What becomes of a document where what waits beside it is let out (SPEC 88). */
export interface LetOut {
  /** As it would be, and as it is, without what was deleted by then. */
  update: Uint8Array
  previous: Uint8Array
  /** What it would lose of others, written again; `client` is an id of whoever it is of. */
  rescued: { client: number; update: Uint8Array }[]
  parts: LetOutPart[]
}

export type FindLetOut = (before: readonly Uint8Array[], waiting: readonly Uint8Array[]) => LetOut
