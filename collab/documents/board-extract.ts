import * as Y from 'yjs'
import { itemsOf } from '../relay/redact.ts'
import type { BoardObject } from './board-model.ts'
import { commentsOf, inOrder, objectsOf, readComment, readObject } from './board-read.ts'
import { textKey } from './board-values.ts'
import { putObject } from './board-write.ts'
import { type LetterRun, withSpaces } from './page-extract.ts'

/* A thing on a board as it is, with the ids of its letters, and a board that holds it alone: to be copied and drawn. */

export interface ExtractThing {
  object: BoardObject
  words: LetterRun[]
  comments: { id: string; text: string }[]
}

/** Null where it is not on the board. */
export function readThing(ydoc: Y.Doc, id: string): ExtractThing | null {
  const map = objectsOf(ydoc).get(id)
  const object = readObject(id, map)
  if (object === null || object.isRemoved) return null
  const text: unknown = map instanceof Y.Map ? map.get(textKey) : null
  return { object, words: text instanceof Y.Text ? [...runsOf(text)] : [], comments: commentsOn(ydoc, id) }
}

/** Everything on the board, in drawing order. */
export const readThings = (ydoc: Y.Doc): ExtractThing[] =>
  [...objectsOf(ydoc).keys()].flatMap((id) => readThing(ydoc, id) ?? []).toSorted((a, b) => inOrder(a.object, b.object))

function* runsOf(text: Y.Text): Generator<LetterRun> {
  for (const { deleted, content, id } of itemsOf(text))
    if (!deleted && content instanceof Y.ContentString)
      yield { client: id.client, clock: id.clock, text: withSpaces(content.str) }
}

const commentsOn = (ydoc: Y.Doc, objectId: string) =>
  [...commentsOf(ydoc)]
    .flatMap(([id, map]) => readComment(id, map) ?? [])
    .filter((comment) => comment.objectId === objectId && !comment.isRemoved)
    .toSorted((a, b) => a.at - b.at)
    .map(({ id, text }) => ({ id, text }))

/** A board with this alone on it. */
export function boardOfOne({ id, author: _, ...object }: BoardObject): Uint8Array {
  const ydoc = new Y.Doc()
  putObject(ydoc, id, { ...object, parent: null, place: [0, 0] })
  const update = Y.encodeStateAsUpdate(ydoc)
  ydoc.destroy()
  return update
}
