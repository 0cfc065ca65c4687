import type { BoardObject } from '#collab/documents/board-model.ts'
import type { DragPart, Placed } from './message.ts'

export type Moves = ReadonlyMap<string, Placed>

/** What is stored, and where drags are shown. */
export interface Stage {
  getObject(id: string): BoardObject | undefined
  subscribeObject(id: string, listener: () => void): () => void
  /** Where an object stands by what is stored. */
  restOf(id: string): Placed | null
  /** Shows where somebody's things stand now; null where they are at rest again. */
  show(client: number, moves: Moves | null, before: Moves | null): void
}

interface Base {
  readonly rest: Placed
  readonly stored: string
}

interface Drag {
  readonly number: number
  readonly ids: string[]
  /** As they were when this drag was heard of. */
  readonly bases: Map<string, Base>
  /** By id: stops watching what is stored of it. Null for what was let go: what is stored holds again. */
  readonly watched: Map<string, (() => void) | null>
  moves: Moves | null
  heardAt: number
}

/** Without a word for so long, a drag is over. Its sender says something each second. */
const forgetMs = 2_500
const draggedMost = 200

const storedOf = ({ place, size, rotation, parent }: BoardObject) => JSON.stringify([place, size, rotation, parent])

/** What others drag now. A thing is let go when what is stored of its place is another, or nothing more is heard. */
export class Drags {
  readonly #stage: Stage
  readonly #drags = new Map<number, Drag>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  get size(): number {
    return this.#drags.size
  }

  take(client: number, { number, ids, by, isCancelled }: DragPart): void {
    if (this.#drags.get(client)?.number !== number || isCancelled) this.end(client)
    if (isCancelled) return
    const drag = this.#drags.get(client) ?? fresh(number)
    drag.heardAt = Date.now()
    this.#drags.set(client, drag)
    ids?.ids.forEach((id, at) => {
      if (ids.from + at < draggedMost) drag.ids[ids.from + at] = id
    })
    const moves = new Map(drag.moves)
    const put = (id: string | undefined, placed: (rest: Placed) => Placed) => {
      const base = id === undefined ? null : this.#hold(client, drag, id)
      if (id !== undefined && base !== null) moves.set(id, placed(base.rest))
    }
    if (by.kind === 'place') by.boxes.forEach((box, at) => put(drag.ids[by.from + at], () => box))
    else for (const id of drag.ids) put(id, (rest) => ({ ...rest, x: rest.x + by.step[0], y: rest.y + by.step[1] }))
    this.#show(client, drag, moves)
  }

  /** Everything this one drags is where it is stored. */
  end(client: number): void {
    const drag = this.#drags.get(client)
    if (drag === undefined) return
    this.#drags.delete(client)
    for (const stop of drag.watched.values()) stop?.()
    this.#show(client, drag, null)
  }

  forgetOld(now: number): void {
    for (const [client, { heardAt }] of this.#drags) if (now - heardAt >= forgetMs) this.end(client)
  }

  destroy(): void {
    for (const client of [...this.#drags.keys()]) this.end(client)
  }

  /** Null for what cannot be dragged: it is not there, or was let go. */
  #hold(client: number, drag: Drag, id: string): Base | null {
    if (drag.watched.get(id) === null) return null
    const found = drag.bases.get(id)
    if (found !== undefined) return found
    const [object, rest] = [this.#stage.getObject(id), this.#stage.restOf(id)]
    if (object === undefined || object.isRemoved || rest === null) return null
    const base = { rest, stored: storedOf(object) }
    drag.bases.set(id, base)
    drag.watched.set(
      id,
      this.#stage.subscribeObject(id, () => this.#look(client, drag, id)),
    )
    return base
  }

  #look(client: number, drag: Drag, id: string): void {
    const object = this.#stage.getObject(id)
    if (object !== undefined && !object.isRemoved && storedOf(object) === drag.bases.get(id)?.stored) return
    drag.watched.get(id)?.()
    drag.watched.set(id, null)
    const moves = new Map(drag.moves)
    if (moves.delete(id)) this.#show(client, drag, moves)
  }

  #show(client: number, drag: Drag, moves: Moves | null): void {
    const before = drag.moves
    drag.moves = moves === null || moves.size === 0 ? null : moves
    if (before !== null || drag.moves !== null) this.#stage.show(client, drag.moves, before)
  }
}

const fresh = (number: number): Drag => ({
  number,
  ids: [],
  bases: new Map(),
  watched: new Map(),
  moves: null,
  heardAt: 0,
})
