import type { Tx } from '#db/client.ts'
import { insertCards } from '#db/queries/cards.ts'
import { insertClassroom, insertClassroomPupils, insertClassroomTeacher } from '#db/queries/classrooms.ts'
import { findCountry, findRegion } from '#db/queries/countries.ts'
import { insertCredentials } from '#db/queries/credentials.ts'
import { insertException } from '#db/queries/quiet.ts'
import { insertSchool } from '#db/queries/schools.ts'
import { findDayAt, insertTerms } from '#db/queries/terms.ts'
import { insertUsers } from '#db/queries/users.ts'
import { keptCard } from '../auth/cards.ts'
import type { Settings } from '../kit/context.ts'
import { newPseudonyms, pseudonymKey } from '../pseudonyms/names.ts'
import { demoCard } from './cards.ts'
import { type DemoSchool, demoSchools } from './content/schools.ts'

interface DemoPerson {
  userId: string
  schoolId: string
}

/** People by the name in the class list, schools by their key. */
export interface DemoPeople {
  people: Map<string, DemoPerson>
  schools: Map<DemoSchool['key'], string>
  /** Keys of what is given already: the schools meet in one project. */
  pseudonyms: Set<string>
}

interface DemoMakers {
  settings: Settings
  /** Of the one password of all the demonstration's teachers. */
  passwordHash: string
  createdAt: Date
}

/** Schools, teachers, classrooms, pupils and their cards. */
export async function storePeople(tx: Tx, makers: DemoMakers): Promise<DemoPeople> {
  const found: DemoPeople = { people: new Map(), schools: new Map(), pseudonyms: new Set() }
  for (const school of demoSchools) {
    const schoolId = await storeSchool(tx, school, makers.createdAt)
    found.schools.set(school.key, schoolId)
    await insertException(tx, { schoolId, ...neverQuiet(school, makers.createdAt) })
    await storeTeachers(tx, school, schoolId, found, makers)
    await storeClassroom(tx, school, schoolId, found, makers)
  }
  return found
}

/** People look at the demonstration at night and on Sundays. Its schools show how to end the exception. */
const neverQuiet = ({ locale }: DemoSchool, startsAt: Date) => ({
  reason: locale === 'de' ? 'Vorführung' : 'Démonstration',
  startsAt,
  endsAt: new Date(Date.UTC(startsAt.getUTCFullYear() + 10, 0)),
})

async function storeSchool(tx: Tx, school: DemoSchool, createdAt: Date): Promise<string> {
  const { name, town, countryCode, locale } = school
  const country = await findCountry(tx, countryCode)
  const region = await findRegion(tx, countryCode, school.region, createdAt)
  if (!country) throw new Error(`no country ${countryCode}`)
  const { timeZone } = country
  return insertSchool(tx, { name, town, countryCode, regionId: region?.id ?? null, timeZone, locale, createdAt })
}

async function storeTeachers(tx: Tx, school: DemoSchool, schoolId: string, found: DemoPeople, makers: DemoMakers) {
  const { createdAt, passwordHash } = makers
  for (const { displayName, email, isSchoolAdmin, posts } of school.teachers) {
    const staff = { schoolId, kind: 'staff' as const, displayName, isSchoolAdmin: isSchoolAdmin ?? false, createdAt }
    const [userId] = await insertUsers(tx, [{ ...staff, locale: school.accountLocale ?? null }])
    if (userId === undefined) throw new Error('a user was inserted without a row')
    await insertCredentials(tx, { userId, email, passwordHash, changedAt: createdAt })
    const fromDate = await findDayAt(tx, schoolId, createdAt)
    await insertTerms(
      tx,
      (posts ?? ['teacher' as const]).map((post) => ({ userId, schoolId, post, fromDate, createdAt })),
    )
    found.people.set(displayName, { userId, schoolId })
  }
}

async function storeClassroom(tx: Tx, school: DemoSchool, schoolId: string, found: DemoPeople, makers: DemoMakers) {
  const { createdAt, settings } = makers
  if (school.classroom === null) return
  const { pupils, ...classroom } = school.classroom
  const classroomId = await insertClassroom(tx, { schoolId, ...classroom, createdAt })
  if (classroomId === null) throw new Error(`a classroom ${classroom.name} is there already`)
  const teachers = school.teachers.flatMap((teacher) => found.people.get(teacher.displayName)?.userId ?? [])
  const [printedBy] = teachers
  for (const userId of teachers.slice(0, 2)) await insertClassroomTeacher(tx, classroomId, userId)
  const pseudonyms = newPseudonyms(pupils.length, found.pseudonyms)
  for (const name of pseudonyms) found.pseudonyms.add(pseudonymKey(name))
  const userIds = await insertUsers(
    tx,
    pupils.map((displayName, index) => ({
      schoolId,
      kind: 'pupil' as const,
      displayName,
      pseudonym: pseudonyms[index] ?? null,
      locale: school.accountLocale ?? null,
      createdAt,
    })),
  )
  const places = userIds.flatMap((userId, index) => {
    const name = pupils[index]
    return name === undefined ? [] : [{ userId, name }]
  })
  for (const { userId, name } of places) found.people.set(name, { userId, schoolId })
  await insertClassroomPupils(tx, classroomId, userIds)
  await insertCards(
    tx,
    places.map(({ userId, name }) => {
      const kept = keptCard(settings, userId, demoCard(school.key, name))
      return { ...kept, printedBy: printedBy ?? null, createdAt }
    }),
  )
}
