import {
  findDigestChoice,
  listDigestsDue,
  listUnread,
  upsertDigestRhythm,
  upsertDigestMade,
} from '#db/queries/digests.ts'
import type { Tx } from '#db/client.ts'
import { deleteMailStop, insertMailStop, listMailStops } from '#db/queries/mail-stops.ts'
import type { DigestRhythm } from '#db/schema/values.ts'
import { clocksOf, quietOf } from '../clocks/clocks.ts'
import { type Ctx, type Deps, requireUser } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { watchEnds } from '../kit/ends.ts'
import { putIntoOutboxOf } from '../mail/outbox.ts'
import { dayMs } from '../kit/nights.ts'

/*
 * What rang and was not read, by mail, for grown-ups who want it. Nobody gets one who has not chosen it, but for who holds a
 * mandate at an office: teachers stand outside until they decide, and no bell rings in a browser that is closed. They get
 * one a week until they choose otherwise.
 */

const periodMs: Record<DigestRhythm, number> = { daily: dayMs, weekly: 7 * dayMs }
const lookEveryMs = 10 * 60_000
const atOnce = 200
const nobody = '00000000-0000-0000-0000-000000000000'

export async function showMails(ctx: Ctx) {
  const { id: userId, kind } = requireUser(ctx)
  if (kind !== 'staff') throw new AppError('forbidden')
  const choice = await findDigestChoice(ctx.db, userId)
  const stops = await listMailStops(ctx.db, userId)
  return {
    mails: {
      digest: stops.includes('digest') ? ('none' as const) : (choice?.rhythm ?? ('none' as const)),
      circulars: !stops.includes('circular'),
    },
  }
}

interface MailChoice {
  digest?: 'none' | DigestRhythm
  circulars?: boolean
}

export async function chooseMails(ctx: Ctx, { digest, circulars }: MailChoice) {
  const { id: userId, kind } = requireUser(ctx)
  if (kind !== 'staff') throw new AppError('forbidden')
  await ctx.db.transaction(async (tx) => {
    if (circulars === false) await insertMailStop(tx, userId, 'circular', ctx.now())
    if (circulars === true) await deleteMailStop(tx, userId, 'circular')
    if (digest !== undefined) await chooseDigest(tx, userId, { digest, at: ctx.now() })
  })
  return showMails(ctx)
}

async function chooseDigest(tx: Tx, userId: string, { digest, at }: { digest: 'none' | DigestRhythm; at: Date }) {
  if (digest === 'none') return insertMailStop(tx, userId, 'digest', at)
  await deleteMailStop(tx, userId, 'digest')
  return upsertDigestRhythm(tx, userId, digest)
}

/** Puts into the outbox what is due. At schools that are quiet now it is due when they are no more. */
export async function putDigests(deps: Deps): Promise<void> {
  if (!deps.settings.sendsMail) return
  const now = deps.now()
  const before = {
    daily: new Date(now.getTime() - periodMs.daily),
    weekly: new Date(now.getTime() - periodMs.weekly),
  }
  let after = nobody
  for (;;) {
    const people = await listDigestsDue(deps.db, { before, limit: atOnce, after })
    const last = people.at(-1)
    if (last === undefined) return
    after = last.userId
    const clocks = await clocksOf(deps, [...new Set(people.map(({ schoolId }) => schoolId))])
    const isQuiet = (schoolId: string) => {
      const clock = clocks.get(schoolId)
      return clock !== undefined && quietOf(clock, null, now) !== null
    }
    const awake = people.filter(({ schoolId }) => !isQuiet(schoolId)).map(({ userId }) => userId)
    const unread = await listUnread(deps.db, awake, before.weekly)
    for (const userId of awake.filter((id) => unread.has(id))) {
      await putIntoOutboxOf(deps, 'digest', userId)
      await upsertDigestMade(deps.db, userId, { at: now, first: before.weekly })
    }
  }
}

export function startDigests(deps: Deps): { stop(): void } {
  const look = async () => {
    await putDigests(deps)
    return null
  }
  return watchEnds(deps, { what: 'digests', longestWaitMs: lookEveryMs, look })
}
