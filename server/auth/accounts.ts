import * as z from 'zod'
import type { Tx } from '#db/client.ts'
import { findCountry, findRegion, hasRegions, insertRegion } from '#db/queries/countries.ts'
import { insertCredentials } from '#db/queries/credentials.ts'
import { insertSchool } from '#db/queries/schools.ts'
import { findDayAt, insertTerms } from '#db/queries/terms.ts'
import { insertUsers } from '#db/queries/users.ts'
import { type Locale, locales, type Post, type schoolKinds } from '#db/schema/values.ts'
import { AppError } from '../kit/errors.ts'
import { timeZone } from '../kit/time-zone.ts'
import { line } from '../kit/text.ts'

/* New accounts of staff and the schools they may bring along: at setup, and behind an invitation. */

/** Stored and compared in lower case. */
export const emailAddress = z.string().max(300).trim().toLowerCase().pipe(z.email().max(254))

/** Judged by `checkPassword`, which says one word for all that is wrong with it. */
export const newPassword = z.string().max(1000)

export const newSchool = z.strictObject({
  name: line(120),
  town: line(80),
  countryCode: z
    .string()
    .length(2)
    .regex(/^[A-Z]{2}$/),
  region: line(80).optional(),
  locale: z.enum(locales).optional(),
  timeZone: timeZone.optional(),
})
export type NewSchoolInput = z.infer<typeof newSchool>

interface Registration {
  createdAt: Date
  /** Where in the request the school stands. */
  path: string
  /** Who sets the house up may name a region of a country whose regions nobody has named yet. */
  mayAddRegion: boolean
  /** A school with pupils, where nothing is said. */
  kind?: (typeof schoolKinds)[number]
}

const unknown = (path: string, reason: string) =>
  new AppError('invalid', 'invalid_input', { fields: [{ path, reason }] })

/** A region of the country's list. Correspondents are found by it, so that nobody adds to a list by typing. */
async function regionIdOf(tx: Tx, countryCode: string, name: string, { path, mayAddRegion }: Registration) {
  const known = await findRegion(tx, countryCode, name)
  if (known) return known.id
  if (!mayAddRegion || (await hasRegions(tx, countryCode))) throw unknown(`${path}.region`, 'region_unknown')
  return insertRegion(tx, countryCode, name)
}

/** Makes a school, in its country's time zone unless it says another. Throws `invalid` for an unknown country or region. */
export async function registerSchool(tx: Tx, input: NewSchoolInput, registration: Registration): Promise<string> {
  const { createdAt, path } = registration
  const country = await findCountry(tx, input.countryCode)
  if (!country) throw unknown(`${path}.countryCode`, 'country_unknown')
  const named = input.region
  const regionId = named === undefined ? null : await regionIdOf(tx, country.code, named, registration)
  return insertSchool(tx, {
    kind: registration.kind ?? 'school',
    name: input.name,
    town: input.town,
    countryCode: country.code,
    regionId,
    timeZone: input.timeZone ?? country.timeZone,
    locale: input.locale ?? 'en',
    createdAt,
  })
}

interface NewStaff {
  schoolId: string
  displayName: string
  email: string
  passwordHash: string
  isSchoolAdmin: boolean
  /** Null for who needs nobody's word. */
  waitingSince?: Date | null
  locale: Locale
  /** What they are at the school from today on; null for who waits or only looks on. */
  post: Post | null
}

/** Makes a member of staff who can sign in. Throws `email_taken`. */
export async function registerStaff(tx: Tx, staff: NewStaff, createdAt: Date): Promise<string> {
  const { email, passwordHash, post, ...user } = staff
  const [userId] = await insertUsers(tx, [{ ...user, kind: 'staff', createdAt }])
  if (userId === undefined) throw new Error('a user was inserted without a row')
  const isFree = await insertCredentials(tx, { userId, email, passwordHash, changedAt: createdAt })
  if (!isFree) throw new AppError('conflict', 'email_taken', { fields: [{ path: 'email', reason: 'email_taken' }] })
  if (post !== null) {
    const fromDate = await findDayAt(tx, staff.schoolId, createdAt)
    await insertTerms(tx, [{ userId, schoolId: staff.schoolId, post, fromDate, createdAt }])
  }
  return userId
}
