import * as Y from 'yjs'
import { authorOfId, isAuthor, isObjectId } from './board-author.ts'
import {
  type BoardObject,
  boardRoots,
  type Comment,
  type Layout,
  layouts,
  type ObjectValues,
  type Reaction,
  reactions,
  type ValueName,
} from './board-model.ts'
import { withoutControls } from './controls.ts'
import { atRest, textKey, valueNames, values } from './board-values.ts'

export const objectsOf = (ydoc: Y.Doc) => ydoc.getMap(boardRoots.objects)
export const moderationOf = (ydoc: Y.Doc) => ydoc.getMap(boardRoots.moderation)
export const metaOf = (ydoc: Y.Doc) => ydoc.getMap(boardRoots.meta)
export const reactionsOf = (ydoc: Y.Doc) => ydoc.getMap(boardRoots.reactions)
export const commentsOf = (ydoc: Y.Doc) => ydoc.getMap(boardRoots.comments)

function valueOf<Name extends ValueName>(map: Y.Map<unknown>, name: Name): ObjectValues[Name] {
  const { key, read } = values[name]
  return read(map.get(key)) ?? atRest[name]
}

/** Letters of a text that may be something else, without what older boards still hold. */
function textOf(map: Y.Map<unknown>, key: string): string {
  const text = map.get(key)
  return text instanceof Y.Text ? withoutControls(text.toJSON()) : ''
}

type Found = { -readonly [Name in ValueName]: ObjectValues[Name] }

function take<Name extends ValueName>(found: Found, map: Y.Map<unknown>, name: Name): void {
  found[name] = valueOf(map, name)
}

/** An object as plain values, whatever junk lies in it; null for what is no object at all. */
export function readObject(id: string, map: unknown): BoardObject | null {
  if (!(map instanceof Y.Map) || !isObjectId(id) || values.type.read(map.get(values.type.key)) === undefined)
    return null
  const found: Found = { ...atRest }
  for (const name of valueNames) take(found, map, name)
  return { id, author: authorOfId(id), text: textOf(map, textKey), ...found }
}

export const commentKeys = { object: 'el', text: 'txt', at: 'at', isRemoved: 'del' } as const

export function readComment(id: string, map: unknown): Comment | null {
  if (!(map instanceof Y.Map) || !isObjectId(id)) return null
  const objectId: unknown = map.get(commentKeys.object)
  const at: unknown = map.get(commentKeys.at)
  if (typeof objectId !== 'string' || !isObjectId(objectId)) return null
  return {
    id,
    author: authorOfId(id),
    objectId,
    at: typeof at === 'number' ? at : 0,
    text: textOf(map, commentKeys.text),
    isRemoved: map.get(commentKeys.isRemoved) === 1,
  }
}

export const reactionKey = (objectId: string, author: string) => `${objectId}|${author}`

/** `<object id>|<author>`, those two and no third. */
export function readReaction(key: string, stored: unknown): Reaction | null {
  const [objectId = '', author = '', ...others] = key.split('|')
  const isKnown = typeof stored === 'number' && Number.isInteger(stored) && stored in reactions
  const isWhole = others.length === 0 && isObjectId(objectId) && isAuthor(author)
  return isKnown && isWhole ? { objectId, author, reaction: stored } : null
}

/** What teachers have said of a board, beside its objects. */
export interface Moderation {
  readonly locked: ReadonlySet<string>
  readonly pinned: ReadonlySet<string>
  /** Authors whose changes are put back. */
  readonly paused: ReadonlySet<string>
  /** Ids of objects that were hidden: their content is not here. */
  readonly hidden: ReadonlySet<string>
}

export const moderationKey = {
  locked: (id: string) => `l:${id}`,
  pinned: (id: string) => `pin:${id}`,
  paused: (author: string) => `ro:${author}`,
  hidden: (id: string) => `h:${id}`,
} as const

export function readModeration(ydoc: Y.Doc): Moderation {
  const found = { l: new Set<string>(), pin: new Set<string>(), ro: new Set<string>(), h: new Set<string>() }
  for (const key of moderationOf(ydoc).keys()) {
    const at = key.indexOf(':')
    const kind = key.slice(0, at)
    if (kind === 'l' || kind === 'pin' || kind === 'ro' || kind === 'h') found[kind].add(key.slice(at + 1))
  }
  return { locked: found.l, pinned: found.pin, paused: found.ro, hidden: found.h }
}

/** A vote that is under way: how many marks each person has. */
export interface Meta {
  readonly layout: Layout
  /** Who may see who made what: names for all, or for teachers alone. */
  readonly hasNames: boolean
  /** New things of pupils wait for a teacher, outside the document. */
  readonly needsApproval: boolean
  readonly poll: { readonly id: string; readonly marks: number } | null
  /** Marks by object id, of the last vote that was counted. */
  readonly tally: ReadonlyMap<string, number>
}

export const metaKeys = {
  layout: 'layout',
  hasNames: 'names',
  needsApproval: 'approve',
  poll: 'poll',
  tally: 'tally',
} as const

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function readPoll(value: unknown): Meta['poll'] {
  if (!isRecord(value)) return null
  const { id, marks } = value
  return typeof id === 'string' && typeof marks === 'number' ? { id, marks } : null
}

function readTally(value: unknown): Meta['tally'] {
  const found = new Map<string, number>()
  if (isRecord(value))
    for (const [id, count] of Object.entries(value)) if (typeof count === 'number') found.set(id, count)
  return found
}

export function readMeta(ydoc: Y.Doc): Meta {
  const meta = metaOf(ydoc)
  const layout: unknown = meta.get(metaKeys.layout)
  return {
    layout: layouts.find((name) => name === layout) ?? 'canvas',
    hasNames: meta.get(metaKeys.hasNames) !== 0,
    needsApproval: meta.get(metaKeys.needsApproval) === 1,
    poll: readPoll(meta.get(metaKeys.poll)),
    tally: readTally(meta.get(metaKeys.tally)),
  }
}

export interface Board {
  readonly meta: Meta
  readonly moderation: Moderation
  /** In drawing order; those in the bin too. */
  readonly objects: readonly BoardObject[]
  readonly comments: readonly Comment[]
  readonly reactions: readonly Reaction[]
}

const isThere = <T>(value: T | null): value is T => value !== null
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** By order, then id: the same for everybody. */
export const inOrder = (a: BoardObject, b: BoardObject) => compare(a.order, b.order) || compare(a.id, b.id)

/** The whole board; junk is passed over. */
export function readBoard(ydoc: Y.Doc): Board {
  return {
    meta: readMeta(ydoc),
    moderation: readModeration(ydoc),
    objects: [...objectsOf(ydoc)]
      .map(([id, map]) => readObject(id, map))
      .filter(isThere)
      .toSorted(inOrder),
    comments: [...commentsOf(ydoc)]
      .map(([id, map]) => readComment(id, map))
      .filter(isThere)
      .toSorted((a, b) => a.at - b.at || compare(a.id, b.id)),
    reactions: [...reactionsOf(ydoc)].map(([key, one]) => readReaction(key, one)).filter(isThere),
  }
}
