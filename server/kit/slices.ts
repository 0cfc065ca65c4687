import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from './context.ts'

/*
 * Long work, as a register of schools or the lists of the directory, goes on a slice at a time, each a transaction of its
 * own: between two slices others have the database, which while embedded is one for all.
 */

/** Lines or rows in the first slice of all. The next ones are as long as keeps each short, whatever the database is. */
const firstSlice = 40
/** Of fewer lines, what goes with each slice would cost more than its lines. */
const [shortest, longest] = [20, 500]
/** Between these a slice stays as long as it is. Embedded, nobody else has the database while it goes on. */
const good = { server: { shortMs: 15, longMs: 30 }, embedded: { shortMs: 6, longMs: 14 } }

function nextLength(length: number, took: number, { shortMs, longMs }: (typeof good)['server']): number {
  if (took < shortMs) return Math.min(length * 2, longest)
  return took > longMs ? Math.max(Math.floor(length / 2), shortest) : length
}

/** How long slices of each kind of work were last, by the database: a request goes on where the one before ended. */
const learned = new WeakMap<object, Map<string, number>>()

function lengthsOf(db: object): Map<string, number> {
  const known = learned.get(db) ?? new Map<string, number>()
  learned.set(db, known)
  return known
}

interface Slices {
  /** What is done: some work is done with more lines at once than other. */
  of: string
  most: number
}

/** At most so many slices, until one says that it was the last. */
export async function inSlices(
  ctx: Pick<Deps, 'now' | 'db' | 'database'>,
  { of, most }: Slices,
  work: (length: number) => Promise<boolean>,
) {
  const lengths = lengthsOf(ctx.db)
  for (let slice = 0; slice < most; slice++) {
    const length = lengths.get(of) ?? firstSlice
    const begun = ctx.now().getTime()
    if (await work(length)) return
    const took = ctx.now().getTime() - begun
    lengths.set(of, nextLength(length, took, good[ctx.database ?? 'embedded']))
    // As long again is everybody else's; where each has a connection of their own, half of that is enough.
    await pause(ctx.database === 'server' ? took / 2 : took)
  }
}
