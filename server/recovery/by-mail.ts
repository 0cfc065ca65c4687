import { insertAudit } from '#db/queries/audit.ts'
import { findReader, type MailRow, type Reader, updateMailReader } from '#db/queries/mails.ts'
import { upsertRecovery } from '#db/queries/recoveries.ts'
import { lockUser } from '#db/queries/users.ts'
import { sourceOf } from '../auth/device.ts'
import { Budget } from '../auth/failures.ts'
import { newLink } from '../invitations/links.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import type { Letter } from '../mail/carriers.ts'
import { putIntoOutbox } from '../mail/outbox.ts'
import { languageOf, letterWords, momentIn } from '../mail/words.ts'

/*
 * A forgotten password by mail. Whoever asks puts one row into the outbox and is told the same, whether anybody has the
 * address or not: who it is, is looked up when the letter is written, and so neither the answer nor its time says so.
 */

const minuteMs = 60_000
/** It lies in a mailbox that others may look into. */
const mailedMs = 60 * minuteMs

const createMeters = () => ({
  /** To one mailbox: more is a nuisance for whose it is. */
  mailbox: new Budget({ most: 3, everyMs: 20 * minuteMs }),
  /** A staff room behind one address on the first day of school. */
  address: new Budget({ most: 60, everyMs: minuteMs }),
  device: new Budget({ most: 10, everyMs: 5 * minuteMs }),
  /** What the mail server of a small installation bears. */
  everywhere: new Budget({ most: 300, everyMs: 6_000 }),
})

const metersOf = new WeakMap<object, ReturnType<typeof createMeters>>()

/** Counted on each node by itself, and for unknown addresses as for others. Throws `too_many_mails`. */
function takeTurn(ctx: Ctx, email: string): void {
  const meters = metersOf.get(ctx.db) ?? createMeters()
  metersOf.set(ctx.db, meters)
  const source = sourceOf(ctx, null)
  const charges = [
    { meter: meters.mailbox, key: email },
    { meter: meters[source.isDevice ? 'device' : 'address'], key: source.id },
    { meter: meters.everywhere, key: '' },
  ]
  const at = ctx.now().getTime()
  const retryAfterMs = Math.max(...charges.map(({ meter, key }) => meter.waitMs(key, at)))
  if (retryAfterMs > 0) throw new AppError('too_many', 'too_many_mails', { retryAfterMs })
  for (const { meter, key } of charges) meter.take(key, at)
}

/** Sends a link for a new password to an address (lower case), if it is that of a member of staff. */
export async function askForRecovery(ctx: Ctx, email: string): Promise<void> {
  if (!ctx.settings.sendsMail) throw new AppError('conflict', 'no_mail')
  takeTurn(ctx, email)
  await putIntoOutbox(ctx, 'recovery', email)
}

/** The letter, with a new link in the place of one that was mailed before. Null where nobody who may sign in has the address. */
export async function writeRecovery(deps: Deps, mail: MailRow): Promise<Letter | null> {
  const reader = await findReader(deps.db, mail.address)
  if (reader === null || reader.suspendedAt !== null) return null
  const { url, tokenHash } = newLink(deps.settings, '/recover')
  const at = deps.now()
  const expiresAt = new Date(at.getTime() + mailedMs)
  const { userId, school } = reader
  const isMade = await deps.db.transaction(async (tx) => {
    // Who is suspended meanwhile has no link left, and gets none.
    if ((await lockUser(tx, userId))?.suspendedAt !== null) return false
    await updateMailReader(tx, mail.id, userId)
    await upsertRecovery(tx, { userId, isByMail: true, tokenHash, createdBy: null, createdAt: at, expiresAt })
    // A letter that is tried again was asked for once.
    const line = { at, actorId: null, schoolId: school.id, targetId: userId, action: 'recovery.mailed' }
    if (mail.tries === 0) await insertAudit(tx, line)
    return true
  })
  return isMade ? letterFor(deps, { to: mail.address, reader, url, expiresAt }) : null
}

interface Written {
  to: string
  reader: Reader
  url: string
  expiresAt: Date
}

function letterFor({ settings }: Deps, { to, reader, url, expiresAt }: Written): Letter {
  const { displayName: name, school } = reader
  const locale = languageOf(reader.locale, school.locale)
  const words = letterWords[locale]
  const until = momentIn(locale, school.timeZone, expiresAt)
  const { origin } = settings.publicUrl
  return {
    to,
    locale,
    subject: words.recoverySubject,
    text: words.recovery({ name, school: school.name, url, until, origin }),
  }
}
