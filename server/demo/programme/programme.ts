import type { DbOrTx, Tx } from '#db/client.ts'
import { findRegion } from '#db/queries/countries.ts'
import { updateSchool } from '#db/queries/schools.ts'
import { insertMandate, insertOffice, updateOffice } from '#db/queries/offices.ts'
import { insertRegionContact } from '#db/queries/region-contacts.ts'
import { listProjectsOf } from '#db/queries/projects.ts'
import { findSetting, upsertSetting } from '#db/queries/settings.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { MandatePost, Post } from '#db/schema/values.ts'
import { registerSchool, registerStaff } from '../../auth/accounts.ts'
import { hashPassword } from '../../auth/passwords.ts'
import type { Deps } from '../../kit/context.ts'
import { demoPassword } from '../content/schools.ts'
import { deedsAround } from './asks.ts'
import { emailOf, perform, staffCalled } from './cast.ts'
import { circleDeeds } from './circles.ts'
import { storeContacts } from './contacts.ts'
import { type DemoOffice, programmeNewcomers, programmeOffices } from './content.ts'
import { programmeLives } from './lives.ts'
import { storeNews, storePresentation } from './news.ts'
import { demoOffers, storeOffer } from './offers.ts'
import { demoProfiles, storeProfile } from './profiles.ts'
import { deedsOf } from './projects.ts'
import { recognitionDeeds, storeSchoolLabel } from './recognition.ts'
import { type ProgrammeSchool, programmeSchools } from './schools.ts'

/* The demonstration with the programme around it: offices of Europe and three countries, over the schools that are there. */

const settingKey = 'demo_programme'
const dayMs = 24 * 60 * 60 * 1000
/** Offices are older than the school year of the demonstration. */
const openedDaysAgo = 400

export interface ProgrammeLogins {
  offices: { name: string; email: string; post: MandatePost; office: string }[]
  correspondents: { name: string; email: string; region: string }[]
  teachers: { name: string; email: string; post: Post; school: string }[]
  /** Who signed up by themselves and waits for an office. */
  newcomers: { name: string; email: string; school: string }[]
  projects: { name: string; kind: string; state: string; owner: string }[]
}

interface Makers {
  passwordHash: string
  createdAt: Date
}

/** Opens offices over a demonstration, in one transaction, once; a second run changes nothing. */
export async function seedProgramme(deps: Deps): Promise<ProgrammeLogins> {
  const { db, now } = deps
  if ((await findSetting(db, settingKey)) !== null) return programmeLogins(db)
  const passwordHash = await hashPassword(demoPassword)
  const today = now()
  const makers = { passwordHash, createdAt: new Date(today.getTime() - openedDaysAgo * dayMs) }
  await db.transaction(async (tx) => {
    for (const school of programmeSchools) await storeSchool(tx, school, makers)
    const offices = new Map<string | null, string>()
    for (const office of programmeOffices) offices.set(office.countryCode, await storeOffice(tx, office, makers))
    await storeLife(tx, deps, passwordHash)
    await storeNews(tx, (countryCode) => offices.get(countryCode) ?? '', today)
    for (const profile of demoProfiles)
      await storeProfile(tx, (await staffCalled(tx, profile.displayName)).userId, profile, today)
    await storeContacts(tx, today)
    for (const offer of demoOffers)
      await storeOffer(tx, (await staffCalled(tx, offer.displayName)).userId, offer, today)
    await storeSchoolLabel(tx, 'Sabine Koch', today)
    await storePresentation(tx, 'claire@demo.school', 'Nos rivières · Unsere Flüsse', today)
    await upsertSetting(tx, settingKey, { seededAt: today.toISOString() })
  })
  return programmeLogins(db)
}

async function storeSchool(tx: Tx, { teachers, ...school }: ProgrammeSchool, { passwordHash, createdAt }: Makers) {
  const { kind, approvesTeams, registeredDaysAgo = openedDaysAgo, ...place } = school
  const registeredAt = new Date(createdAt.getTime() - (registeredDaysAgo - openedDaysAgo) * dayMs)
  const registration = {
    createdAt: registeredAt,
    path: 'school',
    mayAddRegion: false,
    kind: kind ?? ('school' as const),
  }
  const schoolId = await registerSchool(tx, place, registration)
  if (approvesTeams) await updateSchool(tx, schoolId, { approvesTeams })
  for (const { isSchoolAdmin = false, post = 'teacher', ...person } of teachers)
    await registerStaff(
      tx,
      { ...person, schoolId, passwordHash, isSchoolAdmin, locale: school.locale, post },
      createdAt,
    )
}

/** What people did since, and what they wait for. */
async function storeLife(tx: Tx, deps: Deps, passwordHash: string): Promise<void> {
  const ids = new Map<string, string>()
  const idOf = (name: string) => {
    const id = ids.get(name)
    if (id === undefined) throw new Error(`the project ${name} is not founded yet`)
    return id
  }
  const founded = (name: string) => (id: string) => void ids.set(name, id)
  await perform(tx, deps, [
    ...programmeLives.flatMap((life, index) => deedsOf(life, (index % 8) + 1, founded(life.name))),
    ...deedsAround(idOf, passwordHash),
    ...circleDeeds,
    ...recognitionDeeds(idOf),
  ])
}

async function storeOffice(tx: Tx, office: DemoOffice, { passwordHash, createdAt }: Makers): Promise<string> {
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
    await insertMandate(tx, { ...mandate, userId: (await staffCalled(tx, displayName)).userId, post, regionId })
  }
  for (const { region, ...contact } of office.contacts)
    await insertRegionContact(tx, {
      ...contact,
      regionId: await regionIdOf(tx, countryCode, region, createdAt),
      fromDate,
    })
  return officeId
}

async function regionIdOf(tx: Tx, countryCode: string | null, name: string, at: Date): Promise<string> {
  const region = countryCode === null ? null : await findRegion(tx, countryCode, name, at)
  if (!region) throw new Error(`no region ${name}`)
  return region.id
}

/** By the name of the project. */
async function statesToday(db: DbOrTx): Promise<ReadonlyMap<string, string>> {
  const founders = new Set(programmeLives.map(({ founder }) => founder))
  const stands = new Map<string, string>()
  for (const founder of founders)
    for (const { name, state } of await listProjectsOf(db, (await staffCalled(db, founder)).userId))
      stands.set(name, state)
  return stands
}

/** Who can sign in besides those of the plain demonstration. */
async function programmeLogins(db: DbOrTx): Promise<ProgrammeLogins> {
  const stands = await statesToday(db)
  return {
    offices: programmeOffices.flatMap(({ name: office, people }) =>
      people.map(({ displayName, email, post }) => ({ name: displayName, email, post, office })),
    ),
    correspondents: programmeOffices.flatMap(({ teachers }) =>
      teachers.map(({ displayName: name, region = '' }) => ({ name, email: emailOf.get(name) ?? '', region })),
    ),
    teachers: programmeSchools.flatMap(({ name: school, teachers }) =>
      teachers.map(({ displayName: name, email, post = 'teacher' }) => ({ name, email, post, school })),
    ),
    newcomers: programmeNewcomers.map(({ displayName: name, email, school }) => ({ name, email, school: school.name })),
    projects: programmeLives.map(({ name, kind, founder }) => ({
      ...{ name, kind, owner: emailOf.get(founder) ?? '' },
      state: stands.get(name) ?? '',
    })),
  }
}
