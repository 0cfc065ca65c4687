import * as Y from 'yjs'
import type { Hidden } from './blanking.ts'
import { deletesOf } from './deletes.ts'
import type { DeleteRange } from './preflight.ts'

/** Where something lies that was deleted and is to be forgotten: under a key of a root. */
export interface Spot {
  root: string
  key: string
}

/**
 * Everything deleted that lay at these spots, to be blanked: what was deleted at the top keeps its place, since a neighbour
 * may still hang on it. `ydoc` holds all of the document and has not collected what was deleted. What lives at a spot now is
 * left alone.
 */
export function redactionOf(ydoc: Y.Doc, spots: readonly Spot[]): Hidden {
  const deleted: DeleteRange[] = []
  const inDeleted: DeleteRange[] = []
  for (const { root, key } of spots) {
    const newest = ydoc.getMap(root)._map.get(key) ?? null
    for (let item: Y.Item | null = newest; item !== null; item = item.left) {
      if (!item.deleted) continue
      deleted.push(rangeOf(item))
      if (item.content instanceof Y.ContentType) gather(item.content.type, inDeleted)
    }
  }
  return { deleted: deletesOf(deleted), inDeleted: deletesOf(inDeleted) }
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
