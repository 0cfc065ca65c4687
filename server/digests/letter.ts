import { findDigestChoice } from '#db/queries/digests.ts'
import { findReader, type MailRow } from '#db/queries/mails.ts'
import { listMailStops } from '#db/queries/mail-stops.ts'
import { listNotices } from '#db/queries/notices.ts'
import { findUser } from '#db/queries/users.ts'
import type { noticeKinds } from '#db/schema/values.ts'
import type { Deps } from '../kit/context.ts'
import type { Letter } from '../mail/carriers.ts'
import { stopUrlFor } from '../mail/unsubscribe.ts'
import { languageOf } from '../mail/words.ts'
import { visibleNotices } from '../notices/visible.ts'
import { digestWords } from './words.ts'

type NoticeKind = (typeof noticeKinds)[number]

const mostCounted = 200
const said = new Set<NoticeKind>(['mention', 'reply', 'topic', 'direct'])
const asked = new Set<NoticeKind>([
  'colleague_waits',
  'pseudonym_asked',
  'report_came',
  'plan_due',
  'backup_missing',
  'approval_waits',
  'approval_question',
  'co_founder_asked',
  'pact_waits',
  'help_asked',
  'help_handed',
  'contact_asked',
  'message_reported',
  'application_invited',
  'application_asked',
  'application_appealed',
])
const searched = new Set<NoticeKind>(['search_found'])
const contacted = new Set<NoticeKind>(['contact_wrote'])

/** How much rang and was not read; no word of what was said, and nobody's name: a mailbox is read by others too. */
export async function writeDigest(deps: Deps, mail: MailRow): Promise<Letter | null> {
  const reader = await findReader(deps.db, mail.address)
  if (reader === null || reader.suspendedAt !== null) return null
  const { userId, school } = reader
  const user = await findUser(deps.db, userId)
  const choice = await findDigestChoice(deps.db, userId)
  const since = choice?.sinceAt ?? null
  // Stopped while it lay in the outbox.
  if (!user || !choice?.rhythm || since === null || (await listMailStops(deps.db, userId)).includes('digest'))
    return null
  const rows = await listNotices(deps.db, { userId, isUnread: true, limit: mostCounted })
  const who = { ...user, isWaiting: user.waitingSince !== null }
  const seen = await visibleNotices(
    deps,
    who,
    rows.filter(({ at }) => at > since),
  )
  if (seen.rows.length === 0) return null
  const isOf = (kinds: ReadonlySet<NoticeKind>) => seen.rows.filter(({ kind }) => kinds.has(kind)).length
  const returned = seen.rows.filter(({ kind, applicationId }) => kind === 'returned' && applicationId !== null).length
  const counts = {
    said: isOf(said),
    asked: isOf(asked) + returned,
    contacts: isOf(contacted),
    searches: isOf(searched),
    other: 0,
  }
  counts.other = seen.rows.length - counts.said - counts.asked - counts.contacts - counts.searches
  const locale = languageOf(reader.locale, school.locale)
  const words = digestWords[locale]
  const { origin } = deps.settings.publicUrl
  const stopUrl = stopUrlFor(deps.settings, userId, 'digest')
  const text = words.digest({ name: reader.displayName, counts, origin, stopUrl })
  return { to: mail.address, locale, subject: words.digestSubject, text, stopUrl }
}
