import * as Y from 'yjs'
import type { Moved } from '#collab/relay/moved-letters.ts'

interface Range {
  clock: number
  end: number
  moved: Moved
}

/** Ranges of one client that may lie over each other, found by what they hold. */
class Ranges {
  readonly #sorted: Range[]
  readonly #longest: number

  constructor(ranges: Range[]) {
    this.#sorted = ranges.toSorted((one, other) => one.clock - other.clock)
    this.#longest = Math.max(0, ...ranges.map(({ clock, end }) => end - clock))
  }

  /** Those that hold this clock. */
  at(clock: number): Moved[] {
    const found: Moved[] = []
    for (let index = this.#firstAfter(clock) - 1; index >= 0; index--) {
      const range = this.#sorted[index]
      if (range === undefined || range.clock + this.#longest <= clock) break
      if (range.end > clock) found.push(range.moved)
    }
    return found
  }

  #firstAfter(clock: number): number {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#sorted[middle]?.clock ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    return low
  }
}

function byClient(moved: readonly Moved[], idOf: (one: Moved) => { client: number; clock: number }) {
  const lists = new Map<number, Range[]>()
  for (const one of moved) {
    const { client, clock } = idOf(one)
    const list = lists.get(client) ?? []
    lists.set(client, list)
    list.push({ clock, end: clock + one.length, moved: one })
  }
  return new Map([...lists].map(([client, list]) => [client, new Ranges(list)]))
}

/** Where the letters of a page went, and where they came from. */
export class MovedLetters {
  readonly #moved: readonly Moved[]
  readonly #here: Map<number, Ranges>
  readonly #from: Map<number, Ranges>

  constructor(moved: readonly Moved[]) {
    this.#moved = moved
    this.#here = byClient(moved, (one) => one)
    this.#from = byClient(moved, ({ from }) => from)
  }

  /** Parts the items of a ydoc where a move begins or ends, as long as the transaction lasts. */
  part(transaction: Y.Transaction): void {
    const places = Y.createDeleteSet()
    const add = (client: number, clock: number, length: number) => {
      const list = places.clients.get(client) ?? []
      places.clients.set(client, list)
      list.push({ clock, len: length })
    }
    for (const { client, clock, length, from } of this.#moved) {
      add(client, clock, length)
      add(from.client, from.clock, length)
    }
    Y.iterateDeletedStructs(transaction, places, () => {})
  }

  /** The id under which a letter was first typed. */
  rootOf({ client, clock }: Y.ID): Y.ID {
    const [moved] = this.#here.get(client)?.at(clock) ?? []
    return moved === undefined
      ? Y.createID(client, clock)
      : Y.createID(moved.from.client, moved.from.clock + clock - moved.clock)
  }

  /** Is the letter that was first typed there shown, wherever it stands now? */
  isShown(root: Y.ID, isVisible: (id: Y.ID) => boolean): boolean {
    const moves = this.#from.get(root.client)?.at(root.clock) ?? []
    return (
      isVisible(root) || moves.some((one) => isVisible(Y.createID(one.client, one.clock + root.clock - one.from.clock)))
    )
  }
}
