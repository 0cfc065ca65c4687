import * as Y from 'yjs'
import { firstEndingAfter, type Id, type Moved, MovedLetters } from './moved-letters.ts'
import { isLetters } from './provenance.ts'
import { openDocument } from './update.ts'

/** Letters that came and went with one row. Those that it only moved are neither. */
export interface Figures {
  typed: number
  /** Of these, what is there now. */
  kept: number
  /** Letters, whoever typed them, that went with it and are nowhere now. */
  removed: number
}

type Range = Id & { length: number }

/** What became of a letter, where no row took it. */
const [nothing, isThere] = [-1, -2]

/** Letters that one row brought, one after the other, and of each which row took it, or that it is there. */
interface TypedRun {
  clock: number
  length: number
  row: number
  fates: number[]
}

/** What was typed, by client in order of clocks. Only letters count: a place that never held one may be as long as it says. */
class TypedRuns {
  readonly #clients = new Map<number, TypedRun[]>()

  add(client: number, { clock, length, row }: Pick<TypedRun, 'clock' | 'length' | 'row'>): void {
    const runs = this.#clients.get(client) ?? []
    this.#clients.set(client, runs)
    const fates = Array.from({ length }, () => nothing)
    runs.splice(firstEndingAfter(runs, clock), 0, { clock, length, row, fates })
  }

  /** What became of the letters of this range. */
  mark({ client, clock, length }: Range, fate: number): void {
    const runs = this.#clients.get(client) ?? []
    for (let index = firstEndingAfter(runs, clock); index < runs.length; index++) {
      const run = runs[index]
      if (run === undefined || run.clock >= clock + length) break
      run.fates.fill(fate, Math.max(0, clock - run.clock), clock + length - run.clock)
    }
  }

  *[Symbol.iterator](): Generator<TypedRun> {
    for (const runs of this.#clients.values()) yield* runs
  }
}

/**
 * What each of the rows of a document, from the first on, brought and took; `moved` is what `movedIn` found for all of them.
 * What is kept of all rows together is what the document shows, letter by letter.
 */
export function figuresOf(rows: readonly Uint8Array[], moved: Uint8Array): Figures[] {
  const letters = MovedLetters.decode(moved)
  const updates = rows.map((row) => Y.decodeUpdate(row))
  const typed = typedIn(updates, letters)
  const mark = (range: Range, fate: number) => {
    for (const { from, length } of letters.rootsOf(range)) typed.mark({ ...from, length }, fate)
  }
  for (const [row, { ds }] of updates.entries())
    for (const [client, ranges] of ds.clients)
      for (const { clock, len } of ranges) mark({ client, clock, length: len }, row)
  for (const range of shownIn(rows)) mark(range, isThere)
  return summed(rows.length, typed)
}

function typedIn(updates: readonly ReturnType<typeof Y.decodeUpdate>[], letters: MovedLetters): TypedRuns {
  const typed = new TypedRuns()
  for (const [row, { structs }] of updates.entries())
    for (const struct of structs.filter(isLetters))
      for (const { client, clock, length } of letters.rootsOf({ ...struct.id, length: struct.length }).filter(isAtHome))
        typed.add(client, { clock, length, row })
  return typed
}

/** Do they stand where they were typed? */
const isAtHome = ({ client, clock, from }: Moved) => from.client === client && from.clock === clock

function summed(rows: number, typed: TypedRuns): Figures[] {
  const figures = Array.from({ length: rows }, (): Figures => ({ typed: 0, kept: 0, removed: 0 }))
  for (const { row, fates } of typed) {
    const own = figures[row]
    if (own === undefined) continue
    own.typed += fates.length
    for (const fate of fates) {
      const taker = figures[fate]
      if (fate === isThere) own.kept++
      else if (taker !== undefined) taker.removed++
    }
  }
  return figures
}

function shownIn(rows: readonly Uint8Array[]): Range[] {
  const ydoc = openDocument([...rows])
  const structs = [...ydoc.store.clients.values()].flat()
  ydoc.destroy()
  return structs.flatMap((one) => (isLetters(one) && !one.deleted ? [{ ...one.id, length: one.length }] : []))
}
