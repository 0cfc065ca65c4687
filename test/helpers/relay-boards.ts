import { documentKinds } from '#collab/documents/kinds.ts'
import type { MemoryStore } from './memory-store.ts'
import type { Peer, TestRelay } from './relay.ts'

/** Boards in a relay without a server: their rules, and three people who write on them. Claire is a teacher. */

export const authors = { anna: 'annaannaanna', ben: 'benbenbenben', claire: 'claireclaire' } as const
export type Name = keyof typeof authors

export function addBoard(store: MemoryStore): string {
  const { check, createReferee } = documentKinds.board
  return store.add({ check, ...(createReferee === undefined ? {} : { createReferee }) })
}

export const joinBoard = (relay: TestRelay, board: string, name: Name): Promise<Peer> =>
  relay
    .join(board, name, { access: 'write', actor: { author: authors[name], isModerator: name === 'claire' } })
    .synced()
