import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { countries, regions } from '../schema/schools.ts'

/* Countries of the programme and regions inside them. Membership changes by the year: dated rules come with the programme. */

type Membership = (typeof countries.$inferInsert)['membership']

const timeZones: Record<Membership, Record<string, string>> = {
  member: {
    AL: 'Europe/Tirane',
    AT: 'Europe/Vienna',
    BA: 'Europe/Sarajevo',
    BE: 'Europe/Brussels',
    BG: 'Europe/Sofia',
    CY: 'Asia/Nicosia',
    CZ: 'Europe/Prague',
    DE: 'Europe/Berlin',
    DK: 'Europe/Copenhagen',
    EE: 'Europe/Tallinn',
    ES: 'Europe/Madrid',
    FI: 'Europe/Helsinki',
    FR: 'Europe/Paris',
    GR: 'Europe/Athens',
    HR: 'Europe/Zagreb',
    HU: 'Europe/Budapest',
    IE: 'Europe/Dublin',
    IS: 'Atlantic/Reykjavik',
    IT: 'Europe/Rome',
    LI: 'Europe/Vaduz',
    LT: 'Europe/Vilnius',
    LU: 'Europe/Luxembourg',
    LV: 'Europe/Riga',
    ME: 'Europe/Podgorica',
    MK: 'Europe/Skopje',
    MT: 'Europe/Malta',
    NL: 'Europe/Amsterdam',
    NO: 'Europe/Oslo',
    PL: 'Europe/Warsaw',
    PT: 'Europe/Lisbon',
    RO: 'Europe/Bucharest',
    RS: 'Europe/Belgrade',
    SE: 'Europe/Stockholm',
    SI: 'Europe/Ljubljana',
    SK: 'Europe/Bratislava',
    TR: 'Europe/Istanbul',
  },
  plus: {
    AM: 'Asia/Yerevan',
    AZ: 'Asia/Baku',
    GE: 'Asia/Tbilisi',
    MD: 'Europe/Chisinau',
    TN: 'Africa/Tunis',
    UA: 'Europe/Kiev',
  },
  outside: {
    AD: 'Europe/Andorra',
    CA: 'America/Toronto',
    CH: 'Europe/Zurich',
    CI: 'Africa/Abidjan',
    DZ: 'Africa/Algiers',
    GB: 'Europe/London',
    IL: 'Asia/Jerusalem',
    JO: 'Asia/Amman',
    JP: 'Asia/Tokyo',
    LB: 'Asia/Beirut',
    MA: 'Africa/Casablanca',
    MC: 'Europe/Monaco',
    SM: 'Europe/San_Marino',
    SN: 'Africa/Dakar',
    US: 'America/New_York',
  },
}

const regionNames: Record<string, string[]> = {
  FR: [
    'Aix-Marseille',
    'Amiens',
    'Besançon',
    'Bordeaux',
    'Clermont-Ferrand',
    'Corse',
    'Créteil',
    'Dijon',
    'Grenoble',
    'Guadeloupe',
    'Guyane',
    'La Réunion',
    'Lille',
    'Limoges',
    'Lyon',
    'Martinique',
    'Mayotte',
    'Montpellier',
    'Nancy-Metz',
    'Nantes',
    'Nice',
    'Normandie',
    'Orléans-Tours',
    'Paris',
    'Poitiers',
    'Reims',
    'Rennes',
    'Strasbourg',
    'Toulouse',
    'Versailles',
  ],
  DE: [
    'Baden-Württemberg',
    'Bayern',
    'Berlin',
    'Brandenburg',
    'Bremen',
    'Hamburg',
    'Hessen',
    'Mecklenburg-Vorpommern',
    'Niedersachsen',
    'Nordrhein-Westfalen',
    'Rheinland-Pfalz',
    'Saarland',
    'Sachsen',
    'Sachsen-Anhalt',
    'Schleswig-Holstein',
    'Thüringen',
  ],
}

const memberships: Membership[] = ['member', 'plus', 'outside']

/** Brings countries and regions up to this version of Préau; may run at every start and on several nodes at once. */
export async function seedReference(db: DbOrTx): Promise<void> {
  const rows = memberships.flatMap((membership) =>
    Object.entries(timeZones[membership]).map(([code, timeZone]) => ({ code, timeZone, membership })),
  )
  await db
    .insert(countries)
    .values(rows)
    .onConflictDoUpdate({
      target: countries.code,
      set: { timeZone: sql`excluded.time_zone`, membership: sql`excluded.membership` },
    })
  await db
    .insert(regions)
    .values(Object.entries(regionNames).flatMap(([countryCode, names]) => names.map((name) => ({ countryCode, name }))))
    .onConflictDoNothing()
}
