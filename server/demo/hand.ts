import { objectId } from '#collab/documents/board-author.ts'
import { packInk, thinOut } from '#collab/documents/board-ink.ts'
import { type End, type Point, reactions, shapeNames } from '#collab/documents/board-model.ts'
import { metaKeys, metaOf, moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { orderBetween, putComment, putObject, setReaction } from '#collab/documents/board-write.ts'
import type { Draw, Put, Step } from './content/boards.ts'
import type { Ydoc } from './history.ts'

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

  take(steps: readonly Step[]): void {
    for (const step of steps) this.#step(step)
  }

  #step(step: Step): void {
    if ('put' in step) this.#put(step)
    else if ('draw' in step) this.#draw(step)
    else if ('comment' in step) this.#comment(step.comment, step.text)
    else if ('react' in step)
      setReaction(this.#ydoc, this.#board.idOf(step.react), this.#author, reactions.indexOf(step.with))
    else if ('lock' in step) moderationOf(this.#ydoc).set(moderationKey.locked(this.#board.idOf(step.lock)), 1)
    else if ('pin' in step) moderationOf(this.#ydoc).set(moderationKey.pinned(this.#board.idOf(step.pin)), 1)
    else this.#tally(step.tally)
  }

  #put({ put, in: holder, from, to, shape = 0, ...object }: Put): void {
    const end = (other: string | undefined): End | null =>
      other === undefined ? null : [this.#board.idOf(other), 0.5, 0.5]
    putObject(this.#ydoc, this.#board.newId(put, this.#author), {
      ...object,
      ...this.#placed(holder),
      shape: typeof shape === 'string' ? shapeNames.indexOf(shape) : shape,
      from: end(from),
      to: end(to),
    })
  }

  #draw({ draw, in: holder, through, ...look }: Draw): void {
    const points = thinOut(curveThrough(through))
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
    const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))]
    putObject(this.#ydoc, this.#board.newId(draw, this.#author), {
      ...look,
      ...this.#placed(holder),
      type: 'ink',
      place: [left, top],
      size: [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top],
      points: packInk(points.map((point) => ({ ...point, x: point.x - left, y: point.y - top }))),
    })
  }

  #placed(holder: string | undefined) {
    const parent = holder === undefined ? null : this.#board.idOf(holder)
    return { at: this.#at, order: this.#board.nextOrder(), parent }
  }

  #comment(on: string, text: string): void {
    const comment = { objectId: this.#board.idOf(on), at: this.#at, text }
    putComment(this.#ydoc, objectId(this.#author), comment)
  }

  #tally(marks: Record<string, number>): void {
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
