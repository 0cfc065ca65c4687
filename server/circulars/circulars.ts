import { isDeepStrictEqual } from 'node:util'
import type { DbOrTx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  countCircularsSince,
  findCircularPlace,
  findSentCircular,
  insertCircular,
  insertCircularMails,
  listCircularReaders,
  listCirculars,
} from '#db/queries/circulars.ts'
import { findRegionById, listRegionsOf } from '#db/queries/countries.ts'
import { findSchool, lockSchool } from '#db/queries/schools.ts'
import type { CircularText } from '#db/schema/circulars.ts'
import { locales } from '#db/schema/values.ts'
import { covers, requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'
import { languageOf } from '../mail/words.ts'
import type { NewCircular } from './input.ts'
import { composed } from './letter.ts'

/*
 * Letters by mail to the teachers of a region, by its office or its correspondent. To teachers of today alone, and to nobody
 * who stopped them; never to pupils, who have no address.
 */

/** More in a week is what one stops reading. */
const mostInAWeek = 3

/** Who may write to this region today, and from where. */
async function requireRegion(ctx: Ctx, officeId: string, regionId: string, db: DbOrTx = ctx.db) {
  const grant = await requireOffice(ctx, officeId, 'circular.send', db)
  const region = await findRegionById(db, regionId)
  const isOfOffice = region !== null && region.countryCode === grant.office.countryCode
  if (!isOfOffice || !covers(grant.reach, regionId)) throw notFound()
  return { ...grant, region }
}

/** The office's own language first: it is what everybody gets who reads none of the others. */
async function sorted(db: DbOrTx, officeId: string, texts: readonly CircularText[]): Promise<CircularText[]> {
  const school = await findSchool(db, officeId)
  const own = languageOf(null, school?.locale ?? '')
  if (!texts.some(({ locale }) => locale === own)) throw invalidField('texts', 'office_language_missing')
  const rank = ({ locale }: CircularText) => (locale === own ? -1 : locales.indexOf(locale))
  return texts.toSorted((one, other) => rank(one) - rank(other))
}

/** What would be sent, and to how many. Nothing is. */
export async function previewCircular(ctx: Ctx, officeId: string, { regionId, texts }: NewCircular) {
  const { user, office, region, day } = await requireRegion(ctx, officeId, regionId)
  const readers = await listCircularReaders(ctx.db, { regionId, day })
  const written = { texts, author: user.displayName, office: office.name, region: region.name }
  const { origin } = ctx.settings.publicUrl
  const shown = { name: user.displayName, stopUrl: `${origin}/…`, origin }
  return {
    readers: readers.length,
    letters: (await sorted(ctx.db, officeId, texts)).map((text) => composed(written, text, shown)),
  }
}

type Sent = NonNullable<Awaited<ReturnType<typeof findSentCircular>>>

/** The same letter, sent a second time; with other words, or to others, it is another one. */
async function sentBefore(
  tx: DbOrTx,
  { id, readers, ...before }: Sent,
  { officeId, regionId, texts }: NewCircular & { officeId: string },
) {
  if (!isDeepStrictEqual(before, { regionId, texts: await sorted(tx, officeId, texts) }))
    throw new AppError('conflict', 'sent_otherwise')
  return { id, readers }
}

export async function sendCircular(ctx: Ctx, officeId: string, { id: given, regionId, texts }: NewCircular) {
  return ctx.db.transaction(async (tx) => {
    // Of two who write at once the second is counted after the first.
    await lockSchool(tx, officeId)
    const { user, region, day } = await requireRegion(ctx, officeId, regionId, tx)
    const before = given === undefined ? null : await findSentCircular(tx, { id: given, officeId, authorId: user.id })
    if (before) return { circular: await sentBefore(tx, before, { officeId, regionId, texts }) }
    if (!ctx.settings.sendsMail) throw new AppError('conflict', 'no_mail')
    const sentAt = ctx.now()
    const since = new Date(sentAt.getTime() - 7 * dayMs)
    if ((await countCircularsSince(tx, regionId, since)) >= mostInAWeek)
      throw new AppError('conflict', 'circulars_many')
    const readers = await listCircularReaders(tx, { regionId, day })
    if (readers.length === 0) throw new AppError('conflict', 'circular_nobody')
    const ordered = await sorted(tx, officeId, texts)
    const row = {
      ...(given !== undefined && { id: given }),
      officeId,
      regionId,
      authorId: user.id,
      texts: ordered,
      readers: readers.length,
      sentAt,
    }
    const id = await insertCircular(tx, row)
    if (id === null) throw notFound()
    await insertCircularMails(tx, { circularId: id, readers, at: sentAt })
    const line = { at: sentAt, actorId: user.id, schoolId: officeId, about: [user.id], targetId: id }
    const detail = { region: region.name, count: readers.length }
    await insertAudit(tx, { ...line, action: 'circular.sent', detail })
    return { circular: { id, readers: readers.length } }
  })
}

/** The register: what was written to how many, when and by whom, as far as one's own regions go; the newest first. */
export async function showCirculars(ctx: Ctx, officeId: string, asked: { before?: string; limit: number }) {
  const { office, reach } = await requireOffice(ctx, officeId, 'circular.send')
  const { before, limit } = asked
  const start = before === undefined ? null : await findCircularPlace(ctx.db, officeId, before)
  if (before !== undefined && start === null) throw notFound()
  const rows = await listCirculars(ctx.db, { officeId, regions: reach, before: start, limit: limit + 1 })
  const school = await findSchool(ctx.db, officeId)
  const regions = office.countryCode === null ? [] : await listRegionsOf(ctx.db, office.countryCode, ctx.now())
  const shown = rows.slice(0, limit)
  return {
    circulars: shown.map(({ sentAt, ...one }) => ({ ...one, sentAt: sentAt.toISOString() })),
    nextBefore: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    regions: regions.filter(({ id }) => covers(reach, id)),
    /** In which the first text is written. */
    locale: languageOf(null, school?.locale ?? ''),
    sendsMail: ctx.settings.sendsMail ?? false,
  }
}
