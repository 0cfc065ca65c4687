import { sourceOf } from '../auth/device.ts'
import { Budget } from '../auth/failures.ts'
import { puzzleFor, type Solution } from '../auth/puzzle.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'

/*
 * Scripted sign-up. Whoever asks for more than people do may do a sum instead of waiting, as at the sign-in; to one mailbox
 * no sum opens more, since it is the mailbox of somebody else. Counted on each node by itself.
 */

const minuteMs = 60_000

const createMeters = () => ({
  /** A link that went astray is asked for again. */
  mailbox: new Budget({ most: 3, everyMs: 20 * minuteMs }),
  /** A staff room on the afternoon on which they hear of it. */
  address: new Budget({ most: 40, everyMs: 2 * minuteMs }),
  device: new Budget({ most: 6, everyMs: 10 * minuteMs }),
  /** A whole country that was written to on one day. */
  everywhere: new Budget({ most: 600, everyMs: 3_000 }),
  solvedThere: new Budget({ most: 40, everyMs: minuteMs }),
  solvedEverywhere: new Budget({ most: 2_000, everyMs: 2_000 }),
})

const metersOf = new WeakMap<object, ReturnType<typeof createMeters>>()

interface Charge {
  meter: Budget
  key: string
}

const waitMsOf = (charges: readonly Charge[], at: number) =>
  Math.max(...charges.map(({ meter, key }) => meter.waitMs(key, at)))

/** For a known and an unknown address alike. Throws `too_many_mails`, or `too_many_attempts` with a sum to do. */
export async function takeTurn(ctx: Ctx, email: string, solution: Solution | undefined): Promise<void> {
  const meters = metersOf.get(ctx.db) ?? createMeters()
  metersOf.set(ctx.db, meters)
  const source = sourceOf(ctx, null)
  const at = () => ctx.now().getTime()
  const mailbox = { meter: meters.mailbox, key: email }
  const mailboxMs = waitMsOf([mailbox], at())
  if (mailboxMs > 0) throw new AppError('too_many', 'too_many_mails', { retryAfterMs: mailboxMs })
  const usual = [
    { meter: meters[source.isDevice ? 'device' : 'address'], key: source.id },
    { meter: meters.everywhere, key: '' },
  ]
  const solved = [
    { meter: meters.solvedThere, key: source.id },
    { meter: meters.solvedEverywhere, key: '' },
  ]
  const waitMs = waitMsOf(usual, at())
  const charges = waitMs === 0 ? usual : solved
  if (waitMs > 0) await requireSum(ctx, { email, solution, waitMs, isLeft: () => waitMsOf(solved, at()) === 0 })
  for (const { meter, key } of [mailbox, ...charges]) meter.take(key, at())
}

interface Refused {
  email: string
  solution: Solution | undefined
  waitMs: number
  isLeft: () => boolean
}

async function requireSum(ctx: Ctx, { email, solution, waitMs, isLeft }: Refused): Promise<void> {
  const asked = { way: 'registration' as const, account: email, source: sourceOf(ctx, null) }
  const puzzle = puzzleFor(ctx, asked, solution)
  // Nobody is asked for a sum that would open nothing.
  const canOpen = isLeft()
  if (canOpen && (await puzzle.isSolved()) && isLeft()) return
  const isAsked = canOpen && !puzzle.isBrought
  throw new AppError('too_many', 'too_many_attempts', {
    retryAfterMs: waitMs,
    ...(isAsked && { puzzle: puzzle.ask() }),
  })
}
