import type { Tx } from '#db/client.ts'
import { findRegion } from '#db/queries/countries.ts'
import { findCredentialsByEmail } from '#db/queries/credentials.ts'
import { insertMandate, insertOffice, updateOffice } from '#db/queries/offices.ts'
import { insertRegionContact } from '#db/queries/region-contacts.ts'
import { findSetting, upsertSetting } from '#db/queries/settings.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { MandatePost } from '#db/schema/values.ts'
import { registerSchool, registerStaff } from '../../auth/accounts.ts'
import { hashPassword } from '../../auth/passwords.ts'
import type { Deps } from '../../kit/context.ts'
import { demoPassword, demoSchools } from '../content/schools.ts'
import { type DemoOffice, programmeOffices, type ProgrammeSchool, programmeSchools } from './content.ts'
import { demoProfiles, storeProfile } from './profiles.ts'

/* The demonstration with the programme around it: offices of Europe and three countries, over the schools that are there. */

const settingKey = 'demo_programme'
const dayMs = 24 * 60 * 60 * 1000
/** Offices are older than the school year of the demonstration. */
const openedDaysAgo = 400

interface ProgrammeLogins {
  offices: { name: string; email: string; post: MandatePost; office: string }[]
  correspondents: { name: string; email: string; region: string }[]
  teachers: { name: string; email: string; school: string }[]
}

interface Makers {
  passwordHash: string
  createdAt: Date
}

/** Opens offices over a demonstration, in one transaction, once; a second run changes nothing. */
export async function seedProgramme({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<ProgrammeLogins> {
  if ((await findSetting(db, settingKey)) !== null) return programmeLogins()
  const passwordHash = await hashPassword(demoPassword)
  const today = now()
  const makers = { passwordHash, createdAt: new Date(today.getTime() - openedDaysAgo * dayMs) }
  await db.transaction(async (tx) => {
    for (const school of programmeSchools) await storeSchool(tx, school, makers)
    for (const office of programmeOffices) await storeOffice(tx, office, makers)
    for (const profile of demoProfiles)
      await storeProfile(tx, await teacherCalled(tx, profile.displayName), profile, today)
    await upsertSetting(tx, settingKey, { seededAt: today.toISOString() })
  })
  return programmeLogins()
}

async function storeSchool(tx: Tx, { teachers, ...school }: ProgrammeSchool, { passwordHash, createdAt }: Makers) {
  const schoolId = await registerSchool(tx, school, { createdAt, path: 'school', mayAddRegion: false })
  for (const { isSchoolAdmin = false, ...person } of teachers) {
    const staff = { ...person, schoolId, passwordHash, isSchoolAdmin, locale: school.locale, post: 'teacher' as const }
    await registerStaff(tx, staff, createdAt)
  }
}

async function storeOffice(tx: Tx, office: DemoOffice, { passwordHash, createdAt }: Makers) {
  const { countryCode, seat, name, town, locale, address, email } = office
  const place = { name, town, countryCode: seat, locale }
  const officeId = await registerSchool(tx, place, { createdAt, path: 'office', mayAddRegion: false, kind: 'office' })
  const fromDate = await findDayAt(tx, officeId, createdAt)
  await insertOffice(tx, { schoolId: officeId, countryCode, openedOn: fromDate, address, email })
  if (countryCode !== null) await updateOffice(tx, officeId, { allowsSignUp: true })
  const mandate = { officeId, fromDate, createdAt }
  for (const { post, ...person } of office.people) {
    const isSchoolAdmin = post === 'director'
    const staff = { ...person, schoolId: officeId, passwordHash, isSchoolAdmin, post: 'office' as const }
    await insertMandate(tx, { ...mandate, userId: await registerStaff(tx, staff, createdAt), post })
  }
  for (const { displayName, post, region } of office.teachers) {
    const regionId = region === undefined ? null : await regionIdOf(tx, countryCode, region, createdAt)
    await insertMandate(tx, { ...mandate, userId: await teacherCalled(tx, displayName), post, regionId })
  }
  for (const { region, ...contact } of office.contacts)
    await insertRegionContact(tx, {
      ...contact,
      regionId: await regionIdOf(tx, countryCode, region, createdAt),
      fromDate,
    })
}

async function regionIdOf(tx: Tx, countryCode: string | null, name: string, at: Date): Promise<string> {
  const region = countryCode === null ? null : await findRegion(tx, countryCode, name, at)
  if (!region) throw new Error(`no region ${name}`)
  return region.id
}

const allTeachers = () =>
  [...demoSchools, ...programmeSchools].flatMap(({ name, teachers }) =>
    teachers.map(({ displayName, email }) => ({ name: displayName, email, school: name })),
  )

async function teacherCalled(tx: Tx, displayName: string): Promise<string> {
  const email = allTeachers().find(({ name }) => name === displayName)?.email
  const found = email === undefined ? null : await findCredentialsByEmail(tx, email)
  if (!found) throw new Error(`nobody is called ${displayName}`)
  return found.userId
}

/** Who can sign in besides those of the plain demonstration. */
function programmeLogins(): ProgrammeLogins {
  const emailOf = new Map(allTeachers().map(({ name, email }) => [name, email]))
  return {
    offices: programmeOffices.flatMap(({ name: office, people }) =>
      people.map(({ displayName, email, post }) => ({ name: displayName, email, post, office })),
    ),
    correspondents: programmeOffices.flatMap(({ teachers }) =>
      teachers.map(({ displayName: name, region = '' }) => ({ name, email: emailOf.get(name) ?? '', region })),
    ),
    teachers: programmeSchools.flatMap(({ name: school, teachers }) =>
      teachers.map(({ displayName: name, email }) => ({ name, email, school })),
    ),
  }
}

/** Plain lines for the terminal, after those of the demonstration. */
export function programmeGreeting({ offices, correspondents, teachers }: ProgrammeLogins, origin: string): string[] {
  const line = (email: string, words: string) => `  ${email.padEnd(24)}${words}`
  return [
    `The programme around it, with the same password. Everybody reads ${origin}/offices`,
    ...offices.map(({ name, email, post, office }) => line(email, `${name}, ${post}, ${office}`)),
    'Correspondents, who teach too:',
    ...correspondents.map(({ name, email, region }) => line(email, `${name}, ${region}`)),
    'More teachers:',
    ...teachers.map(({ name, email, school }) => line(email, `${name}, ${school}`)),
  ]
}
