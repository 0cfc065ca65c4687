import { objectId } from '#collab/documents/board-author.ts'
import { packInk, thinOut } from '#collab/documents/board-ink.ts'
import type { End, Layout, Point } from '#collab/documents/board-model.ts'
import { metaKeys, metaOf, moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { type NewObject, orderBetween, putComment, putObject, setReaction } from '#collab/documents/board-write.ts'
import type { Ydoc } from '../history.ts'

export interface DemoBoard {
  kind: 'board' | 'wall'
  title: string
  access: 'project' | 'teachers'
  layout: Layout
  /** From the first to the last; the first one began the board. */
  turns: BoardTurn[]
}

/** One person's turn at a board. */
export interface BoardTurn {
  by: string
  draw: (hand: Hand) => void
  /** The board gets a named version after this turn. */
  version?: string
}

type Thing = Omit<NewObject, 'at' | 'order' | 'parent' | 'from' | 'to' | 'points'> & {
  /** The frame or column it lies in, by its key. */
  in?: string
  /** What a connector joins, by their keys. */
  from?: string
  to?: string
}

/** What the content of the boards knows of a board: things by keys of its own, whoever put them there. */
export class Board {
  readonly #ids = new Map<string, string>()
  #order: string | null = null

  idOf(key: string): string {
    const id = this.#ids.get(key)
    if (id === undefined) throw new Error(`nothing is called ${key}`)
    return id
  }

  newId(key: string, author: string): string {
    if (this.#ids.has(key)) throw new Error(`two things are called ${key}`)
    const id = objectId(author)
    this.#ids.set(key, id)
    return id
  }

  nextOrder(): string {
    this.#order = orderBetween(this.#order, null)
    return this.#order
  }
}

/** A person at a board: what they put there is theirs. */
export class Hand {
  readonly #ydoc: Ydoc
  readonly #board: Board
  readonly #author: string
  readonly #at: number

  constructor(ydoc: Ydoc, board: Board, { author, at }: { author: string; at: Date }) {
    this.#ydoc = ydoc
    this.#board = board
    this.#author = author
    this.#at = at.getTime()
  }

  put(key: string, { in: holder, from, to, ...object }: Thing): void {
    const end = (other: string | undefined): End | null =>
      other === undefined ? null : [this.#board.idOf(other), 0.5, 0.5]
    putObject(this.#ydoc, this.#board.newId(key, this.#author), {
      ...object,
      at: this.#at,
      order: this.#board.nextOrder(),
      parent: holder === undefined ? null : this.#board.idOf(holder),
      from: end(from),
      to: end(to),
    })
  }

  /** A line through these places, rounded as a hand draws it. */
  draw(key: string, through: readonly Point[], look: Pick<Thing, 'colour' | 'stroke' | 'shape' | 'in'> = {}): void {
    const points = thinOut(curveThrough(through))
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
    const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))]
    const { in: holder, ...rest } = look
    putObject(this.#ydoc, this.#board.newId(key, this.#author), {
      ...rest,
      type: 'ink',
      at: this.#at,
      order: this.#board.nextOrder(),
      parent: holder === undefined ? null : this.#board.idOf(holder),
      place: [left, top],
      size: [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top],
      points: packInk(points.map((point) => ({ ...point, x: point.x - left, y: point.y - top }))),
    })
  }

  comment(on: string, text: string): void {
    const comment = { objectId: this.#board.idOf(on), at: this.#at, text }
    putComment(this.#ydoc, objectId(this.#author), comment)
  }

  react(on: string, reaction: number): void {
    setReaction(this.#ydoc, this.#board.idOf(on), this.#author, reaction)
  }

  /** A teacher's: nobody else changes it, nor what lies in it. */
  lock(...keys: string[]): void {
    for (const key of keys) moderationOf(this.#ydoc).set(moderationKey.locked(this.#board.idOf(key)), 1)
  }

  pin(key: string): void {
    moderationOf(this.#ydoc).set(moderationKey.pinned(this.#board.idOf(key)), 1)
  }

  /** What a vote came to. */
  tally(marks: Record<string, number>): void {
    const counted = Object.entries(marks).map(([key, count]) => [this.#board.idOf(key), count])
    metaOf(this.#ydoc).set(metaKeys.tally, Object.fromEntries(counted))
  }
}

const stepsBetween = 12

/** Catmull and Rom's curve, with a hand that does not press. */
function curveThrough(places: readonly Point[]) {
  const at = (index: number): Point => places[Math.min(places.length - 1, Math.max(0, index))] ?? [0, 0]
  const points = [{ x: at(0)[0], y: at(0)[1], pressure: 0.5 }]
  for (let index = 0; index < places.length - 1; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)]
    for (let step = 1; step <= stepsBetween; step++) {
      const t = step / stepsBetween
      const along = (part: 0 | 1) =>
        0.5 *
        (2 * from[part] +
          (to[part] - before[part]) * t +
          (2 * before[part] - 5 * from[part] + 4 * to[part] - after[part]) * t ** 2 +
          (3 * from[part] - before[part] - 3 * to[part] + after[part]) * t ** 3)
      points.push({ x: along(0), y: along(1), pressure: 0.5 })
    }
  }
  return points
}
