import type { Deps } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { Budget, GrowingDelay } from './failures.ts'

/*
 * Guessing (R2, R18). Nobody is shut out: who fails waits a little longer each time, and only where they failed. What comes
 * from an address is told from what comes from a device where somebody has signed in, and that from the account's own.
 * Passwords and codes are counted apart. Counted on each node by itself.
 */

export type Way = 'password' | 'card'

interface Attempt {
  way: Way
  /** Of an account its address, of a card the first half of its code. */
  account: string
  source: Source
}

/** Where an attempt comes from, as `server/auth/device.ts` reads it. */
export interface Source {
  id: string
  /** Somebody has signed in from there before; else it is an address, behind which a whole school may be. */
  isDevice: boolean
  /** The person of this very account has, with their password, on a device of their own. */
  isOwn: boolean
}

const second = 1_000
const minute = 60 * second

const createMeters = () => ({
  /** A mistyped password is tried again at once some times; a minute is what a person waits. */
  pair: new GrowingDelay({ free: 5, firstMs: 2 * second, mostMs: minute, forgottenAfterMs: 60 * minute }),
  /** Of one account, from everywhere but its own devices: 2,930 guesses a day at most. */
  account: new Budget({ most: 50, everyMs: 30 * second }),
  /** A school behind one address: 120 slips at once, and 720 an hour. */
  address: new Budget({ most: 120, everyMs: 5 * second }),
  device: new Budget({ most: 30, everyMs: 30 * second }),
  /** Of the whole installation: more than three addresses that guess without end can use up in an hour. */
  everywhere: new Budget({ most: 3_000, everyMs: 2 * second }),
})

type Meters = ReturnType<typeof createMeters>
const metersOf = new WeakMap<object, Meters>()

/**
 * Looks whether an attempt is right. Each is paid for beforehand, so that a thousand at once are not all the first, and given
 * back when it is right: who knows their password or card uses nothing up. Throws `too_many_attempts` without looking.
 */
export async function attempt<Found>(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  asked: Attempt,
  look: () => Promise<Found | null>,
): Promise<Found | null> {
  const meters = metersOf.get(db) ?? createMeters()
  metersOf.set(db, meters)
  const charges = chargesOf(meters, asked)
  const at = now().getTime()
  const waitMs = Math.max(...charges.map(({ meter, key }) => meter.waitMs(key, at)))
  if (waitMs > 0) throw new AppError('too_many', 'too_many_attempts', { retryAfterMs: waitMs })
  for (const { meter, key } of charges) meter.take(key, at)
  const giveBack = () => charges.forEach(({ meter, key }) => meter.giveBack(key))
  try {
    const found = await look()
    if (found === null) return null
    giveBack()
    meters.pair.forget(pairOf(asked))
    return found
  } catch (error) {
    giveBack()
    throw error
  }
}

const pairOf = ({ way, account, source }: Attempt) => `${way} ${account} ${source.id}`

function chargesOf(meters: Meters, asked: Attempt): { meter: Budget | GrowingDelay; key: string }[] {
  const { way, account, source } = asked
  // Apart, so that who uses up the one leaves the other alone.
  const whose = source.isDevice ? 'device' : 'address'
  const there = [
    { meter: meters.pair, key: pairOf(asked) },
    { meter: meters[whose], key: `${way} ${source.id}` },
  ]
  // What strangers use up anywhere keeps nobody out of a device of their own.
  if (source.isOwn) return there
  return [
    ...there,
    { meter: meters.account, key: `${way} ${account}` },
    { meter: meters.everywhere, key: `${way} ${whose}` },
  ]
}
