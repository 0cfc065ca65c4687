import { and, asc, count, eq, gt, gte, inArray, isNull, lte } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { quietExceptions, schoolHolidays } from '../schema/quiet.ts'
import { members, projectSchools } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

export interface Holiday {
  /** ISO dates, both ends included. */
  from: string
  to: string
  name: string
}

const holidayColumns = {
  id: schoolHolidays.id,
  schoolId: schoolHolidays.schoolId,
  from: schoolHolidays.fromDate,
  to: schoolHolidays.toDate,
  name: schoolHolidays.name,
}

/** Where the clocks of these schools hang. */
export async function listSchoolClocks(db: DbOrTx, schoolIds: string[]) {
  if (schoolIds.length === 0) return []
  return db
    .select({ id: schools.id, name: schools.name, timeZone: schools.timeZone, countryCode: schools.countryCode })
    .from(schools)
    .where(inArray(schools.id, schoolIds))
}

/** Holidays of these schools that end on this ISO date or later, in order. */
export async function listHolidays(db: DbOrTx, schoolIds: string[], endingFrom: string) {
  if (schoolIds.length === 0) return []
  return db
    .select(holidayColumns)
    .from(schoolHolidays)
    .where(and(inArray(schoolHolidays.schoolId, schoolIds), gte(schoolHolidays.toDate, endingFrom)))
    .orderBy(asc(schoolHolidays.fromDate), asc(schoolHolidays.toDate), asc(schoolHolidays.name))
}

export async function countHolidays(db: DbOrTx, schoolId: string): Promise<number> {
  const [row] = await db.select({ count: count() }).from(schoolHolidays).where(eq(schoolHolidays.schoolId, schoolId))
  return row?.count ?? 0
}

/** Gives how many are new: the same days under the same name are there once. */
export async function insertHolidays(tx: Tx, schoolId: string, holidays: Holiday[]): Promise<number> {
  if (holidays.length === 0) return 0
  const rows = holidays.map(({ from, to, name }) => ({ schoolId, fromDate: from, toDate: to, name }))
  const made = await tx.insert(schoolHolidays).values(rows).onConflictDoNothing().returning({ id: schoolHolidays.id })
  return made.length
}

/** False where the school has no such holiday. Throws where the same days have that name already. */
export async function updateHoliday(tx: Tx, schoolId: string, holidayId: string, holiday: Holiday): Promise<boolean> {
  const rows = await tx
    .update(schoolHolidays)
    .set({ fromDate: holiday.from, toDate: holiday.to, name: holiday.name })
    .where(and(eq(schoolHolidays.schoolId, schoolId), eq(schoolHolidays.id, holidayId)))
    .returning({ id: schoolHolidays.id })
  return rows.length > 0
}

/** False where the school has no such holiday. */
export async function deleteHoliday(tx: Tx, schoolId: string, holidayId: string): Promise<boolean> {
  const rows = await tx
    .delete(schoolHolidays)
    .where(and(eq(schoolHolidays.schoolId, schoolId), eq(schoolHolidays.id, holidayId)))
    .returning({ id: schoolHolidays.id })
  return rows.length > 0
}

type NewException = typeof quietExceptions.$inferInsert

export async function insertException(tx: Tx, exception: NewException): Promise<string> {
  const [row] = await tx.insert(quietExceptions).values(exception).returning({ id: quietExceptions.id })
  if (!row) throw new Error('an exception was inserted without a row')
  return row.id
}

/** Exceptions of these schools that ended after this moment or last yet, of single projects and of all. */
export async function listExceptions(db: DbOrTx, schoolIds: string[], endedAfter: Date) {
  if (schoolIds.length === 0) return []
  return db
    .select({
      id: quietExceptions.id,
      schoolId: quietExceptions.schoolId,
      projectId: quietExceptions.projectId,
      reason: quietExceptions.reason,
      from: quietExceptions.startsAt,
      until: quietExceptions.endsAt,
      by: users.displayName,
    })
    .from(quietExceptions)
    .leftJoin(users, eq(users.id, quietExceptions.createdBy))
    .where(and(inArray(quietExceptions.schoolId, schoolIds), gt(quietExceptions.endsAt, endedAfter)))
    .orderBy(asc(quietExceptions.startsAt))
}

/** One that lasts at this moment, or null. */
export async function findOpenException(db: DbOrTx, exceptionId: string, at: Date) {
  const [row] = await db
    .select()
    .from(quietExceptions)
    .where(and(eq(quietExceptions.id, exceptionId), lte(quietExceptions.startsAt, at), gt(quietExceptions.endsAt, at)))
  return row ?? null
}

export async function updateExceptionEnd(tx: Tx, exceptionId: string, endsAt: Date): Promise<void> {
  await tx.update(quietExceptions).set({ endsAt }).where(eq(quietExceptions.id, exceptionId))
}

/** Projects this school is in. */
export async function listProjectIdsOfSchool(db: DbOrTx, schoolId: string): Promise<string[]> {
  const rows = await db
    .select({ projectId: projectSchools.projectId })
    .from(projectSchools)
    .where(eq(projectSchools.schoolId, schoolId))
  return rows.map((row) => row.projectId)
}

/** Every school, for whoever watches their clocks. */
export async function listSchoolIds(db: DbOrTx): Promise<string[]> {
  const rows = await db.select({ id: schools.id }).from(schools)
  return rows.map((row) => row.id)
}

/** Pupils of a school by the projects they are in now. */
export async function listPupilsInProjects(db: DbOrTx, schoolId: string) {
  return db
    .select({ projectId: members.projectId, userId: members.userId })
    .from(members)
    .where(and(eq(members.schoolId, schoolId), isNull(members.leftAt), inArray(members.role, ['pupil', 'pupil_admin'])))
}
