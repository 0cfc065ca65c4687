import * as Y from 'yjs'
import type { Hidden } from './blanking.ts'
import { deletesOf } from './deletes.ts'
import type { DeleteRange } from './preflight.ts'

/** Where something lies that was deleted and is to be forgotten: under a key of a root. */
export interface Spot {
  root: string
  key: string
}

/** What is to be forgotten: all that was deleted at a spot, or what was deleted of a range of ids. */
export type Forgotten = Spot | DeleteRange

interface Found {
  deleted: DeleteRange[]
  inDeleted: DeleteRange[]
}

/**
 * Everything deleted that lay there, to be blanked: what was deleted at the top keeps its place, since a neighbour may still
 * hang on it. `ydoc` holds all of the document and has not collected what was deleted. What lives there now is left alone.
 */
export function redactionOf(ydoc: Y.Doc, what: readonly Forgotten[]): Hidden {
  const found: Found = { deleted: [], inDeleted: [] }
  for (const one of what)
    if ('root' in one) findAt(ydoc, one, found)
    else findWithin(ydoc, one, found)
  return { deleted: deletesOf(found.deleted), inDeleted: deletesOf(found.inDeleted) }
}

function findAt(ydoc: Y.Doc, { root, key }: Spot, found: Found): void {
  const newest = ydoc.getMap(root)._map.get(key) ?? null
  for (let item: Y.Item | null = newest; item !== null; item = item.left)
    if (item.deleted) find(item, rangeOf(item), found)
}

/** A room that holds what is there alone has no types any more where they were deleted: what lay in them comes as ranges too. */
function findWithin(ydoc: Y.Doc, { client, clock, length }: DeleteRange, found: Found): void {
  for (const struct of structsWithin(ydoc, { client, clock, length })) {
    if (!struct.deleted) continue
    const from = Math.max(struct.id.clock, clock)
    const to = Math.min(struct.id.clock + struct.length, clock + length)
    const range = { client, clock: from, length: to - from }
    if (struct instanceof Y.Item) find(struct, range, found)
    else found.deleted.push(range)
  }
}

function find({ content }: Y.Item, range: DeleteRange, { deleted, inDeleted }: Found): void {
  deleted.push(range)
  if (content instanceof Y.ContentType) gather(content.type, inDeleted)
}

/** The structs that a range touches, as far as they are here. */
export function structsWithin(ydoc: Y.Doc, { client, clock, length }: DeleteRange): (Y.Item | Y.GC)[] {
  const structs = ydoc.store.clients.get(client) ?? []
  if (length <= 0 || clock >= Y.getState(ydoc.store, client)) return []
  const found: (Y.Item | Y.GC)[] = []
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
    const struct = structs[at]
    if (struct === undefined || struct.id.clock >= clock + length) break
    found.push(struct)
  }
  return found
}

/** The items of a list in order, deleted ones too. */
export function* itemsOf({ _start }: Pick<Y.AbstractType<unknown>, '_start'>): Generator<Y.Item> {
  for (let item = _start; item !== null; item = item.right) yield item
}

/** An item, and all that lies in it. */
export function rangesOf(item: Y.Item): DeleteRange[] {
  const inside: DeleteRange[] = []
  if (item.content instanceof Y.ContentType) gather(item.content.type, inside)
  return [rangeOf(item), ...inside]
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
