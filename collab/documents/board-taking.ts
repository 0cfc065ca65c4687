import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Spot } from '../relay/redact.ts'
import { absolutePlace } from './board-outline.ts'
import { type BoardObject, boardRoots } from './board-model.ts'
import {
  commentKeys,
  commentsOf,
  moderationKey,
  moderationOf,
  objectsOf,
  reactionKey,
  reactionsOf,
  readComment,
  readObject,
  readReaction,
} from './board-read.ts'
import { values } from './board-values.ts'
import { putComment, putObject, setValues } from './board-write.ts'
import { isContainer } from './things/register.ts'

/** An object with all that hangs on it, in JSON: kept elsewhere, and put back as it was. */
export interface TakenObject {
  object: Omit<BoardObject, 'id' | 'author' | 'points'> & { points: string | null }
  comments: { id: string; at: number; text: string; isRemoved: boolean }[]
  reactions: { author: string; reaction: number }[]
  /** What lay in a frame or column, where it lay. */
  children: { id: string; place: BoardObject['place'] }[]
}

/** Null where there is no such object. */
export function copyOut(ydoc: Y.Doc, id: string): TakenObject | null {
  const object = readObject(id, objectsOf(ydoc).get(id))
  if (object === null) return null
  const { id: _id, author: _author, points, ...rest } = object
  return {
    object: { ...rest, points: points === null ? null : toBase64(points) },
    comments: commentsOn(ydoc, id).map(({ id: commentId, at, text, isRemoved }) => ({
      id: commentId,
      at,
      text,
      isRemoved,
    })),
    reactions: reactionsOn(ydoc, id).map(({ author, reaction }) => ({ author, reaction })),
    children: childrenOf(ydoc, object).map((child) => ({ id: child.id, place: child.place })),
  }
}

/** Takes an object off the board for good, in the transaction of whoever calls. What lay in it stays where it is seen. */
export function takeOff(ydoc: Y.Doc, id: string): void {
  const object = readObject(id, objectsOf(ydoc).get(id))
  if (object === null) return
  const holder = new Map([[id, object]])
  for (const child of childrenOf(ydoc, object))
    setValues(ydoc, child.id, { parent: null, place: absolutePlace(child, holder) })
  for (const comment of commentsOn(ydoc, id)) commentsOf(ydoc).delete(comment.id)
  for (const { author } of reactionsOn(ydoc, id)) reactionsOf(ydoc).delete(reactionKey(id, author))
  objectsOf(ydoc).delete(id)
}

/** Puts it back under the same id; nothing happens where something is there already. */
export function putBack(ydoc: Y.Doc, id: string, { object, comments, reactions, children }: TakenObject): void {
  if (objectsOf(ydoc).has(id)) return
  putObject(ydoc, id, { ...object, points: object.points === null ? null : fromBase64(object.points) })
  for (const comment of comments) {
    putComment(ydoc, comment.id, { ...comment, objectId: id })
    const map = commentsOf(ydoc).get(comment.id)
    if (comment.isRemoved && map instanceof Y.Map) map.set(commentKeys.isRemoved, 1)
  }
  for (const { author, reaction } of reactions) reactionsOf(ydoc).set(reactionKey(id, author), reaction)
  for (const child of children) {
    const there = readObject(child.id, objectsOf(ydoc).get(child.id))
    // Whoever has put it elsewhere meanwhile has had their reasons.
    if (there !== null && there.parent === null && !there.isRemoved)
      setValues(ydoc, child.id, { parent: id, place: child.place })
  }
}

/** Locks and pins of something that is gone for good. */
export function forgetMarks(ydoc: Y.Doc, id: string): void {
  const moderation = moderationOf(ydoc)
  for (const key of [moderationKey.locked(id), moderationKey.pinned(id)])
    if (moderation.has(key)) moderation.delete(key)
}

/** Where in the ydoc all of this lies, to be forgotten once it has been taken off. */
export const spotsOf = (id: string, { comments, reactions }: TakenObject): Spot[] => [
  { root: boardRoots.objects, key: id },
  ...comments.map((comment) => ({ root: boardRoots.comments, key: comment.id })),
  ...reactions.map(({ author }) => ({ root: boardRoots.reactions, key: reactionKey(id, author) })),
]

const isThere = <T>(value: T | null): value is T => value !== null

const commentsOn = (ydoc: Y.Doc, id: string) =>
  [...commentsOf(ydoc)]
    .map(([commentId, map]) => readComment(commentId, map))
    .filter(isThere)
    .filter((comment) => comment.objectId === id)

const reactionsOn = (ydoc: Y.Doc, id: string) =>
  [...reactionsOf(ydoc)]
    .map(([key, stored]) => readReaction(key, stored))
    .filter(isThere)
    .filter((reaction) => reaction.objectId === id)

const childrenOf = (ydoc: Y.Doc, { id, type }: BoardObject) =>
  isContainer({ type })
    ? [...objectsOf(ydoc)]
        .filter(([, map]) => map instanceof Y.Map && map.get(values.parent.key) === id)
        .map(([childId, map]) => readObject(childId, map))
        .filter(isThere)
    : []
