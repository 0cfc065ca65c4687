import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type DeleteRange, walk } from './preflight.ts'

/** Where something lies that was deleted and is to be forgotten: under a key of a root. */
export interface Spot {
  root: string
  key: string
}

/** Structs that lose what they hold. Their ids stay: others count on them. */
export interface Redaction {
  /** Deleted at the top: a neighbour may still hang on them, so they stay items. */
  emptied: readonly DeleteRange[]
  /** All that lay within. */
  gone: readonly DeleteRange[]
}

/**
 * Everything deleted that lay at these spots. `ydoc` holds all of the document and has not collected what was deleted. What
 * lives at a spot now is left alone.
 */
export function redactionOf(ydoc: Y.Doc, spots: readonly Spot[]): Redaction {
  const emptied: DeleteRange[] = []
  const gone: DeleteRange[] = []
  for (const { root, key } of spots) {
    const newest = ydoc.getMap(root)._map.get(key) ?? null
    for (let item: Y.Item | null = newest; item !== null; item = item.left) {
      if (!item.deleted) continue
      emptied.push(rangeOf(item))
      if (item.content instanceof Y.ContentType) gather(item.content.type, gone)
    }
  }
  return { emptied, gone }
}

export const rangeOf = ({ id, length }: Y.Item): DeleteRange => ({ client: id.client, clock: id.clock, length })

function gather(type: Pick<Y.AbstractType<unknown>, '_start' | '_map'>, into: DeleteRange[]): void {
  const lists = [type._start, ...[...type._map.values()].map(oldest)]
  for (const first of lists)
    for (let item: Y.Item | null = first; item !== null; item = item.right) {
      into.push(rangeOf(item))
      if (item.content instanceof Y.ContentType) gather(item.content.type, into)
    }
}

function oldest(item: Y.Item): Y.Item {
  let first = item
  while (first.left !== null) first = first.left
  return first
}

const isIn = (ranges: Map<number, readonly DeleteRange[]>, client: number, clock: number) =>
  ranges.get(client)?.some((range) => clock >= range.clock && clock < range.clock + range.length) ?? false

/** The same update, whose redacted structs hold nothing. The very same bytes where it has none of them. */
export function redact(update: Uint8Array, { emptied, gone }: Redaction): Uint8Array {
  const emptiedBy = byClient(emptied)
  const goneBy = byClient(gone)
  const { structs } = Y.decodeUpdate(update)
  let hasChanged = false
  const left = structs.map((struct) => {
    const { client, clock } = struct.id
    if (!(struct instanceof Y.Item)) return struct
    if (isIn(goneBy, client, clock)) {
      hasChanged = true
      return new Y.GC(struct.id, struct.length)
    }
    if (isIn(emptiedBy, client, clock) && !(struct.content instanceof Y.ContentDeleted)) {
      hasChanged = true
      struct.content = new Y.ContentDeleted(struct.length)
    }
    return struct
  })
  if (!hasChanged) return update
  // Byte for byte: Yjs' decoder forgets ranges of a client that is named twice.
  return write(left, update.subarray(walk(update, false).deletesAt))
}

function byClient(ranges: readonly DeleteRange[]): Map<number, readonly DeleteRange[]> {
  const found = new Map<number, DeleteRange[]>()
  for (const range of ranges) {
    const list = found.get(range.client)
    if (list === undefined) found.set(range.client, [range])
    else list.push(range)
  }
  return found
}

type Struct = Y.Item | Y.GC | Y.Skip

/** As Yjs writes an update (V1): runs of structs by client, then the deletes. */
function write(structs: readonly Struct[], deletes: Uint8Array): Uint8Array {
  const runs = new Map<number, Struct[]>()
  for (const struct of structs) {
    const run = runs.get(struct.id.client)
    if (run === undefined) runs.set(struct.id.client, [struct])
    else run.push(struct)
  }
  const encoder = new Y.UpdateEncoderV1()
  encoding.writeVarUint(encoder.restEncoder, runs.size)
  for (const [client, run] of runs) {
    encoding.writeVarUint(encoder.restEncoder, run.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, run[0]?.id.clock ?? 0)
    for (const struct of run) struct.write(encoder, 0)
  }
  encoding.writeUint8Array(encoder.restEncoder, deletes)
  return encoder.toUint8Array()
}
