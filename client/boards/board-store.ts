import type * as Y from 'yjs'
import { type BoardObject, boardRoots, type Comment, type Reaction } from '#collab/documents/board-model.ts'
import {
  commentsOf,
  type Meta,
  type Moderation,
  objectsOf,
  reactionsOf,
  readComment,
  readMeta,
  readModeration,
  readObject,
  readReaction,
} from '#collab/documents/board-read.ts'

import { isFrame } from '#collab/documents/things/register.ts'
import { InOrder } from './in-order.ts'
import { slidesOf } from './parts/slides.ts'

type Listener = () => void

/** What one transaction did to the objects of a board. */
interface BoardChange {
  readonly ids: readonly string[]
  /** Of those, the ones that were not there before. */
  readonly added: readonly string[]
  /** Done in this browser, by hand or by undoing. */
  readonly isLocal: boolean
  /** Ids of the clients that wrote it, as in awareness. */
  readonly clients: readonly number[]
}

/** What of the board changed: its list, its meta and moderation, or what belongs to one object. */
const listKey = ''
const isThere = <T>(value: T | null): value is T => value !== null

/**
 * A board in plain values for React: each object keeps its identity until it changes, and whoever draws one hears of that
 * one alone (`useSyncExternalStore`). No array of all objects lives in React state.
 */
export class BoardStore {
  readonly ydoc: Y.Doc
  readonly #objects = new Map<string, BoardObject>()
  #inOrder = new InOrder([])
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #watchers = new Set<(change: BoardChange) => void>()
  #comments: ReadonlyMap<string, readonly Comment[]> = new Map()
  #reactions: ReadonlyMap<string, readonly Reaction[]> = new Map()
  #ids: readonly string[] | null = null
  #slides: readonly BoardObject[] | null = null
  #meta: Meta
  #isReadFirst = false
  #moderation: Moderation
  readonly #stop: (() => void)[] = []

