import type { Deps } from '../kit/context.ts'
import { AppError, type Puzzle } from '../kit/errors.ts'
import { Budget, GrowingDelay } from './failures.ts'

/*
 * Guessing (R2, R18). Nobody is shut out: who fails waits a little longer each time, and only where they failed. What comes
 * from an address is told from what comes from a device where somebody has signed in, and that from the account's own.
 * Passwords and codes are counted apart. Counted on each node by itself.
 */

/** What opens a door by itself. */
export type DoorWay = 'password' | 'card'
/** `second_step`: a code that is asked for once the password was right. */
export type Way = DoorWay | 'second_step'

export interface Attempt {
  way: Way
  /** Of an account its address, of a card the first half of its code; of a second step what kind of code it is, too. */
  account: string
  source: Source
}

/** What is asked of who would be refused, and what they brought. */
export interface PuzzleDoor {
  isBrought: boolean
  ask: () => Puzzle
  isSolved: () => Promise<boolean>
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
  /**
   * Of one account, and apart from its own devices: six digits, three of which are right at a time, so 106 tries a day. Who
   * uses them up knows the password; recovery codes and passkeys are there meanwhile.
   */
  secondStep: new Budget({ most: 10, everyMs: 15 * minute }),
  solved: solvedMeters(),
})

/**
 * Tries that were paid for with a puzzle. Beside the others, and the wait of a pair does not count: whoever guesses there
 * takes what comes back. So many at once that eight processors which do nothing else cannot use them up in an hour, and few
 * that come back, so that the odds of a guess over days stay what they are without.
 */
const solvedMeters = () => ({
  account: new Budget({ most: 10_000, everyMs: minute }),
  source: new Budget({ most: 10_000, everyMs: 10 * second }),
  everywhere: new Budget({ most: 30_000, everyMs: 3 * second }),
})

type Meters = ReturnType<typeof createMeters>
const metersOf = new WeakMap<object, Meters>()

/**
 * Looks whether an attempt is right. Each is paid for beforehand, so that a thousand at once are not all the first, and given
 * back when it is right: who knows their password or card uses nothing up. Throws `too_many_attempts` without looking, with a
 * puzzle whose solution opens one try at once.
 */
export async function attempt<Found>(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  asked: Attempt,
  look: () => Promise<Found | null>,
  puzzle?: PuzzleDoor,
): Promise<Found | null> {
  const meters = metersOf.get(db) ?? createMeters()
  metersOf.set(db, meters)
  const usual = chargesOf(meters, asked)
  const waitMs = longestWaitMs(usual, now())
  const charges = waitMs === 0 ? usual : await solvedCharges(solvedChargesOf(meters, asked), { now, waitMs, puzzle })
  for (const { meter, key } of charges) meter.take(key, now().getTime())
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

interface Charge {
  meter: Budget | GrowingDelay
  key: string
}

const longestWaitMs = (charges: readonly Charge[], at: Date) =>
  Math.max(...charges.map(({ meter, key }) => meter.waitMs(key, at.getTime())))

interface Refused extends Pick<Deps, 'now'> {
  waitMs: number
  puzzle: PuzzleDoor | undefined
}

/** What a try costs that the usual meters refuse. Nobody is asked for a sum that would open nothing. */
async function solvedCharges(charges: Charge[], { now, waitMs, puzzle }: Refused): Promise<Charge[]> {
  const isLeft = () => longestWaitMs(charges, now()) === 0
  const canOpen = puzzle !== undefined && isLeft()
  // Asked again, since many are checked meanwhile.
  if (canOpen && (await puzzle.isSolved()) && isLeft()) return charges
  const isAsked = canOpen && !puzzle.isBrought
  throw new AppError('too_many', 'too_many_attempts', {
    retryAfterMs: waitMs,
    ...(isAsked && { puzzle: puzzle.ask() }),
  })
}

function solvedChargesOf({ solved }: Meters, { way, account, source }: Attempt): Charge[] {
  return [
    { meter: solved.account, key: `${way} ${account}` },
    { meter: solved.source, key: `${way} ${source.id}` },
    { meter: solved.everywhere, key: way },
  ]
}

function chargesOf(meters: Meters, asked: Attempt): Charge[] {
  const { way, account, source } = asked
  // Apart, so that who uses up the one leaves the other alone.
  const whose = source.isDevice ? 'device' : 'address'
  const there = [
    { meter: meters.pair, key: pairOf(asked) },
    { meter: meters[whose], key: `${way} ${source.id}` },
  ]
  if (way === 'second_step') return [...there, { meter: meters.secondStep, key: `${account} ${source.isOwn}` }]
  // What strangers use up anywhere keeps nobody out of a device of their own.
  if (source.isOwn) return there
  return [
    ...there,
    { meter: meters.account, key: `${way} ${account}` },
    { meter: meters.everywhere, key: `${way} ${whose}` },
  ]
}
