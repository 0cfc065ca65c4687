import { type Deletes, deletesOf } from './deletes.ts'
import { Lineage } from './lineage.ts'
import { type Block, type DeleteRange, deletesIn, walkStructs } from './preflight.ts'
import { StructCursor, structKind } from './struct-cursor.ts'
import { type Structs, visible } from './update.ts'

interface State extends Structs {
  deletes: DeleteRange[]
}

function read(bytes: Uint8Array): State {
  const { blocks, deletesAt } = walkStructs(bytes)
  return { bytes, blocks, deletes: deletesIn(bytes, deletesAt) }
}

/**
 * A whole state as one update, without what was deleted in it. Beside an earlier state, what was there then and is gone now
 * is left, so that the two can be compared.
 */
function shown(update: Uint8Array, previous: Uint8Array | null): Uint8Array {
  const state = read(update)
  if (state.deletes.length === 0) return update
  const deletes = deletesOf(state.deletes)
  const hidden = previous === null ? deletes : goneIn(state, read(previous))
  const lineage = new Lineage()
  lineage.take([state])
  return visible(state, { deleted: hidden, inDeleted: lineage.inDeleted(hidden) }, deletes)
}

/** What was deleted in a state, but for what an earlier one still had. */
function goneIn({ deletes }: State, before: State): Deletes {
  const clocks = new Map(before.blocks.map((block) => [block.client, block.end]))
  const deletedBefore = deletesOf(before.deletes)
  const gone: DeleteRange[] = []
  for (const { client, clock, length } of deletes) {
    const end = clock + length
    const known = Math.min(end, Math.max(clock, clocks.get(client) ?? 0))
    if (known > clock) gone.push(...deletedBefore.within({ client, clock, length: known - clock }))
    if (end > known) gone.push({ client, clock: known, length: end - known })
  }
  return deletesOf(gone)
}

/** A state as it is shown beside an earlier one, and what came between the two. */
export interface Compared {
  update: Uint8Array
  /** Null where there is no earlier one. */
  previous: Uint8Array | null
  /** Of whom the state still says something. */
  clients: number[]
  /** What each of the updates between them deletes first. */
  deletes: DeleteRange[][]
}

export function compareHere(update: Uint8Array, previous: Uint8Array | null, between: readonly Uint8Array[]): Compared {
  const bytes = shown(update, previous)
  const clients = [...clientsShown(bytes)]
  if (previous === null) return { update: bytes, previous, clients, deletes: [] }
  return { update: bytes, previous: shown(previous, null), clients, deletes: freshDeletes(previous, between) }
}

/** What each of these updates deletes that is deleted neither in the state before them nor by one of the others before it. */
function freshDeletes(state: Uint8Array, updates: readonly Uint8Array[]): DeleteRange[][] {
  const known = deletesOf(read(state).deletes)
  return updates.map((update) => {
    const { deletes } = read(update)
    // An update's own ranges do not overlap.
    const fresh = known.missingOf(deletes)
    known.addAll(deletes)
    return fresh
  })
}

function clientsShown(update: Uint8Array): Set<number> {
  const { blocks } = walkStructs(update)
  return new Set(blocks.filter((block) => saysSomething(update, block)).map(({ client }) => client))
}

function saysSomething(update: Uint8Array, block: Block): boolean {
  const cursor = new StructCursor(update, block)
  for (let left = block.structs; left > 0; left--) {
    cursor.next()
    if (!isEmpty.has(cursor.kind)) return true
  }
  return false
}

const isEmpty: ReadonlySet<number> = new Set([structKind.dropped, structKind.deleted, structKind.skip])
