import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { mandates, offices } from '../schema/offices.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

type OfficeRow = typeof offices.$inferSelect
export type MandateRow = typeof mandates.$inferSelect

export async function insertOffice(tx: Tx, row: typeof offices.$inferInsert): Promise<void> {
  await tx.insert(offices).values(row)
}

export async function insertMandate(tx: Tx, row: typeof mandates.$inferInsert): Promise<string> {
  const [made] = await tx.insert(mandates).values(row).returning({ id: mandates.id })
  if (!made) throw new Error('a mandate was not stored')
  return made.id
}

/** An office that is there and open. */
export async function findOpenOffice(db: DbOrTx, officeId: string): Promise<(OfficeRow & { name: string }) | null> {
  const [row] = await db
    .select({ office: offices, name: schools.name })
    .from(offices)
    .innerJoin(schools, eq(schools.id, offices.schoolId))
    .where(and(eq(offices.schoolId, officeId), isNull(offices.closedOn)))
  return row ? { ...row.office, name: row.name } : null
}

/** What somebody is at an office on a day. */
export const listMandatesOn = (
  db: DbOrTx,
  { userId, officeId, day }: { userId: string; officeId: string; day: string },
): Promise<MandateRow[]> =>
  db
    .select()
    .from(mandates)
    .where(
      and(
        eq(mandates.userId, userId),
        eq(mandates.officeId, officeId),
        lte(mandates.fromDate, day),
        or(isNull(mandates.toDate), gt(mandates.toDate, day)),
      ),
    )

const officeColumns = {
  id: offices.schoolId,
  countryCode: offices.countryCode,
  allowsSignUp: offices.allowsSignUp,
  address: offices.address,
  email: offices.email,
  openedOn: offices.openedOn,
  closedOn: offices.closedOn,
  name: schools.name,
  town: schools.town,
  locale: schools.locale,
  timeZone: schools.timeZone,
}
const selectOffices = (db: DbOrTx) =>
  db.select(officeColumns).from(offices).innerJoin(schools, eq(schools.id, offices.schoolId))
export type OfficeView = NonNullable<Awaited<ReturnType<typeof findOfficeOf>>>

/** The open office of a country, or that of Europe for null. */
export async function findOfficeOf(db: DbOrTx, countryCode: string | null) {
  const isOf = countryCode === null ? isNull(offices.countryCode) : eq(offices.countryCode, countryCode)
  const [row] = await selectOffices(db).where(and(isOf, isNull(offices.closedOn)))
  return row ?? null
}

/** All that are open, that of Europe first. */
export const listOpenOffices = (db: DbOrTx) =>
  selectOffices(db)
    .where(isNull(offices.closedOn))
    .orderBy(sql`${offices.countryCode} nulls first`)

export async function updateOffice(
  tx: Tx,
  officeId: string,
  changes: Partial<Pick<OfficeRow, 'allowsSignUp' | 'address' | 'email' | 'closedOn'>>,
): Promise<void> {
  if (Object.keys(changes).length > 0) await tx.update(offices).set(changes).where(eq(offices.schoolId, officeId))
}

export async function findMandate(db: DbOrTx, mandateId: string): Promise<MandateRow | null> {
  const [row] = await db.select().from(mandates).where(eq(mandates.id, mandateId))
  return row ?? null
}

export async function updateMandateEnd(tx: Tx, mandateId: string, toDate: string): Promise<void> {
  await tx.update(mandates).set({ toDate }).where(eq(mandates.id, mandateId))
}

/** Ends all of an office that go on; nothing ends before it began. */
export async function endMandatesAt(tx: Tx, officeId: string, day: string): Promise<void> {
  await tx
    .update(mandates)
    .set({ toDate: sql`greatest(${day}::date, ${mandates.fromDate})` })
    .where(and(eq(mandates.officeId, officeId), isNull(mandates.toDate)))
}

/** What somebody was and is at an office. */
export const listMandatesOf = (db: DbOrTx, userId: string, officeId: string): Promise<MandateRow[]> =>
  db
    .select()
    .from(mandates)
    .where(and(eq(mandates.userId, userId), eq(mandates.officeId, officeId)))

/** All that were ever given at an office, with who holds them: which of them hold on a day `server/terms/posts.ts` says. */
export const listOfficeMandates = (db: DbOrTx, officeId: string) =>
  db
    .select({
      id: mandates.id,
      userId: mandates.userId,
      displayName: users.displayName,
      isSuspended: sql<boolean>`${users.suspendedAt} is not null`,
      school: { id: schools.id, name: schools.name, town: schools.town },
      post: mandates.post,
      regionId: mandates.regionId,
      region: regions.name,
      fromDate: mandates.fromDate,
      toDate: mandates.toDate,
    })
    .from(mandates)
    .innerJoin(users, eq(users.id, mandates.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .leftJoin(regions, eq(regions.id, mandates.regionId))
    .where(eq(mandates.officeId, officeId))
    .orderBy(asc(users.displayName), asc(mandates.fromDate), asc(mandates.id))

/** Whether somebody is anything at any open office on a day. */
export async function hasMandateOn(db: DbOrTx, userId: string, day: string): Promise<boolean> {
  const rows = await db
    .select({ id: mandates.id })
    .from(mandates)
    .innerJoin(offices, eq(offices.schoolId, mandates.officeId))
    .where(
      and(
        eq(mandates.userId, userId),
        isNull(offices.closedOn),
        lte(mandates.fromDate, day),
        or(isNull(mandates.toDate), gt(mandates.toDate, day)),
      ),
    )
    .limit(1)
  return rows.length > 0
}
