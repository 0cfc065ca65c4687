import type { Range } from './reading.ts'

/** One thing a writer did: brought a token, or took one away. */
export interface Deed {
  kind: 'insert' | 'delete'
  token: string
  range: Range
}

/** Deeds the server has not called stored, as one update. */
export interface Entry {
  update: Uint8Array
  deeds: Deed[]
  sentAs: number | null
  /** What it was written in; null for the page itself. */
  branch: number | null
}

/** Where a writer's tokens go: to the end of a shared text, of one of its own, or in between other tokens. */
export type Style = 'end' | 'own' | 'anywhere'
