import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { type BoardObject, boardRoots, type ObjectType, type ObjectValues } from './board-model.ts'
import { commentsOf, objectsOf, reactionKey } from './board-read.ts'
import { withoutControls } from './controls.ts'
import { atRest, stored, textKey, valueNames, values } from './board-values.ts'
import { hasText } from './things/register.ts'

/** A new object: its type, and whatever is not at rest. */
export type NewObject = Partial<ObjectValues> & { type: ObjectType; text?: string }

const isAtRest = (name: keyof ObjectValues, value: unknown) =>
  value === undefined || JSON.stringify(value) === JSON.stringify(atRest[name])

/** Puts an object there under this id, whole, in the transaction of whoever calls. What is under the id goes. */
export function putObject(ydoc: Y.Doc, id: string, object: NewObject): void {
  const map = new Y.Map<unknown>()
  for (const name of valueNames) {
    const isWritten = name === 'type' || name === 'at' || name === 'order' || !isAtRest(name, object[name])
    if (isWritten && object[name] !== undefined) map.set(values[name].key, stored(name, object[name]))
  }
  if (hasText(object)) map.set(textKey, new Y.Text(withoutControls(object.text ?? '')))
  objectsOf(ydoc).set(id, map)
}

/** Sets values of an object that is there; gives false where it is not. */
export function setValues(ydoc: Y.Doc, id: string, changed: Partial<ObjectValues>): boolean {
  const map = objectsOf(ydoc).get(id)
  if (!(map instanceof Y.Map)) return false
  for (const name of valueNames) if (name in changed) writeKey(map, values[name].key, stored(name, changed[name]))
  return true
}

/** Undefined takes the key away. What is there already is not written again. */
export function writeKey(map: Y.Map<unknown>, key: string, value: unknown): void {
  if (value === undefined) {
    if (map.has(key)) map.delete(key)
  } else if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value)
}

/** The text of an object, to bind a field to. */
export function textOfObject(ydoc: Y.Doc, id: string): Y.Text | null {
  const map = objectsOf(ydoc).get(id)
  const text = map instanceof Y.Map ? map.get(textKey) : null
  return text instanceof Y.Text ? text : null
}

/** Makes a text say this with the fewest letters changed, so that what others write in it stays. */
export function writeText(text: Y.Text, given: string): void {
  const wanted = withoutControls(given)
  const current = text.toJSON()
  if (current === wanted) return
  let start = 0
  while (start < current.length && start < wanted.length && current[start] === wanted[start]) start++
  let end = 0
  const most = Math.min(current.length, wanted.length) - start
  while (end < most && current[current.length - 1 - end] === wanted[wanted.length - 1 - end]) end++
  const gone = current.length - end - start
  if (gone > 0) text.delete(start, gone)
  if (wanted.length - end > start) text.insert(start, wanted.slice(start, wanted.length - end))
}

/** An order between two, of which either may be missing. Where both are equal or the wrong way round: after the first. */
export function orderBetween(before: string | null, after: string | null): string {
  const isBetween = before === null || after === null || before < after
  return generateKeyBetween(before, isBetween ? after : null)
}

/** Above everything. */
export function topOrder(objects: Iterable<Pick<BoardObject, 'order'>>): string {
  let top: string | null = null
  for (const { order } of objects) if (top === null || order > top) top = order
  try {
    return generateKeyBetween(top, null)
  } catch {
    // Somebody wrote an order that is none: it draws where it stands, and we go on from the beginning.
    return generateKeyBetween(null, null)
  }
}

export function putComment(ydoc: Y.Doc, id: string, comment: { objectId: string; at: number; text: string }): void {
  const map = new Y.Map<unknown>([
    ['el', comment.objectId],
    ['at', comment.at],
    ['txt', new Y.Text(withoutControls(comment.text))],
  ])
  commentsOf(ydoc).set(id, map)
}

export function setReaction(ydoc: Y.Doc, objectId: string, author: string, reaction: number | null): void {
  writeKey(ydoc.getMap(boardRoots.reactions), reactionKey(objectId, author), reaction ?? undefined)
}
