import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { regions, schools } from '../schema/schools.ts'
import { isAdmittedWord } from './admissions.ts'

const isThere = (countryCode: string) =>
  and(
    eq(schools.countryCode, countryCode),
    eq(schools.kind, 'institution'),
    isNull(schools.closedOn),
    isNull(schools.mergedInto),
  )

/** All of a country, and where each stands. There are a few dozen at most. */
export const listInstitutions = (db: DbOrTx, countryCode: string) =>
  db
    .select({
      id: schools.id,
      name: schools.name,
      town: schools.town,
      region: regions.name,
      isAdmitted: sql<boolean>`${isAdmittedWord(db)}`,
      hasAdmin: sql<boolean>`exists (select from users where users.school_id = ${schools.id}
        and users.is_school_admin and users.suspended_at is null)`,
    })
    .from(schools)
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .where(isThere(countryCode))
    .orderBy(asc(schools.folded), asc(schools.id))
    .limit(500)

export async function findInstitution(db: DbOrTx, countryCode: string, schoolId: string): Promise<boolean> {
  const rows = await db
    .select({ id: schools.id })
    .from(schools)
    .where(and(isThere(countryCode), eq(schools.id, schoolId)))
  return rows.length > 0
}
