import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { mandates, offices, regionContacts } from '#db/schema/offices.ts'
import { countries, regions } from '#db/schema/schools.ts'
import { makeSchool } from './factories.ts'

/* Offices of the programme, as rows. Without one, nothing of the programme is to be seen. */

const since = '2020-01-01'

/** An open office: of a country, or of Europe where the country is null. Its id is that of its school. */
export async function makeOffice(
  db: Db,
  values: Partial<typeof offices.$inferInsert> & { countryCode: string | null },
) {
  const code = values.countryCode ?? 'BE'
  const [country] = await db.select().from(countries).where(eq(countries.code, code))
  const place = { countryCode: code, timeZone: country?.timeZone ?? 'Europe/Brussels' }
  const name = values.countryCode === null ? 'Office of Europe' : `Office of ${code}`
  const { id } = await makeSchool(db, { kind: 'office', name, town: 'Capital', ...place })
  await db.insert(offices).values({ openedOn: since, ...values, schoolId: id })
  return { id, name, countryCode: values.countryCode }
}

/** What somebody is at an office, since 2020 and still. */
export async function makeMandate(
  db: Db,
  values: Omit<typeof mandates.$inferInsert, 'createdAt' | 'fromDate'> & { fromDate?: string },
): Promise<string> {
  const id = randomUUID()
  await db.insert(mandates).values({ fromDate: since, createdAt: new Date(), ...values, id })
  return id
}

/** Somebody to be found in a region besides its correspondent, since 2020 and still. */
export async function makeContact(
  db: Db,
  values: Partial<typeof regionContacts.$inferInsert> & { regionId: string },
): Promise<string> {
  const id = randomUUID()
  await db.insert(regionContacts).values({ kind: 'workshop', name: 'Workshop', fromDate: since, ...values, id })
  return id
}

/** The id of a region that Préau brings along. */
export async function regionOf(db: Db, countryCode: string, name: string): Promise<string> {
  const named = and(eq(regions.countryCode, countryCode), eq(regions.name, name))
  const [row] = await db.select({ id: regions.id }).from(regions).where(named)
  if (!row) throw new Error(`no region ${name} in ${countryCode}`)
  return row.id
}
