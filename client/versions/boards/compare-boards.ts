import * as Y from 'yjs'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { type Board, inOrder, objectsOf, readBoard } from '#collab/documents/board-read.ts'
import type { Mark } from '#collab/documents/board-svg-marks.ts'
import { nameOfKey, textKey, type valueNames } from '#collab/documents/board-values.ts'
import { openVersion, type VersionBytes } from '#client/versions/compare.ts'

type ValueName = (typeof valueNames)[number]

/** What of a thing is another than before: what it says and holds, where it stands, how it looks. */
type Aspect = 'words' | 'place' | 'look'

export interface BoardDifference {
  object: BoardObject
  mark: Mark
  aspects: readonly Aspect[]
  /** User ids of who did it, as far as it can be told: of what is gone for good nothing is known. */
  by: readonly string[]
}

const words: ReadonlySet<ValueName> = new Set([
  'asset',
  'assetKind',
  'alt',
  'href',
  'name',
  'durationMs',
  'points',
  'language',
])
const place: ReadonlySet<ValueName> = new Set(['place', 'parent', 'rotation', 'order', 'size', 'date', 'from', 'to'])

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function changedNames(before: BoardObject, after: BoardObject): ValueName[] {
  return [...nameOfKey.values()].filter((name) => name !== 'isRemoved' && !isSame(before[name], after[name]))
}

function aspectsOf(before: BoardObject, after: BoardObject): Aspect[] {
  const names = changedNames(before, after)
  const isIn = (set: ReadonlySet<ValueName>) => names.some((name) => set.has(name))
  return [
    ...(before.text !== after.text || isIn(words) ? (['words'] as const) : []),
    ...(isIn(place) ? (['place'] as const) : []),
    ...(names.some((name) => !words.has(name) && !place.has(name)) ? (['look'] as const) : []),
  ]
}

/** Client ids that wrote something of this object after the given clocks. */
function writersOf(ydoc: Y.Doc, id: string, known: ReadonlyMap<number, number>): Set<number> {
  const map = objectsOf(ydoc).get(id)
  const clients = new Set<number>()
  const see = (item: Y.Item | null | undefined) => {
    if (item != null && item.id.clock + item.length > (known.get(item.id.client) ?? 0)) clients.add(item.id.client)
  }
  if (!(map instanceof Y.Map)) return clients
  for (const item of map._map.values()) see(item)
  const text: unknown = map.get(textKey)
  if (text instanceof Y.Text) for (let item = text._start; item !== null; item = item.right) see(item)
  return clients
}

const there = (board: Board) => new Map(board.objects.filter((one) => !one.isRemoved).map((one) => [one.id, one]))

export interface ComparedBoards {
  /** As it was in this version. */
  board: Board
  /** The same with what had gone since the version before, to be drawn faintly. */
  withRemoved: Board
  differences: readonly BoardDifference[]
}

/** Reads a version of a board and says what is another than in the one before. */
export function compareBoards({ update, previous, authors }: VersionBytes): ComparedBoards {
  const ydoc = openVersion(update)
  const board = readBoard(ydoc)
  if (previous === null) return { board, withRemoved: board, differences: [] }
  const earlier = openVersion(previous)
  const [before, after] = [there(readBoard(earlier)), there(board)]
  const known = Y.decodeStateVector(Y.encodeStateVector(earlier))
  const by = (id: string) =>
    [...new Set([...writersOf(ydoc, id, known)].flatMap((client) => authors[String(client)] ?? []))].toSorted()
  const differences: BoardDifference[] = []
  for (const object of after.values()) {
    const old = before.get(object.id)
    const changed = old === undefined ? [] : aspectsOf(old, object)
    if (old !== undefined && changed.length === 0) continue
    const mark = old === undefined ? 'added' : 'changed'
    differences.push({ object, mark, aspects: changed, by: by(object.id) })
  }
  const removed = [...before.values()].filter(({ id }) => !after.has(id))
  for (const object of removed) differences.push({ object, mark: 'removed', aspects: [], by: by(object.id) })
  const objects = [...after.values(), ...removed].toSorted(inOrder)
  ydoc.destroy()
  earlier.destroy()
  return { board, withRemoved: { ...board, objects }, differences }
}
