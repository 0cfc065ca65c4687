import * as Y from 'yjs'
import type { Range } from './reading.ts'

interface Struct {
  client: number
  clock: number
  /** The clock that would be next under its id. */
  next: number
}

/** What a row brings to what is there: its structs in order, and the deletes that nobody said before, as client/clock. */
export function newIn(
  bytes: Uint8Array,
  { store }: Y.Doc,
  said: readonly ReadonlySet<string>[],
): { structs: Struct[]; deletes: string[] } {
  const known = new Map<number, number>()
  const { structs, ds } = Y.decodeUpdate(bytes)
  const written = structs.map(({ id: { client, clock }, length }) => {
    const next = known.get(client) ?? Y.getState(store, client)
    known.set(client, clock + length)
    return { client, clock, next }
  })
  // Only deletes that were said: those that follow from a parent's are not known to the relay.
  const deletes = [...ds.clients]
    .flatMap(([client, items]) =>
      items.flatMap(({ clock, len }) => Array.from({ length: len }, (_, at) => `${client}/${clock + at}`)),
    )
    .filter((at) => !said.some((set) => set.has(at)))
  return { structs: written, deletes }
}

/** Nothing in it waits for something that is not there. */
export const isWhole = ({ store }: Y.Doc): boolean => store.pendingStructs === null && store.pendingDs === null

/** The last clock under each id, the same for equal ranges however they were cut into rows. */
export const reachOf = (updates: readonly Uint8Array[]): string => {
  const reach = new Map<number, number>()
  for (const update of updates)
    for (const [client, end] of Y.parseUpdateMeta(update).to) reach.set(client, Math.max(end, reach.get(client) ?? 0))
  return JSON.stringify([...reach].sort(([a], [b]) => a - b))
}

export const hasRange = (updates: readonly Uint8Array[], { client, clock, length }: Range): boolean =>
  updates.some((update) =>
    Y.decodeUpdate(update).structs.some(
      ({ id, length: whole }) => id.client === client && id.clock <= clock && id.clock + whole >= clock + length,
    ),
  )

export const deletesIn = (updates: readonly Uint8Array[], { client, clock, length }: Range): boolean =>
  updates.some((update) =>
    (Y.decodeUpdate(update).ds.clients.get(client) ?? []).some(
      (item) => item.clock <= clock && item.clock + item.len >= clock + length,
    ),
  )
