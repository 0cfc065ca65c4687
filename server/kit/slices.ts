import { setTimeout as pause } from 'node:timers/promises'
import type { Deps } from './context.ts'

/*
 * Long work, as a register of schools or the lists of the directory, goes on a slice at a time, each a transaction of its
 * own: between two slices others have the database, which while embedded is one for all.
 */

/** Lines or rows in the first slice of all. The next ones are as long as keeps each short, whatever the database is. */
const firstSlice = 40
/** Of fewer lines, what goes with each slice would cost more than its lines. */
const [shortest, longest] = [10, 500]
interface Good {
  shortMs: number
  longMs: number
}
/** Between these a slice stays as long as it is. Embedded, nobody else has the database while it goes on. */
const good: Record<'server' | 'embedded', Good> = {
  server: { shortMs: 15, longMs: 30 },
  embedded: { shortMs: 6, longMs: 14 },
}

function nextLength(length: number, took: number, { shortMs, longMs }: Good): number {
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
  /** On a server, where it holds nothing that others wait for longer than this. */
  onServer?: Good
}

const lastTurns = new WeakMap<object, Promise<unknown>>()

/** After all that came before; what comes next waits until it is over, however it ends. */
function inTurn<T>(db: object, work: () => Promise<T>): Promise<T> {
  const turn = (lastTurns.get(db) ?? Promise.resolve()).then(work)
  lastTurns.set(
    db,
    turn.catch(() => undefined),
  )
  return turn
}

type SlicesCtx = Pick<Deps, 'now' | 'db' | 'database'>

/** At most so many slices, until one says that it was the last. None of them waits for slices of others. */
export async function inSlices(
  ctx: SlicesCtx,
  { of, most, onServer = good.server }: Slices,
  work: (length: number) => Promise<boolean>,
): Promise<void> {
  const lengths = lengthsOf(ctx.db)
  const isServer = ctx.database === 'server'
  const slice = async () => {
    const length = lengths.get(of) ?? firstSlice
    const begun = ctx.now().getTime()
    const isLast = await work(length)
    const took = ctx.now().getTime() - begun
    if (!isLast) lengths.set(of, nextLength(length, took, isServer ? onServer : good.embedded))
    // As long again is everybody else's; where each has a connection of their own, half of that is enough.
    if (!isLast || !isServer) await pause(isServer ? took / 2 : took)
    return isLast
  }
  for (let done = 0; done < most; done++) {
    // Embedded, two that go on at once would each fill the other's pauses.
    if (await (isServer ? slice() : inTurn(ctx.db, slice))) return
  }
}
