import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { regions, schools } from '../schema/schools.ts'

type NewSchool = typeof schools.$inferInsert
export type SchoolChanges = Partial<
  Pick<typeof schools.$inferSelect, 'name' | 'town' | 'nationalCode' | 'timeZone' | 'approvesTeams' | 'isPublic'>
>

/** Gives the id of the new school. */
export async function insertSchool(tx: Tx, school: NewSchool): Promise<string> {
  const [row] = await tx.insert(schools).values(school).returning({ id: schools.id })
  if (!row) throw new Error('a school was inserted without a row')
  return row.id
}

/** A school with the name of its region, or null. */
export async function findSchool(db: DbOrTx, schoolId: string) {
  const [row] = await db
    .select({
      id: schools.id,
      kind: schools.kind,
      name: schools.name,
      town: schools.town,
      countryCode: schools.countryCode,
      region: regions.name,
      nationalCode: schools.nationalCode,
      timeZone: schools.timeZone,
      locale: schools.locale,
      approvesTeams: schools.approvesTeams,
      isPublic: schools.isPublic,
      isVouched: schools.isVouched,
    })
    .from(schools)
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .where(eq(schools.id, schoolId))
  return row ?? null
}

const self = alias(schools, 'self')

/** Whether another school of the same country has this national code. */
export async function isNationalCodeTaken(db: DbOrTx, schoolId: string, nationalCode: string): Promise<boolean> {
  const rows = await db
    .select({ id: schools.id })
    .from(schools)
    .innerJoin(self, and(eq(self.id, schoolId), eq(self.countryCode, schools.countryCode)))
    .where(and(eq(schools.nationalCode, nationalCode), ne(schools.id, schoolId)))
    .limit(1)
  return rows.length > 0
}

/** Holds a school's row until the transaction ends: its pseudonyms are given out one at a time. */
export async function lockSchool(tx: Tx, schoolId: string): Promise<void> {
  await tx.select({ id: schools.id }).from(schools).where(eq(schools.id, schoolId)).for('no key update')
}

export async function updateSchool(tx: Tx, schoolId: string, changes: SchoolChanges): Promise<void> {
  if (Object.keys(changes).length > 0) await tx.update(schools).set(changes).where(eq(schools.id, schoolId))
}

/** An office has said yes to a school, or to an institution. */
export async function updateVouched(tx: Tx, schoolId: string): Promise<void> {
  await tx.update(schools).set({ isVouched: true }).where(eq(schools.id, schoolId))
}

/** Regions of a country with a school in a town that begins so, by region and town; bounded. */
export async function listRegionsByTown(db: DbOrTx, countryCode: string, beginning: string) {
  const pattern = `${beginning.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const rows = await db
    .selectDistinct({ regionId: schools.regionId, town: schools.town })
    .from(schools)
    .where(
      and(
        eq(schools.countryCode, countryCode),
        ne(schools.kind, 'office'),
        isNotNull(schools.regionId),
        sql`lower(${schools.town}) like ${pattern}`,
      ),
    )
    .orderBy(schools.town)
    .limit(20)
  return rows.flatMap(({ regionId, town }) => (regionId === null ? [] : [{ regionId, town }]))
}

/** The region of the school with this code, or null. */
export async function findRegionOfCode(db: DbOrTx, countryCode: string, nationalCode: string): Promise<string | null> {
  const [row] = await db
    .select({ regionId: schools.regionId })
    .from(schools)
    .where(and(eq(schools.countryCode, countryCode), eq(schools.nationalCode, nationalCode)))
  return row?.regionId ?? null
}

/** Takes a school away in which nobody is. */
export async function deleteSchool(tx: Tx, schoolId: string): Promise<void> {
  await tx.delete(schools).where(eq(schools.id, schoolId))
}
