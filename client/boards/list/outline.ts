import type { BoardObject, ObjectType } from '#collab/documents/board-model.ts'
import { absolutePlace, type OutlineNode, outlineOf } from '#collab/documents/board-outline.ts'
import { isColumn, isLine } from '#collab/documents/things/register.ts'

/** Where something stands on the board, in words: three rows, three columns. */
interface Region {
  readonly row: 'top' | 'middle' | 'bottom'
  readonly column: 'left' | 'centre' | 'right'
}

/** What a row says of an object beside what is in the object itself. */
export interface RowFacts {
  readonly id: string
  /** Null: it stands in a column, or nowhere in particular. */
  readonly region: Region | null
  /** Ids of what connectors join it with; of a connector, of what it joins. */
  readonly links: readonly string[]
  readonly children: readonly RowFacts[]
}

export interface ListFilters {
  readonly author: string | null
  readonly type: ObjectType | null
}

interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

function boundsOf(objects: readonly BoardObject[], byId: ReadonlyMap<string, BoardObject>): Bounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const object of objects) {
    const [x, y] = absolutePlace(object, byId)
    bounds.left = Math.min(bounds.left, x)
    bounds.top = Math.min(bounds.top, y)
    bounds.right = Math.max(bounds.right, x + object.size[0])
    bounds.bottom = Math.max(bounds.bottom, y + object.size[1])
  }
  return bounds
}

const third = (at: number, from: number, to: number) =>
  to <= from ? 1 : Math.max(0, Math.min(2, Math.floor(((at - from) / (to - from)) * 3)))

const rows = ['top', 'middle', 'bottom'] as const
const columns = ['left', 'centre', 'right'] as const

function regionOf(object: BoardObject, byId: ReadonlyMap<string, BoardObject>, bounds: Bounds): Region {
  const [x, y] = absolutePlace(object, byId)
  return {
    row: rows[third(y + object.size[1] / 2, bounds.top, bounds.bottom)] ?? 'middle',
    column: columns[third(x + object.size[0] / 2, bounds.left, bounds.right)] ?? 'centre',
  }
}

/** What each object is joined with, both ways. */
function linksOf(objects: readonly BoardObject[]): ReadonlyMap<string, readonly string[]> {
  const links = new Map<string, string[]>()
  const add = (id: string, other: string) => {
    const known = links.get(id)
    if (known === undefined) links.set(id, [other])
    else known.push(other)
  }
  for (const { id, type, from, to } of objects) {
    if (!isLine({ type })) continue
    const [start, end] = [from?.[0] ?? null, to?.[0] ?? null]
    for (const joined of [start, end]) if (joined !== null) add(id, joined)
    if (start === null || end === null) continue
    add(start, end)
    add(end, start)
  }
  return links
}

/** The whole board as rows, in reading order; what the filters leave, with the frames and columns it is in. */
export function rowsOf(objects: readonly BoardObject[], filters: ListFilters, hasPlaces: boolean): RowFacts[] {
  const there = objects.filter((one) => !one.isRemoved)
  const byId = new Map(there.map((one) => [one.id, one]))
  const bounds = boundsOf(there, byId)
  const links = linksOf(there)
  const isWanted = ({ author, type }: BoardObject) =>
    (filters.author === null || author === filters.author) && (filters.type === null || type === filters.type)
  const rowOf = ({ object, children }: OutlineNode): RowFacts[] => {
    const inside = children.flatMap(rowOf)
    if (inside.length === 0 && !isWanted(object)) return []
    const holder = object.parent === null ? undefined : byId.get(object.parent)
    const isPlaced = hasPlaces && !isLine(object) && !(holder !== undefined && isColumn(holder))
    return [
      {
        id: object.id,
        region: isPlaced ? regionOf(object, byId, bounds) : null,
        links: links.get(object.id)?.filter((id) => byId.has(id)) ?? [],
        children: inside,
      },
    ]
  }
  return outlineOf(there).flatMap(rowOf)
}

/** Ids from top to bottom, as the arrow keys go. */
export const idsInOrder = (facts: readonly RowFacts[]): string[] =>
  facts.flatMap(({ id, children }) => [id, ...idsInOrder(children)])

/** Where a key leads. Null: the key is not the list's. */
export function rowForKey(ids: readonly string[], active: string | null, key: string): string | null {
  const at = active === null ? -1 : ids.indexOf(active)
  switch (key) {
    case 'ArrowDown':
      return ids[Math.min(at + 1, ids.length - 1)] ?? null
    case 'ArrowUp':
      return ids[Math.max(at - 1, 0)] ?? null
    case 'Home':
      return ids[0] ?? null
    case 'End':
      return ids.at(-1) ?? null
    default:
      return null
  }
}

/** The next row that begins with what is typed; from the one where one is, round to it again. */
export function rowForLetters(
  ids: readonly string[],
  active: string | null,
  typed: string,
  wordsOf: (id: string) => string,
): string | null {
  const at = Math.max(0, active === null ? 0 : ids.indexOf(active))
  // The same letter again goes on; a longer beginning may stay.
  const from = typed.length === 1 ? at + 1 : at
  const wanted = typed.toLocaleLowerCase()
  for (let step = 0; step < ids.length; step++) {
    const id = ids[(from + step) % ids.length]
    if (id !== undefined && wordsOf(id).toLocaleLowerCase().startsWith(wanted)) return id
  }
  return null
}