  constructor(ydoc: Y.Doc) {
    this.ydoc = ydoc
    this.#meta = this.#readMeta()
    this.#moderation = readModeration(ydoc)
    for (const [id, map] of objectsOf(ydoc)) {
      const object = readObject(id, map)
      if (object !== null) this.#objects.set(id, object)
    }
    this.#inOrder = new InOrder(this.#objects.values())
    this.#renewComments()
    this.#renewReactions()
    this.#observe(boardRoots.objects, (ids, transaction) => {
      const added = ids.filter((id) => !this.#objects.has(id))
      let isListChanged = false
      for (const id of ids) isListChanged = this.#renew(id) || isListChanged
      const change = { ids, added, isLocal: transaction.local, clients: writersOf(transaction) }
      for (const watcher of this.#watchers) watcher(change)
      return [...ids, ...(isListChanged ? [listKey] : [])]
    })
    this.#observe(boardRoots.meta, () => {
      this.#meta = this.#readMeta()
      return [listKey]
    })
    this.#observe(boardRoots.moderation, () => {
      this.#moderation = readModeration(ydoc)
      return [listKey, ...this.#objects.keys()]
    })
    this.#observe(boardRoots.comments, () => {
      const before = this.#comments
      this.#renewComments()
      return [listKey, ...before.keys(), ...this.#comments.keys()]
    })
    this.#observe(boardRoots.reactions, (keys) => {
      this.#renewReactions()
      return [listKey, ...keys.map((key) => key.split('|')[0] ?? '')]
    })
  }

  /** A rule has a teacher read first what this person makes: for them the board is as if it asked for that. */
  readFirst(isReadFirst: boolean): void {
    if (isReadFirst === this.#isReadFirst) return
    this.#isReadFirst = isReadFirst
    this.#meta = this.#readMeta()
    for (const key of [listKey, ...this.#objects.keys()])
      for (const listener of this.#listeners.get(key) ?? []) listener()
  }

  #readMeta(): Meta {
    const meta = readMeta(this.ydoc)
    return this.#isReadFirst ? { ...meta, needsApproval: true } : meta
  }

  destroy(): void {
    for (const stop of this.#stop) stop()
  }

  /** Hears of objects that come, go, change place in the order, or are put into the bin; of meta and moderation too. */
  subscribe = (listener: Listener) => this.#subscribe(listKey, listener)

  /** Hears of one object, its comments, reactions and lock. */
  subscribeObject = (id: string, listener: Listener) => this.#subscribe(id, listener)

  /** Hears of every transaction that touched objects, before those who draw them do. */
  watch = (watcher: (change: BoardChange) => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  getObject = (id: string): BoardObject | undefined => this.#objects.get(id)

  /** Everything as it is now, in drawing order; what is in the bin too. */
  getObjects = (): BoardObject[] => [...this.#inOrder.all()]

  /** How many there are, the bin included: the server counts them so. */
  getCount = (): number => this.#objects.size

  /** What is drawn, in drawing order: the same array until the list changes. */
  getIds = (): readonly string[] =>
    (this.#ids ??= this.#inOrder.all().flatMap(({ id, isRemoved }) => (isRemoved ? [] : [id])))

  /** The frames, as one reads them: the same array until one of them is another. */
  getSlides = (): readonly BoardObject[] => (this.#slides ??= slidesOf(this.#inOrder.all()))

  getMeta = () => this.#meta
  getModeration = () => this.#moderation
  getComments = (objectId: string): readonly Comment[] => this.#comments.get(objectId) ?? none
  getReactions = (objectId: string): readonly Reaction[] => this.#reactions.get(objectId) ?? none

  #subscribe(key: string, listener: Listener) {
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key)
    }
  }

  #observe(root: string, renew: (keys: string[], transaction: Y.Transaction) => Iterable<string>) {
    const map = this.ydoc.getMap(root)
    const observer = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      const keys = new Set<string>()
      for (const event of events) {
        const [key] = event.path
        if (key !== undefined) keys.add(String(key))
        else for (const own of event.changes.keys.keys()) keys.add(own)
      }
      for (const key of new Set(renew([...keys], transaction)))
        this.#listeners.get(key)?.forEach((listener) => listener())
    }
    map.observeDeep(observer)
    this.#stop.push(() => map.unobserveDeep(observer))
  }

  /** True where the list itself looks different. */
  #renew(id: string): boolean {
    const before = this.#objects.get(id)
    const after = readObject(id, objectsOf(this.ydoc).get(id))
    if (after === null) this.#objects.delete(id)
    else this.#objects.set(id, after)
    this.#inOrder.replace(before, after)
    const listed = (object: BoardObject | null | undefined) =>
      object == null ? '' : `${object.order} ${object.parent} ${object.isRemoved} ${object.type} ${object.date}`
    const isListChanged = listed(before) !== listed(after)
    if ([before, after].some((object) => object != null && isFrame(object))) this.#slides = null
    if (isListChanged) this.#ids = this.#idsWith(before, after)
    return isListChanged
  }

  /** What comes on top of all, as most do, is put to the others: nobody goes through thousands for it. Null where all are to be gone through. */
  #idsWith(before: BoardObject | undefined, after: BoardObject | null): readonly string[] | null {
    const isNewOnTop = before === undefined && after !== null && this.#inOrder.all().at(-1) === after
    if (this.#ids === null || !isNewOnTop) return null
    return after.isRemoved ? this.#ids : [...this.#ids, after.id]
  }

  #renewComments() {
    const comments = [...commentsOf(this.ydoc)].map(([id, map]) => readComment(id, map)).filter(isThere)
    this.#comments = byObject(comments.toSorted((a, b) => a.at - b.at))
  }

  #renewReactions() {
    const reactions = [...reactionsOf(this.ydoc)].map(([key, one]) => readReaction(key, one)).filter(isThere)
    this.#reactions = byObject(reactions)
  }
}

const none: readonly never[] = []

/** Whoever wrote something in a transaction; deletes alone name nobody. */
const writersOf = ({ beforeState, afterState }: Y.Transaction): number[] =>
  [...afterState].flatMap(([client, clock]) => ((beforeState.get(client) ?? 0) < clock ? [client] : []))

function byObject<T extends { objectId: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const list = found.get(one.objectId)
    if (list === undefined) found.set(one.objectId, [one])
    else list.push(one)
  }
  return found
}
