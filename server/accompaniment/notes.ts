import type { DbOrTx, Tx } from '#db/client.ts'
import {
  type Accompanied,
  findNotePlace,
  findProjectName,
  insertAccompaniment,
  listAccompaniment,
  listPlaces,
} from '#db/queries/accompaniment.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { covers, requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'

/*
 * How an office accompanies a school or a project: "called on Monday, agreed on a visit". Dated notes that its officers and the
 * region's correspondents read and write, and nobody else; none is changed, one that was wrong is followed by another.
 */

/** Those who accompany it: of the office of a country where it lies, as far as their own regions go. */
async function requireAccompanied(ctx: Ctx, officeId: string, about: Accompanied, db: DbOrTx = ctx.db) {
  const grant = await requireOffice(ctx, officeId, 'help.answer', db)
  const places = await listPlaces(db, about)
  const own = places.filter(
    ({ countryCode, regionId }) => grant.office.countryCode === countryCode && covers(grant.reach, regionId),
  )
  if (own.length === 0) throw notFound()
  return { ...grant, places }
}

interface Asked {
  about: Accompanied
  before?: string
  limit: number
}

export async function showNotes(ctx: Ctx, officeId: string, { about, before, limit }: Asked) {
  const { office, places, day } = await requireAccompanied(ctx, officeId, about)
  const start = before === undefined ? null : await findNotePlace(ctx.db, officeId, about, before)
  if (before !== undefined && start === null) throw notFound()
  const rows = await listAccompaniment(ctx.db, officeId, about, { before: start, limit: limit + 1 })
  const notes = rows.slice(0, limit)
  const project = 'projectId' in about ? await findProjectName(ctx.db, about.projectId) : null
  return {
    office: { id: officeId, name: office.name },
    name: project ?? places[0]?.name ?? '',
    schools: places.map(({ regionId: _, ...place }) => place),
    notes,
    nextBefore: rows.length > limit ? (notes.at(-1)?.id ?? null) : null,
    today: day,
  }
}

/** The same note, sent a second time. */
async function notedBefore(tx: Tx, officeId: string, { id, about, day, text }: NewNote): Promise<string> {
  const before = id === undefined ? null : await findNotePlace(tx, officeId, about, id)
  if (before === null) throw notFound()
  if (before.day !== day || before.text !== text) throw new AppError('conflict', 'sent_otherwise')
  return before.id
}

interface NewNote {
  id?: string | undefined
  about: Accompanied
  day: string
  text: string
}

/** Of a day that has come. */
export async function addNote(ctx: Ctx, officeId: string, { id: given, about, day, text }: NewNote) {
  const id = await ctx.db.transaction(async (tx) => {
    const { user, day: today } = await requireAccompanied(ctx, officeId, about, tx)
    if (day > today) throw invalidField('day', 'date_ahead')
    const at = ctx.now()
    const row = { officeId, ...about, authorId: user.id, day, text, at }
    const made = await insertAccompaniment(tx, given === undefined ? row : { id: given, ...row })
    if (made === null) return notedBefore(tx, officeId, { id: given, about, day, text })
    const targetId = 'schoolId' in about ? about.schoolId : about.projectId
    const line = { at, actorId: user.id, schoolId: officeId, about: [user.id], targetId }
    await insertAudit(tx, { ...line, action: 'accompaniment.noted', detail: { since: day } })
    return made
  })
  return { note: { id } }
}
