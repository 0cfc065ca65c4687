import { and, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { mandates, offices } from '../schema/offices.ts'
import { schools } from '../schema/schools.ts'

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

/** Open offices at which somebody is something, with what. Which of that holds today, the day of each office says. */
export const listOwnOffices = (db: DbOrTx, userId: string) =>
  db
    .select({ id: offices.schoolId, name: schools.name, countryCode: offices.countryCode, mandate: mandates })
    .from(mandates)
    .innerJoin(offices, eq(offices.schoolId, mandates.officeId))
    .innerJoin(schools, eq(schools.id, offices.schoolId))
    .where(and(eq(mandates.userId, userId), isNull(offices.closedOn)))
    .orderBy(schools.name, schools.id)
