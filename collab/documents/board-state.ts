import type * as Y from 'yjs'
import { authorOfId } from './board-author.ts'
import { type BoardObject, boardRoots, type Comment } from './board-model.ts'
import {
  commentsOf,
  type Meta,
  metaOf,
  type Moderation,
  moderationOf,
  objectsOf,
  reactionsOf,
  readComment,
  readMeta,
  readModeration,
  readObject,
} from './board-read.ts'
import type { Touched } from './board-ruling.ts'

/** A board in plain values, as it was before the update that is judged: what is put back is taken from here. */
export class BoardState {
  readonly #ydoc: Y.Doc
  readonly objects = new Map<string, BoardObject>()
  readonly comments = new Map<string, Comment>()
  /** How many of each there are of one author. */
  readonly objectsOf = new Map<string, number>()
  readonly commentsOf = new Map<string, number>()
  readonly reactions = new Map<string, unknown>()
  readonly moderationValues = new Map<string, unknown>()
  readonly metaValues = new Map<string, unknown>()
  moderation: Moderation
  meta: Meta

  constructor(ydoc: Y.Doc) {
    this.#ydoc = ydoc
    for (const id of objectsOf(ydoc).keys()) this.#renewObject(id)
    for (const id of commentsOf(ydoc).keys()) this.#renewComment(id)
    for (const [key, value] of reactionsOf(ydoc)) this.reactions.set(key, value)
    for (const [key, value] of moderationOf(ydoc)) this.moderationValues.set(key, value)
    for (const [key, value] of metaOf(ydoc)) this.metaValues.set(key, value)
    this.moderation = readModeration(ydoc)
    this.meta = readMeta(ydoc)
  }

  /** What an update touched, corrections included, is as it is now. */
  renew(touched: Touched): void {
    for (const id of touched[boardRoots.objects].keys()) this.#renewObject(id)
    for (const id of touched[boardRoots.comments].keys()) this.#renewComment(id)
    renewValues(this.reactions, reactionsOf(this.#ydoc), touched[boardRoots.reactions].keys())
    if (touched[boardRoots.moderation].size > 0) {
      renewValues(this.moderationValues, moderationOf(this.#ydoc), touched[boardRoots.moderation].keys())
      this.moderation = readModeration(this.#ydoc)
    }
    if (touched[boardRoots.meta].size > 0) {
      renewValues(this.metaValues, metaOf(this.#ydoc), touched[boardRoots.meta].keys())
      this.meta = readMeta(this.#ydoc)
    }
  }

  #renewObject(id: string): void {
    const object = readObject(id, objectsOf(this.#ydoc).get(id))
    if ((object !== null) !== this.objects.has(id)) count(this.objectsOf, id, object === null ? -1 : 1)
    if (object === null) this.objects.delete(id)
    else this.objects.set(id, object)
  }

  #renewComment(id: string): void {
    const comment = readComment(id, commentsOf(this.#ydoc).get(id))
    if ((comment !== null) !== this.comments.has(id)) count(this.commentsOf, id, comment === null ? -1 : 1)
    if (comment === null) this.comments.delete(id)
    else this.comments.set(id, comment)
  }
}

function count(counts: Map<string, number>, id: string, step: number): void {
  const author = authorOfId(id)
  counts.set(author, (counts.get(author) ?? 0) + step)
}

function renewValues(kept: Map<string, unknown>, map: Y.Map<unknown>, keys: Iterable<string>): void {
  for (const key of keys) {
    if (map.has(key)) kept.set(key, map.get(key))
    else kept.delete(key)
  }
}
