import type { DbOrTx } from '#db/client.ts'
import { hasAuthenticator } from '#db/queries/authenticators.ts'
import {
  findOfficeOf,
  findOpenOffice,
  listMandatesOn,
  listOfficeMandates,
  listOpenOffices,
} from '#db/queries/offices.ts'
import { listSchoolAdmins } from '#db/queries/reports.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { UserRow } from '#db/queries/users.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { type OfficeAction, reachInOffice } from './office-rules.ts'

/** An open office, the day it is there, and what somebody is at it on that day; null where there is none. */
async function standingAt(db: DbOrTx, { userId, officeId, now }: { userId: string; officeId: string; now: Date }) {
  const office = await findOpenOffice(db, officeId)
  if (!office) return null
  const day = await findDayAt(db, officeId, now)
  return { office, day, mandates: await listMandatesOn(db, { userId, officeId, day }) }
}

/** Whoever acts for an office brings a second step to sign in. */
export async function requireSecondStep(ctx: Ctx, userId: string, db: DbOrTx = ctx.db): Promise<void> {
  if (ctx.settings.needsSecondStep && !(await hasAuthenticator(db, userId)))
    throw new AppError('forbidden', 'second_factor_needed')
}

/**
 * Who may do this at an office today, and where. To whom it gave no mandate an office's inside is not there. A mandate that
 * ended this morning is over, by the clock of the office. Whoever has one brings a second step to sign in, and does nothing here
 * until then.
 */
export async function requireOffice(ctx: Ctx, officeId: string, action: OfficeAction, db: DbOrTx = ctx.db) {
  const user = requireUser(ctx)
  const asked = { userId: user.id, officeId, now: ctx.now() }
  const standing = user.kind === 'staff' ? await standingAt(db, asked) : null
  if (!standing || standing.mandates.length === 0) throw notFound()
  const { mandates } = standing
  await requireSecondStep(ctx, user.id, db)
  const reach = reachInOffice(mandates, action)
  if (reach.length === 0) throw new AppError('forbidden')
  return { ...standing, user, reach, may: (other: OfficeAction) => reachInOffice(mandates, other).length > 0 }
}

/** Who reads at any office: what is the same for all of them. To others it is not there. */
export async function requireAnyOffice(ctx: Ctx): Promise<void> {
  const user = requireUser(ctx)
  const offices = user.kind === 'staff' ? await listOpenOffices(ctx.db) : []
  for (const { id: officeId } of offices) {
    const standing = await standingAt(ctx.db, { userId: user.id, officeId, now: ctx.now() })
    if (standing && reachInOffice(standing.mandates, 'office.read').length > 0) return requireSecondStep(ctx, user.id)
  }
  throw notFound()
}

/** Whether a reach covers a place that lies in this region, or in none that is known. */
export const covers = (reach: 'all' | readonly string[], regionId: string | null): boolean =>
  reach === 'all' || (regionId !== null && reach.includes(regionId))

type Giver = Pick<UserRow, 'id' | 'suspendedAt' | 'waitingSince'>

/**
 * Whether somebody, here or not, may say who is what at an office: its director, and that of Europe for as long as an office
 * has none. A link holds only as long as its maker may make it.
 */
export async function mayNameAt(db: DbOrTx, giver: Giver | null, officeId: string, now: Date): Promise<boolean> {
  if (!giver || giver.suspendedAt || giver.waitingSince) return false
  const { id: userId } = giver
  const here = await standingAt(db, { userId, officeId, now })
  if (!here) return false
  if (reachInOffice(here.mandates, 'office.edit').length > 0) return true
  const europe = here.office.countryCode === null ? null : await findOfficeOf(db, null)
  if (!europe || (await hasDirector(db, officeId, here.day))) return false
  const there = await standingAt(db, { userId, officeId: europe.id, now })
  return there !== null && reachInOffice(there.mandates, 'office.edit').length > 0
}

/** Whether somebody, here or not, may let the first administrator of an institution in: its country's office, until there is one. */
export async function mayBringInstitution(
  db: DbOrTx,
  giver: Giver | null,
  schoolId: string,
  now: Date,
): Promise<boolean> {
  if (!giver || giver.suspendedAt || giver.waitingSince) return false
  const school = await findSchool(db, schoolId)
  const office = school?.kind === 'institution' ? await findOfficeOf(db, school.countryCode) : null
  if (!office || (await listSchoolAdmins(db, schoolId)).length > 0) return false
  const standing = await standingAt(db, { userId: giver.id, officeId: office.id, now })
  return standing !== null && reachInOffice(standing.mandates, 'schools.edit').length > 0
}

async function directorsOn(db: DbOrTx, officeId: string, day: string): Promise<string[]> {
  const all = await listOfficeMandates(db, officeId)
  const isDirector = ({ post, isSuspended, fromDate, toDate }: (typeof all)[number]) =>
    post === 'director' && !isSuspended && fromDate <= day && (toDate === null || day < toDate)
  return all.filter(isDirector).map(({ userId }) => userId)
}

const hasDirector = async (db: DbOrTx, officeId: string, day: string): Promise<boolean> =>
  (await directorsOn(db, officeId, day)).length > 0

/** Who directs an office today, by its clock. */
export const listDirectors = async (db: DbOrTx, officeId: string, now: Date): Promise<string[]> =>
  directorsOn(db, officeId, await findDayAt(db, officeId, now))

/** The same of who asks; to others who have no mandate there it does not exist. */
export async function requireNaming(ctx: Ctx, officeId: string, db: DbOrTx = ctx.db) {
  const user = requireUser(ctx)
  const giver = { id: user.id, suspendedAt: null, waitingSince: null }
  if (!(await mayNameAt(db, giver, officeId, ctx.now()))) {
    await requireOffice(ctx, officeId, 'office.edit', db)
    throw notFound()
  }
  const office = await findOpenOffice(db, officeId)
  if (!office) throw notFound()
  return { user, office, day: await findDayAt(db, officeId, ctx.now()) }
}

/** Where no office is open anywhere, what belongs to the programme as a whole is not there. */
export async function requireProgramme(db: DbOrTx): Promise<void> {
  if ((await listOpenOffices(db)).length === 0) throw notFound()
}
