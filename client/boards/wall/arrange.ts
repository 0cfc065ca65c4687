import type { BoardObject } from '#collab/documents/board-model.ts'
import { inOrder } from '#collab/documents/board-read.ts'
import { isContainer, thingOf } from '#collab/documents/things/register.ts'
import { finder } from '#client/ui/finder.ts'
import { findable } from '../parts/find-words.ts'
import { ownAssetKind } from '#collab/documents/things/asset-kind.ts'

export const sortings = ['order', 'newest', 'oldest', 'author', 'reactions', 'votes'] as const
export type Sorting = (typeof sortings)[number]

export const contentKinds = ['text', 'image', 'link', 'file', 'voice'] as const
type ContentKind = (typeof contentKinds)[number]

/** What a card mainly is: what it holds, or else its words. */
export function contentKindOf({
  type,
  asset,
  assetKind,
  href,
}: Pick<BoardObject, 'type' | 'asset' | 'assetKind' | 'href'>): ContentKind {
  const own = ownAssetKind({ type })
  if (own !== undefined || thingOf({ type }).isLink === true) return own ?? 'link'
  if (asset !== null && assetKind !== null) return assetKind
  return href === '' ? 'text' : 'link'
}

export interface Filters {
  readonly author: string | null
  readonly groupId: string | null
  readonly schoolId: string | null
  readonly kind: ContentKind | null
  /** What is looked for in words and authors. */
  readonly words: string | null
}

export const noFilters: Filters = { author: null, groupId: null, schoolId: null, kind: null, words: null }
export const hasFilters = (filters: Filters) => Object.values(filters).some((value) => value !== null)

/** What is known of an author, for this reader. */
interface AuthorFacts {
  readonly name: string
  readonly groupId: string | null
  readonly school: { readonly id: string }
}

export interface Arranging {
  readonly sorting: Sorting
  readonly filters: Filters
  readonly people: ReadonlyMap<string, AuthorFacts>
  readonly pinned: ReadonlySet<string>
  readonly tally: ReadonlyMap<string, number>
  readonly reactionCount: (id: string) => number
  /** Whom a thing is by, as far as this reader may know; empty for nobody. */
  readonly authorName: (author: string) => string
  readonly compareNames: (a: string, b: string) => number
}

/** A bare shape says nothing on a wall. */
export const isTile = (object: BoardObject) => {
  const { isTile: isKnown } = thingOf(object)
  return !object.isRemoved && isKnown !== undefined && (isKnown === true || object.text !== '')
}

function isShown(object: BoardObject, { filters, people, authorName }: Arranging): boolean {
  const { author, groupId, schoolId, kind, words } = filters
  const finds = words === null ? null : finder(words)
  const person = people.get(object.author)
  return (
    (author === null || object.author === author) &&
    (groupId === null || person?.groupId === groupId) &&
    (schoolId === null || person?.school.id === schoolId) &&
    (kind === null || contentKindOf(object) === kind) &&
    (finds === null || finds(findable(object, authorName(object.author))))
  )
}

function compareBy(arranging: Arranging): (a: BoardObject, b: BoardObject) => number {
  const { authorName, tally, reactionCount, compareNames } = arranging
  // Who has no name here comes last.
  const nameOf = (object: BoardObject) => authorName(object.author) || '\u{10FFFF}'
  switch (arranging.sorting) {
    case 'order':
      return () => 0
    case 'newest':
      return (a, b) => b.at - a.at
    case 'oldest':
      return (a, b) => a.at - b.at
    case 'author':
      return (a, b) => compareNames(nameOf(a), nameOf(b))
    case 'reactions':
      return (a, b) => reactionCount(b.id) - reactionCount(a.id)
    case 'votes':
      return (a, b) => (tally.get(b.id) ?? 0) - (tally.get(a.id) ?? 0)
  }
}

/** The cards of a wall as this person wants to see them: pinned ones first, then by their sorting, then by order. */
export function arrange(objects: readonly BoardObject[], arranging: Arranging): BoardObject[] {
  const compare = compareBy(arranging)
  const rank = (object: BoardObject) => (arranging.pinned.has(object.id) ? 0 : 1)
  return objects
    .filter((object) => isTile(object) && isShown(object, arranging))
    .toSorted((a, b) => rank(a) - rank(b) || compare(a, b) || inOrder(a, b))
}

function groupBy<K>(cards: readonly BoardObject[], keyOf: (card: BoardObject) => K): Map<K, BoardObject[]> {
  const groups = new Map<K, BoardObject[]>()
  for (const card of cards) {
    const key = keyOf(card)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [card])
    else group.push(card)
  }
  return groups
}

export interface WallColumn {
  /** Null: cards that are in no column. */
  readonly column: BoardObject | null
  readonly cards: readonly BoardObject[]
}

/** Columns, and frames of the canvas as columns, in their order. Cards of none come first, where there are any. */
export function inColumns(objects: readonly BoardObject[], cards: readonly BoardObject[]): WallColumn[] {
  const columns = objects.filter((one) => isContainer(one) && !one.isRemoved).toSorted(inOrder)
  const known = new Set(columns.map(({ id }) => id))
  const byColumn = groupBy(cards, ({ parent }) => (parent !== null && known.has(parent) ? parent : null))
  const loose = byColumn.get(null) ?? []
  const named = columns.map((column) => ({ column, cards: byColumn.get(column.id) ?? [] }))
  return loose.length > 0 || named.length === 0 ? [{ column: null, cards: loose }, ...named] : named
}

export interface Day {
  /** `YYYY-MM-DD`, or empty for what has no date. */
  readonly date: string
  readonly cards: readonly BoardObject[]
}

/** From the first day to the last; what has none comes at the end. */
export function inDays(cards: readonly BoardObject[]): Day[] {
  const byDate = groupBy(cards, ({ date }) => date)
  const dated = [...byDate.keys()].filter((date) => date !== '').toSorted()
  return [...dated, ...(byDate.has('') ? [''] : [])].map((date) => ({ date, cards: byDate.get(date) ?? [] }))
}
