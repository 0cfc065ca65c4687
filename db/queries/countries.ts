import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { countries, memberships, regions } from '../schema/schools.ts'

/** What a country is to the programme, where `memberships` is joined by `isMemberOn`. */
export const membershipWord = sql<'member' | 'plus' | 'outside'>`coalesce(${memberships.standing}, 'outside')`

/** Joins what a country was to the programme on the day of a moment, by UTC: at most one row. */
export function isMemberOn(at: Date) {
  const day = at.toISOString().slice(0, 10)
  return and(
    eq(memberships.countryCode, countries.code),
    lte(memberships.fromDate, day),
    or(isNull(memberships.toDate), gt(memberships.toDate, day)),
  )
}

/** All of them, with what each was to the programme then. */
export async function listCountries(db: DbOrTx, at: Date) {
  return db
    .select({ code: countries.code, membership: membershipWord, timeZone: countries.timeZone })
    .from(countries)
    .leftJoin(memberships, isMemberOn(at))
    .orderBy(asc(countries.code))
}

export async function findCountry(db: DbOrTx, code: string) {
  const [row] = await db.select().from(countries).where(eq(countries.code, code))
  return row ?? null
}

export async function listRegions(db: DbOrTx) {
  return db.select({ countryCode: regions.countryCode, name: regions.name }).from(regions).orderBy(asc(regions.name))
}

/** The regions of one country, with their ids. */
export const listRegionsOf = (db: DbOrTx, countryCode: string) =>
  db
    .select({ id: regions.id, name: regions.name })
    .from(regions)
    .where(eq(regions.countryCode, countryCode))
    .orderBy(asc(regions.name))

export async function findRegionById(db: DbOrTx, regionId: string) {
  const [row] = await db.select().from(regions).where(eq(regions.id, regionId))
  return row ?? null
}

/** What a country is to the programme at a moment. */
export async function findMembership(db: DbOrTx, code: string, at: Date) {
  const [row] = await db
    .select({ membership: membershipWord })
    .from(countries)
    .leftJoin(memberships, isMemberOn(at))
    .where(eq(countries.code, code))
  return row?.membership ?? 'outside'
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
