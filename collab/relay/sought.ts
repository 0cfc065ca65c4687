import type { Id } from './moved-letters.ts'

/** Letters that stand together, whoever they are of. */
export interface Run {
  text: string
  /** Of its letters, in order. Clocks count UTF-16 units, as Yjs does. */
  ids: (Id & { length: number })[]
}

/** Letters of an inserted run, from `at` on, that are letters which were deleted. */
export interface Found {
  at: number
  length: number
  from: { run: Run; offset: number }
}

interface Spot {
  run: number
  offset: number
}

/** So many places of the same letters are compared: a text of one letter only has thousands. */
const mostSpots = 64

interface SoughtOptions {
  /** Fewer letters in common say nothing by themselves. */
  least: number
  /** Is each found once alone? */
  isOnce: boolean
}

/** Deleted letters in which inserted ones are looked for. */
export class Sought {
  readonly #options: SoughtOptions
  readonly #runs: Run[] = []
  readonly #used: boolean[][] = []
  readonly #spots = new Map<string, Spot[]>()
  letters = 0

  constructor(runs: readonly Run[], options: SoughtOptions) {
    this.#options = options
    this.add(runs)
  }

  add(runs: readonly Run[]): void {
    const { least } = this.#options
    for (const run of runs) {
      const index = this.#runs.push(run) - 1
      this.#used.push([])
      this.letters += run.text.length
      for (let offset = 0; offset < run.text.length; offset++) {
        this.#index(run.text.charAt(offset), { run: index, offset })
        if (offset + least <= run.text.length)
          this.#index(run.text.slice(offset, offset + least), { run: index, offset })
      }
    }
  }

  #index(letters: string, spot: Spot): void {
    const spots = this.#spots.get(letters)
    if (spots === undefined) this.#spots.set(letters, [spot])
    else if (spots.length < mostSpots) spots.push(spot)
  }

  /** A run that is made of such letters from its first to its last, however short the pieces: a block that moved. Else null. */
  cover({ text }: Run): Found[] | null {
    const found: Found[] = []
    const taken: [Spot, number][] = []
    let last: Spot | null = null
    for (let at = 0; at < text.length;) {
      const best = this.#best(text, at, 1, last)
      if (best === null) {
        this.#giveBack(taken)
        return null
      }
      this.#mark(best.spot, best.length, true)
      taken.push([best.spot, best.length])
      found.push(this.#foundAt(at, best))
      last = { run: best.spot.run, offset: best.spot.offset + best.length }
      at += best.length
    }
    // One or two letters are in every word: it must be the end of what went, as where a block is split.
    if (text.length < this.#options.least && !this.#isEnd(last)) {
      this.#giveBack(taken)
      return null
    }
    return found
  }

  #giveBack(taken: readonly [Spot, number][]): void {
    for (const [spot, length] of taken) this.#mark(spot, length, false)
  }

  readonly #isEnd = (spot: Spot | null) => spot !== null && this.#runs[spot.run]?.text.length === spot.offset

  /** Pieces of a run that are such letters and long enough to say so; beside those that are known. */
  pieces({ text }: Run, known: readonly Found[] = []): Found[] {
    const { least } = this.#options
    const found: Found[] = []
    for (let at = 0; at + least <= text.length;) {
      const over = known.find((one) => at < one.at + one.length && one.at < at + least)
      if (over !== undefined) {
        at = over.at + over.length
        continue
      }
      const next = Math.min(text.length, ...known.filter((one) => one.at > at).map((one) => one.at))
      const best = this.#best(text.slice(0, next), at, least, null)
      if (best === null) {
        at++
        continue
      }
      this.#mark(best.spot, best.length, true)
      found.push(this.#foundAt(at, best))
      at += best.length
    }
    return found
  }

  #foundAt(at: number, { spot, length }: { spot: Spot; length: number }): Found {
    const run = this.#runs[spot.run] ?? { text: '', ids: [] }
    return { at, length, from: { run, offset: spot.offset } }
  }

  #mark({ run, offset }: Spot, length: number, isUsed: boolean): void {
    const used = this.#used[run]
    if (used === undefined || !this.#options.isOnce) return
    for (let at = offset; at < offset + length; at++) used[at] = isUsed
  }

  /** The longest piece that begins here; where `last` goes on, that one of as long. */
  #best(text: string, at: number, fewest: number, last: Spot | null): { spot: Spot; length: number } | null {
    const long = this.#spots.get(text.slice(at, at + this.#options.least))
    const spots = long ?? (fewest === 1 ? this.#spots.get(text.charAt(at)) : undefined) ?? []
    let best: { spot: Spot; length: number } | null = null
    for (const spot of last === null ? spots : [last, ...spots]) {
      const length = this.#lengthAt(text, at, spot)
      if (length >= fewest && (best === null || length > best.length)) best = { spot, length }
    }
    return best
  }

  #lengthAt(text: string, at: number, { run, offset }: Spot): number {
    const there = this.#runs[run]?.text ?? ''
    const used = this.#used[run] ?? []
    let length = 0
    while (
      at + length < text.length &&
      offset + length < there.length &&
      used[offset + length] !== true &&
      text.charCodeAt(at + length) === there.charCodeAt(offset + length)
    )
      length++
    return length
  }

  /** The runs that came last, of so many letters. */
  newest(letters: number): Run[] {
    let first = this.#runs.length
    for (let sum = 0; first > 0; first--) {
      sum += this.#runs[first - 1]?.text.length ?? 0
      if (sum > letters) break
    }
    return this.#runs.slice(first)
  }
}
