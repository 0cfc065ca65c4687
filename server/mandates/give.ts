import type { Tx } from '#db/client.ts'
import type { insertAudit } from '#db/queries/audit.ts'
import { findRegionById } from '#db/queries/countries.ts'
import { findOpenOffice, insertMandate, listMandatesOf } from '#db/queries/offices.ts'
import { findSchool, lockSchool } from '#db/queries/schools.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { findUser } from '#db/queries/users.ts'
import type { MandatePost } from '#db/schema/values.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { meet } from '../terms/posts.ts'

/* What a mandate needs to be given, whichever way it comes: by name, or by a link that somebody follows. */

type AuditLine = Parameters<typeof insertAudit>[1]

/** These are of the office itself; the others may teach in any school of the country. */
const postsOfStaff: ReadonlySet<MandatePost> = new Set(['director', 'officer'])

export interface Named {
  officeId: string
  post: MandatePost
  regionId: string | null
}

/** A correspondent has a region of the office's country, an observer may have one, nobody else has. */
export async function requireRegionFor(db: Tx | Ctx['db'], { officeId, post, regionId }: Named): Promise<void> {
  if (regionId === null) {
    if (post === 'correspondent') throw invalidField('regionId', 'region_missing')
    return
  }
  const isRegional = post === 'correspondent' || post === 'observer'
  const [region, office] = [await findRegionById(db, regionId), await findOpenOffice(db, officeId)]
  if (!isRegional || !region || region.countryCode !== office?.countryCode)
    throw invalidField('regionId', 'region_unknown')
}

interface Given extends Named {
  userId: string
  /** Null: today, by the office's calendar. */
  from: string | null
  givenBy: string | null
}

/**
 * Gives somebody a mandate. The line of the audit is handed back, to be the last of the transaction: it stands in the
 * chains of the office, of the person's school, and of whoever gave it.
 */
export async function giveMandate(ctx: Ctx, tx: Tx, given: Given): Promise<AuditLine> {
  const { officeId, userId, post, regionId, givenBy } = given
  await lockSchool(tx, officeId)
  await requireFitting(tx, given)
  const fromDate = given.from ?? (await findDayAt(tx, officeId, ctx.now()))
  const wanted = { fromDate, toDate: null }
  const own = await listMandatesOf(tx, userId, officeId)
  if (own.some((one) => one.post === post && one.regionId === regionId && meet(one, wanted)))
    throw new AppError('conflict', 'mandate_held')
  await insertMandate(tx, { officeId, userId, post, regionId, fromDate, givenBy, createdAt: ctx.now() })
  return {
    at: ctx.now(),
    actorId: ctx.user?.id ?? userId,
    schoolId: officeId,
    about: [userId, givenBy],
    targetId: userId,
    action: 'mandate.given',
    detail: { post, since: fromDate, ...(regionId === null ? {} : { region: await nameOf(tx, regionId) }) },
  }
}

const nameOf = async (tx: Tx, regionId: string) => (await findRegionById(tx, regionId))?.name ?? ''

async function requireFitting(tx: Tx, { officeId, userId, post, regionId }: Given): Promise<void> {
  const office = await findOpenOffice(tx, officeId)
  const person = await findUser(tx, userId)
  if (!office || person?.kind !== 'staff') throw notFound()
  if (person.suspendedAt) throw new AppError('conflict', 'staff_suspended')
  await requireRegionFor(tx, { officeId, post, regionId })
  if (person.schoolId === officeId) return
  if (postsOfStaff.has(post)) throw new AppError('conflict', 'mandate_of_staff')
  const school = await findSchool(tx, person.schoolId)
  if (office.countryCode !== null && school?.countryCode !== office.countryCode)
    throw new AppError('conflict', 'mandate_elsewhere')
}
