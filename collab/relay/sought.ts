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
  /** The number of its run. */
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

/** Deleted letters in which inserted ones are looked for; those that came first can go again. */
export class Sought {
  readonly #options: SoughtOptions
  /** By number, in the order in which they came. */
  readonly #runs = new Map<number, Run>()
  readonly #used = new Map<number, boolean[]>()
  readonly #spots = new Map<string, Spot[]>()
  #next = 0
  letters = 0

  constructor(options: SoughtOptions) {
    this.#options = options
  }

  add(runs: readonly Run[]): this {
    for (const run of runs) {
      const number = this.#next++
      this.#runs.set(number, run)
      this.#used.set(number, [])
      this.letters += run.text.length
      this.#eachKey(run, (letters, offset) => this.#index(letters, { run: number, offset }))
    }
    return this
  }

  /** Lets go of the run that came first. */
  dropOldest(): void {
    const [oldest] = this.#runs
    if (oldest === undefined) return
    const [number, run] = oldest
    this.#runs.delete(number)
    this.#used.delete(number)
    this.letters -= run.text.length
    this.#eachKey(run, (letters) => {
      const spots = this.#spots.get(letters)
      while (spots?.[0]?.run === number) spots.shift()
      if (spots?.length === 0) this.#spots.delete(letters)
    })
  }

  #eachKey({ text }: Run, visit: (letters: string, offset: number) => void): void {
    const { least } = this.#options
    for (let offset = 0; offset < text.length; offset++) {
      visit(text.charAt(offset), offset)
      if (offset + least <= text.length) visit(text.slice(offset, offset + least), offset)
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

  readonly #isEnd = (spot: Spot | null) => spot !== null && this.#runs.get(spot.run)?.text.length === spot.offset

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
    const run = this.#runs.get(spot.run) ?? { text: '', ids: [] }
    return { at, length, from: { run, offset: spot.offset } }
  }

  #mark({ run, offset }: Spot, length: number, isUsed: boolean): void {
    const used = this.#used.get(run)
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
    const there = this.#runs.get(run)?.text ?? ''
    const used = this.#used.get(run) ?? []
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
}
