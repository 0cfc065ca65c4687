import * as Y from 'yjs'
import type { Actor } from '../relay/ports.ts'
import type { Finding } from './board-ruling.ts'
import { objectId, serverAuthor } from './board-author.ts'
import { boardLimits, type End, type Layout, layouts } from './board-model.ts'
import {
  type Board,
  metaKeys,
  metaOf,
  moderationKey,
  moderationOf,
  objectsOf,
  readBoard,
  readObject,
} from './board-read.ts'
import { stored, valueNames, values } from './board-values.ts'
import { type NewObject, putObject, textOfObject, writeKey, writeText } from './board-write.ts'
import { things } from './things/register.ts'

export { checkBoardUpdate } from './board-check.ts'
export { boardSchemaVersion } from './board-model.ts'

/** A board in JSON: what it starts with, what a template keeps, what a copy is made of. Ink is not in it. */
export interface BoardContent {
  type: 'board'
  layout: Layout
  /** Ids are of this content alone: a seed gives new ones, of nobody, and links among them follow. */
  objects: ContentObject[]
}

export type ContentObject = Omit<NewObject, 'points' | 'at'> & {
  id: string
  /** Pupils cannot change it: the background of a template. */
  isLocked?: boolean
}

export const emptyBoard = (layout: Layout): BoardContent => ({ type: 'board', layout, objects: [] })

/** Writes the first content of a board. Throws RangeError where the JSON is no board. Run by the server, once. */
export function seedBoard(ydoc: Y.Doc, json: object): void {
  const content = boardContentFrom(json)
  const ids = new Map(content.objects.map((object) => [object.id, objectId(serverAuthor)]))
  const renamed = (id: string) => ids.get(id) ?? null
  ydoc.transact(() => {
    metaOf(ydoc).set(metaKeys.layout, content.layout)
    for (const { id, isLocked, parent, from, to, step, ...object } of content.objects) {
      const fresh = ids.get(id)
      if (fresh === undefined) continue
      putObject(ydoc, fresh, {
        ...object,
        at: 0,
        parent: parent == null ? null : renamed(parent),
        step: step == null ? null : renamed(step),
        from: renamedEnd(from, renamed),
        to: renamedEnd(to, renamed),
      })
      if (isLocked === true) moderationOf(ydoc).set(moderationKey.locked(fresh), 1)
    }
  }, 'board-seed')
}

/** A content as the board it becomes, to be looked at before there is one. Throws as `seedBoard`. */
export function boardOf(content: BoardContent): Board {
  const ydoc = new Y.Doc()
  seedBoard(ydoc, content)
  const board = readBoard(ydoc)
  ydoc.destroy()
  return board
}

function renamedEnd(end: End | null | undefined, renamed: (id: string) => string | null): End | null {
  if (end == null || end[0] === null) return end ?? null
  const id = renamed(end[0])
  return id === null ? null : [id, end[1], end[2]]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Throws RangeError with what is wrong. */
function boardContentFrom(json: object): BoardContent {
  if (!isRecord(json) || json['type'] !== 'board' || !Array.isArray(json['objects']))
    throw new RangeError('not a board')
  const layout = layouts.find((name) => name === json['layout'])
  if (layout === undefined) throw new RangeError('not a layout')
  if (json['objects'].length > boardLimits.objects) throw new RangeError('too many objects')
  return { type: 'board', layout, objects: json['objects'].map(contentObjectFrom) }
}

function contentObjectFrom(json: unknown): ContentObject {
  if (!isRecord(json) || typeof json['id'] !== 'string') throw new RangeError('not an object')
  const { id, text = '', isLocked = false } = json
  const type = values.type.read(json['type'])
  if (type === undefined || things[type].isByHand === true) throw new RangeError('not a type')
  if (typeof text !== 'string' || text.length > boardLimits.textLetters) throw new RangeError('not a text')
  const found: Partial<Record<string, unknown>> = {}
  for (const name of valueNames) {
    const value = json[name]
    if (value === undefined || value === null || name === 'type' || name === 'points' || name === 'at') continue
    // References are to ids of this content, whatever they look like.
    const isReference = name === 'parent' || name === 'from' || name === 'to' || name === 'step'
    if (!isReference && values[name].read(stored(name, value)) === undefined && value !== false)
      throw new RangeError(`not a value of ${name}`)
    found[name] = value
  }
  return { ...found, id, type, text, isLocked: isLocked === true }
}

/** The content of a board as JSON, without the bin, ink and authors. */
function contentOf(board: Board): BoardContent {
  const objects = board.objects.filter((object) => !object.isRemoved && things[object.type].isByHand !== true)
  return {
    type: 'board',
    layout: board.meta.layout,
    objects: objects.map(({ author: _a, at: _t, points: _p, isRemoved: _r, ...object }) => ({
      ...object,
      isLocked: board.moderation.locked.has(object.id),
    })),
  }
}

/** What a board says, in reading order as good as needs be for a search. */
export function readBoardKind(ydoc: Y.Doc) {
  const board = readBoard(ydoc)
  const words = board.objects
    .filter((object) => !object.isRemoved)
    .flatMap((object) => [object.text, object.alt].filter((text) => text !== ''))
  const text = words.join('\n')
  return { json: contentOf(board), text, wordCount: text.split(/\s+/u).filter(Boolean).length }
}

/**
 * Makes a board hold what another holds, as one edit: what is not there goes into the bin; what is hidden stays so. What has
 * gone for good since is made again by moderators alone. Gives what was left out.
 */
export function replaceBoard(ydoc: Y.Doc, from: Y.Doc, { isModerator }: Pick<Actor, 'isModerator'>): Finding[] {
  const leftOut: Finding[] = []
  const wanted = readBoard(from)
  const hidden = readBoard(ydoc).moderation.hidden
  const ids = new Set(wanted.objects.map((object) => object.id))
  ydoc.transact(() => {
    if (isModerator) writeKey(metaOf(ydoc), metaKeys.layout, wanted.meta.layout)
    for (const object of wanted.objects) {
      if (hidden.has(object.id)) continue
      const map = objectsOf(ydoc).get(object.id)
      if (!(map instanceof Y.Map)) {
        if (isModerator) putObject(ydoc, object.id, object)
        else leftOut.push({ objectId: object.id, reason: 'not_allowed' })
        continue
      }
      for (const name of valueNames) if (name !== 'points') writeKey(map, values[name].key, stored(name, object[name]))
      const text = textOfObject(ydoc, object.id)
      if (text !== null) writeText(text, object.text)
    }
    for (const [id, map] of objectsOf(ydoc))
      if (!ids.has(id) && map instanceof Y.Map && readObject(id, map) !== null) map.set(values.isRemoved.key, 1)
  }, 'board-replace')
  return leftOut
}
