import type { BoardObject } from '#collab/documents/board-model.ts'
import { inOrder } from '#collab/documents/board-read.ts'

/** Things in drawing order, kept so one by one: among thousands, one that comes or goes does not sort all the others again. */
export class InOrder {
  readonly #objects: BoardObject[]

  constructor(objects: Iterable<BoardObject>) {
    this.#objects = [...objects].toSorted(inOrder)
  }

  all = (): readonly BoardObject[] => this.#objects

  /** `before` is what stood here of the same thing; either may be missing. */
  replace(before: BoardObject | undefined, after: BoardObject | null): void {
    const from = before === undefined ? -1 : this.#placeOf(before)
    if (from >= 0 && before !== undefined && after !== null && before.order === after.order) {
      this.#objects[from] = after
      return
    }
    if (from >= 0) this.#objects.splice(from, 1)
    if (after !== null) this.#objects.splice(this.#firstNotBefore(after), 0, after)
  }

  #placeOf(object: BoardObject): number {
    const at = this.#firstNotBefore(object)
    return this.#objects[at]?.id === object.id ? at : -1
  }

  #firstNotBefore(object: BoardObject): number {
    let [from, to] = [0, this.#objects.length]
    while (from < to) {
      const middle = (from + to) >> 1
      const other = this.#objects[middle]
      if (other !== undefined && inOrder(other, object) < 0) from = middle + 1
      else to = middle
    }
    return from
  }
}
