import { and, asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { countries, regions } from '../schema/schools.ts'

export async function listCountries(db: DbOrTx) {
  return db
    .select({ code: countries.code, membership: countries.membership, timeZone: countries.timeZone })
    .from(countries)
    .orderBy(asc(countries.code))
}

export async function findCountry(db: DbOrTx, code: string) {
  const [row] = await db.select().from(countries).where(eq(countries.code, code))
  return row ?? null
}

export async function listRegions(db: DbOrTx) {
  return db.select({ countryCode: regions.countryCode, name: regions.name }).from(regions).orderBy(asc(regions.name))
}

/** A region of a country by its name in any case, or null. */
export async function findRegion(db: DbOrTx, countryCode: string, name: string) {
  const [row] = await db
    .select()
    .from(regions)
    .where(and(eq(regions.countryCode, countryCode), eq(sql`lower(${regions.name})`, sql`lower(${name})`)))
  return row ?? null
}

/** Whether a country has a list of regions. */
export async function hasRegions(db: DbOrTx, countryCode: string): Promise<boolean> {
  const rows = await db.select({ id: regions.id }).from(regions).where(eq(regions.countryCode, countryCode)).limit(1)
  return rows.length > 0
}

/** Gives the id, of the new row or of the one that another transaction has just made. */
export async function insertRegion(tx: Tx, countryCode: string, name: string): Promise<string> {
  const [row] = await tx
    .insert(regions)
    .values({ countryCode, name })
    .onConflictDoUpdate({ target: [regions.countryCode, regions.name], set: { name } })
    .returning({ id: regions.id })
  if (!row) throw new Error('a region was inserted without a row')
  return row.id
}
