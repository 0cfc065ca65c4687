import { and, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { countries, departments, memberships, regions } from '../schema/schools.ts'
import { officialTexts, themes } from '../schema/texts.ts'
import { membershipRows } from './memberships.ts'
import { departmentRows, regionMergers, regionRows } from './regions.ts'
import { seedRulebooks } from './rulebooks.ts'
import { officialTextRows, themeRows } from './texts.ts'

/* Countries that a school can be in. Which of them are of the programme: `memberships.ts`; regions inside them: `regions.ts`. */

/** Those that a school can be in. */
const timeZones: Record<string, string> = {
  AD: 'Europe/Andorra',
  AL: 'Europe/Tirane',
  AM: 'Asia/Yerevan',
  AT: 'Europe/Vienna',
  AZ: 'Asia/Baku',
  BA: 'Europe/Sarajevo',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CA: 'America/Toronto',
  CH: 'Europe/Zurich',
  CI: 'Africa/Abidjan',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  DZ: 'Africa/Algiers',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GE: 'Asia/Tbilisi',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IL: 'Asia/Jerusalem',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  JO: 'Asia/Amman',
  JP: 'Asia/Tokyo',
  LB: 'Asia/Beirut',
  LI: 'Europe/Vaduz',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MA: 'Africa/Casablanca',
  MC: 'Europe/Monaco',
  MD: 'Europe/Chisinau',
  ME: 'Europe/Podgorica',
  MK: 'Europe/Skopje',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  RS: 'Europe/Belgrade',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  SM: 'Europe/San_Marino',
  SN: 'Africa/Dakar',
  TN: 'Africa/Tunis',
  TR: 'Europe/Istanbul',
  UA: 'Europe/Kiev',
  US: 'America/New_York',
  XK: 'Europe/Belgrade',
}

/** Brings countries and regions up to this version of Préau; may run at every start and on several nodes at once. */
export async function seedReference(db: DbOrTx): Promise<void> {
  await db
    .insert(countries)
    .values(Object.entries(timeZones).map(([code, timeZone]) => ({ code, timeZone })))
    .onConflictDoUpdate({ target: countries.code, set: { timeZone: sql`excluded.time_zone` } })
  await db
    .insert(memberships)
    .values([...membershipRows])
    .onConflictDoUpdate({
      target: [memberships.countryCode, memberships.fromDate],
      set: { standing: sql`excluded.standing`, toDate: sql`excluded.to_date`, source: sql`excluded.source` },
    })
  await seedRegions(db)
  await seedTexts(db)
  await seedRulebooks(db)
}

async function seedTexts(db: DbOrTx): Promise<void> {
  const said = { title: sql`excluded.title`, language: sql`excluded.language`, source: sql`excluded.source` }
  await db
    .insert(themes)
    .values(themeRows)
    .onConflictDoUpdate({
      target: themes.id,
      set: { ...said, fromDate: sql`excluded.from_date`, toDate: sql`excluded.to_date` },
    })
  const dated = { kind: sql`excluded.kind`, number: sql`excluded.number`, date: sql`excluded.date` }
  await db
    .insert(officialTexts)
    .values(officialTextRows)
    .onConflictDoUpdate({
      target: officialTexts.id,
      set: { ...said, ...dated, url: sql`excluded.url`, isVerified: sql`excluded.is_verified` },
    })
}

async function seedRegions(db: DbOrTx): Promise<void> {
  const dates = { code: sql`excluded.code`, openedOn: sql`excluded.opened_on`, closedOn: sql`excluded.closed_on` }
  await db
    .insert(regions)
    .values(regionRows)
    .onConflictDoUpdate({ target: [regions.countryCode, regions.name], set: dates })
  const rows = await db.select({ id: regions.id, countryCode: regions.countryCode, name: regions.name }).from(regions)
  const idOf = new Map(rows.map(({ id, countryCode, name }) => [`${countryCode} ${name}`, id]))
  for (const { countryCode, name, mergedInto } of regionMergers)
    await db
      .update(regions)
      .set({ mergedInto: idOf.get(`${countryCode} ${mergedInto}`) ?? null })
      .where(and(eq(regions.countryCode, countryCode), eq(regions.name, name)))
  const ofRegions = departmentRows.flatMap(({ region, ...department }) => {
    const regionId = idOf.get(`FR ${region}`)
    return regionId === undefined ? [] : [{ ...department, regionId }]
  })
  await db
    .insert(departments)
    .values(ofRegions)
    .onConflictDoUpdate({
      target: [departments.regionId, departments.code],
      set: { name: sql`excluded.name`, fromDate: sql`excluded.from_date`, toDate: sql`excluded.to_date` },
    })
}
