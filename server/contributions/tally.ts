import type { Figures } from '#collab/relay/figures.ts'

/** What somebody made, counted. No score: nothing here is added to anything else. */
export interface Counts extends Figures {
  /** On boards: notes, shapes, texts and all else that is no card and no ink. */
  things: number
  cards: number
  strokes: number
  comments: number
  /** Things that were there, and were changed. */
  changed: number
}
type Made = Exclude<keyof Counts, keyof Figures | 'changed'>

/** What one person brought into a document, and on which days (UTC). */
export interface Contribution extends Counts {
  /** Null for what the server wrote, and for people who are gone. */
  userId: string | null
  days: number
  firstAt: string
  lastAt: string
  byDay: (Counts & { date: string })[]
}

export const noCounts: Counts = {
  ...{ typed: 0, kept: 0, removed: 0 },
  ...{ things: 0, cards: 0, strokes: 0, comments: 0, changed: 0 },
}

export const countNames = [
  ...(['typed', 'kept', 'removed'] as const),
  ...(['things', 'cards', 'strokes', 'comments', 'changed'] as const),
]

export function addCounts(one: Counts, other: Counts): Counts {
  const sum = { ...one }
  for (const name of countNames) sum[name] += other[name]
  return sum
}

interface Person {
  days: Map<string, Counts>
  /** Each thing once a day, however often it was moved. */
  changed: Set<string>
  firstAt: string
  lastAt: string
}

/** Adds up rows in their order, by person and day. */
export class Tally {
  readonly #people = new Map<string | null, Person>()

  letters(userId: string | null, at: Date, { typed, kept, removed }: Figures): void {
    if (typed + removed === 0) return
    const day = this.#day(userId, at)
    day.typed += typed
    day.kept += kept
    day.removed += removed
  }

  add(userId: string | null, at: Date, what: Made): void {
    this.#day(userId, at)[what] += 1
  }

  change(userId: string | null, at: Date, thing: string): void {
    const day = this.#day(userId, at)
    const key = `${dateOf(at)} ${thing}`
    const changed = this.#people.get(userId)?.changed
    if (changed === undefined || changed.has(key)) return
    changed.add(key)
    day.changed += 1
  }

  people(): Contribution[] {
    return [...this.#people].map(([userId, { days, firstAt, lastAt }]) => ({
      ...[...days.values()].reduce(addCounts, noCounts),
      ...{ userId, days: days.size, firstAt, lastAt },
      byDay: [...days].map(([date, counts]) => ({ date, ...counts })),
    }))
  }

  #day(userId: string | null, at: Date): Counts {
    const when = at.toISOString()
    const person = this.#people.get(userId) ?? { days: new Map(), changed: new Set(), firstAt: when, lastAt: when }
    this.#people.set(userId, person)
    person.lastAt = when
    const day = person.days.get(dateOf(at)) ?? { ...noCounts }
    person.days.set(dateOf(at), day)
    return day
  }
}

const dateOf = (at: Date) => at.toISOString().slice(0, 10)
