import type { BoardObject } from '#collab/documents/board-model.ts'
import type { PresentUser } from '#client/live/presence.ts'
import type { DragPart, Lying } from './message.ts'
import { Topics } from './topics.ts'

/** An object that somebody drags, as it is to be drawn. */
export interface Dragged extends Lying {
  readonly user: PresentUser
}

/** What is stored, as far as a drag looks. */
export interface Stored {
  getObject(id: string): BoardObject | undefined
  subscribeObject(id: string, listener: () => void): () => void
}

interface Drag {
  readonly number: number
  readonly user: PresentUser
  readonly ids: string[]
  /** As they lay when this drag was heard of. */
  readonly bases: Map<string, Lying>
  /** Those that were let go: what is stored holds again. */
  readonly settled: Set<string>
  heardAt: number
}

interface Held {
  readonly drag: Drag
  readonly dragged: Dragged
  readonly stop: () => void
}

/** Without a word for so long, a drag is over. Its sender says something each second. */
const forgetMs = 2_500
const draggedMost = 200

const lyingOf = ({ place, size, rotation }: BoardObject): Lying => ({ place, size, rotation })
const isSame = (a: Lying, b: Lying | undefined) => JSON.stringify(a) === JSON.stringify(b)

/** Objects that others drag now. One of them is let go when what is stored of it lies otherwise, or nothing is heard. */
export class Drags {
  readonly #stored: Stored
  readonly #topics = new Topics()
  readonly #drags = new Map<number, Drag>()
  readonly #held = new Map<string, Held>()

  constructor(stored: Stored) {
    this.#stored = stored
  }

  subscribe = (id: string, listener: () => void) => this.#topics.subscribe(id, listener)

  /** How an object that somebody drags lies now; the same value until it moves. */
  get = (id: string): Dragged | undefined => this.#held.get(id)?.dragged

  get size(): number {
    return this.#drags.size
  }

  take(client: number, user: PresentUser, { number, ids, by, isCancelled }: DragPart): void {
    const before = this.#drags.get(client)
    if (before?.number !== number || isCancelled) this.end(client)
    if (isCancelled) return
    const drag = this.#drags.get(client) ?? fresh(number, user)
    drag.heardAt = Date.now()
    this.#drags.set(client, drag)
    ids?.ids.forEach((id, at) => {
      if (ids.from + at < draggedMost) drag.ids[ids.from + at] = id
    })
    if (by.kind === 'lie') by.lying.forEach((lying, at) => this.#lay(drag, drag.ids[by.from + at], () => lying))
    else
      for (const id of drag.ids)
        this.#lay(drag, id, (base) => ({ ...base, place: [base.place[0] + by.step[0], base.place[1] + by.step[1]] }))
  }

  /** Everything this one drags is where it is stored. */
  end(client: number): void {
    const drag = this.#drags.get(client)
    this.#drags.delete(client)
    for (const [id, held] of this.#held) if (held.drag === drag) this.#release(id)
  }

  forgetOld(now: number): void {
    for (const [client, { heardAt }] of this.#drags) if (now - heardAt >= forgetMs) this.end(client)
  }

  destroy(): void {
    for (const { stop } of this.#held.values()) stop()
    this.#topics.clear()
  }

  #lay(drag: Drag, id: string | undefined, lie: (base: Lying) => Lying): void {
    const object = id === undefined ? undefined : this.#stored.getObject(id)
    if (id === undefined || object === undefined || object.isRemoved || drag.settled.has(id)) return
    const base = drag.bases.get(id) ?? lyingOf(object)
    drag.bases.set(id, base)
    const before = this.#held.get(id)
    const isOurs = before?.drag === drag
    if (!isOurs) before?.stop()
    const stop = isOurs ? before.stop : this.#stored.subscribeObject(id, () => this.#settle(id, drag))
    this.#held.set(id, { drag, stop, dragged: { ...lie(base), user: drag.user } })
    this.#topics.tell([id])
  }

  #settle(id: string, drag: Drag): void {
    const object = this.#stored.getObject(id)
    if (object !== undefined && !object.isRemoved && isSame(lyingOf(object), drag.bases.get(id))) return
    drag.settled.add(id)
    this.#release(id)
  }

  #release(id: string): void {
    this.#held.get(id)?.stop()
    this.#held.delete(id)
    this.#topics.tell([id])
  }
}

const fresh = (number: number, user: PresentUser): Drag => ({
  number,
  user,
  ids: [],
  bases: new Map(),
  settled: new Set(),
  heardAt: 0,
})
