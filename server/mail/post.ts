import { deleteMail, deleteOldMails, findNextMail, type MailRow, takeDueMail, updateMail } from '#db/queries/mails.ts'
import type { MailKind } from '#db/schema/values.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { type Carrier, carrierOf, type Letter, type MailWay, Undeliverable } from './carriers.ts'
import { takenMs } from './outbox.ts'

/*
 * Sends what waits in the outbox. A letter is written when it goes, again at each try: a link in it is of that try. One
 * that was taken and whose end nobody wrote down (the process was killed) goes once more.
 */

/** Null where nobody is to get one. */
type Writer = (deps: Deps, mail: MailRow) => Promise<Letter | null>
export type Writers = Readonly<Record<MailKind, Writer>>

const minuteMs = 60_000
/** What was put in meanwhile is noticed this late at most. */
const longestWaitMs = 1_000
/** Some servers let strangers wait on purpose; the last is half a day after the first. */
const waitsMs = [1, 5, 15, 30, 60, 120, 240, 240].map((minutes) => minutes * minuteMs)
const keptMs = 30 * 24 * 60 * minuteMs
const forgetEveryMs = 60 * minuteMs
const mostErrorLetters = 300

interface Post {
  carrier: Carrier
  writers: Writers
}

/** Sends all that is due; gives when something is due next. One that fails keeps no other. */
export async function postDue(deps: Deps, post: Post): Promise<Date | null> {
  for (;;) {
    // Nearly always none is due: that costs one look.
    const next = await findNextMail(deps.db)
    const now = deps.now()
    if (next === null || next > now) return next
    const mail = await takeDueMail(deps.db, now, new Date(now.getTime() + takenMs))
    // Another node is at it.
    if (mail === null) return next
    await send(deps, post, mail)
  }
}

async function send(deps: Deps, { carrier, writers }: Post, mail: MailRow): Promise<void> {
  try {
    const letter = await writers[mail.kind](deps, mail)
    if (letter === null) return await deleteMail(deps.db, mail.id)
    await carrier.send(letter)
    await letter.sent?.(deps.now())
  } catch (error) {
    return noteFailure(deps, mail, error)
  }
  const at = deps.now()
  const tries = mail.tries + 1
  await updateMail(deps.db, mail.id, { state: 'sent', tries, error: null, nextAt: at, endedAt: at })
}

async function noteFailure({ db, now, log }: Deps, mail: MailRow, error: unknown): Promise<void> {
  const at = now()
  const tries = mail.tries + 1
  const waitMs = error instanceof Undeliverable ? undefined : waitsMs[mail.tries]
  const state = stateAfter(error, waitMs)
  log.warn({ err: error, mailId: mail.id, kind: mail.kind, tries, state }, 'a mail could not be sent')
  await updateMail(db, mail.id, {
    state,
    tries,
    error: (error instanceof Error ? error.message : String(error)).slice(0, mostErrorLetters),
    nextAt: new Date(at.getTime() + (waitMs ?? 0)),
    endedAt: state === 'waiting' ? null : at,
  })
}

function stateAfter(error: unknown, waitMs: number | undefined) {
  if (error instanceof Undeliverable) return 'bounced'
  return waitMs === undefined ? 'failed' : 'waiting'
}

/** Forgets what was sent, and what could not be, after a month. */
export async function forgetMails({ db, now }: Deps, carrier: Carrier): Promise<void> {
  const before = new Date(now().getTime() - keptMs)
  await deleteOldMails(db, before)
  await carrier.forget(before)
}

/** Sends what is due, and forgets what is old, until `stop` is called. */
export function startPosting(deps: Deps, way: MailWay, writers: Writers): { stop(): void } {
  const carrier = carrierOf(way)
  const forget = async () => {
    await forgetMails(deps, carrier)
    return null
  }
  const watches = [
    watchEnds(deps, { what: 'mails', longestWaitMs, look: () => postDue(deps, { carrier, writers }) }),
    watchEnds(deps, { what: 'old mails', longestWaitMs: forgetEveryMs, look: forget }),
  ]
  return { stop: () => watches.forEach((watch) => watch.stop()) }
}
