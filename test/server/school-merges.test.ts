import { keepUpWithAll } from '#server/directory/keep.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schools } from '#db/schema/schools.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import {
  makeClassroom,
  makeMember,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  makeStaffWithPassword,
  makeTerm,
  testPassword,
  type TestUser,
} from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

let house: TestApp
let officer: Browser
let person: TestUser
let path: string
beforeAll(async () => {
  house = await openTestApp()
  const { id: officeId } = await makeOffice(house.db, { countryCode: 'FR' })
  person = await makeStaff(house.db, { schoolId: officeId })
  await makeMandate(house.db, { officeId, userId: person.id, post: 'officer' })
  officer = await house.as(person)
  path = `/api/offices/${officeId}`
})
afterAll(() => house.close())

const names = () => ({ name: `Collège Édouard-Œuf ${crypto.randomUUID().slice(0, 8)}`, town: 'Évian' })

/** Two schools of one name, of which one has a class, a project and a teacher. */
async function twice() {
  const { db } = house
  const { name, town } = names()
  const into = await makeSchool(db, { name, town, nationalCode: crypto.randomUUID().slice(0, 8) })
  const from = await makeSchool(db, {
    name: name.toUpperCase().replace('ŒUF', 'OEUF').replace('-', ' '),
    town: 'EVIAN',
  })
  const teacher = await makeStaffWithPassword(db, { schoolId: from.id, isSchoolAdmin: true })
  await makeTerm(db, { userId: teacher.id })
  const classroom = await makeClassroom(db, { schoolId: from.id, teacherId: teacher.id, name: '5e B' })
  const pupil = await makePupil(db, { schoolId: from.id, classroomId: classroom.id })
  const project = await makeProject(db)
  await makeMember(db, { projectId: project.id, user: teacher, role: 'owner' })
  await makeMember(db, { projectId: project.id, user: pupil, role: 'pupil' })
  return { from, into, teacher, pupil, classroom, project }
}

/** Both are in the directory by now, as on a server that runs. */
const merge = async (from: { id: string }, into: { id: string }) => {
  await keepUpWithAll({ db: house.db, now: () => house.clock.now() })
  return officer.post(`${path}/merges`, { from: from.id, into: into.id })
}

/** Of a person, as they see it. */
async function seenBy(person: Parameters<TestApp['as']>[0]) {
  const browser = await house.as(person)
  const [session, projects] = [await browser.get('/api/session'), await browser.get('/api/projects')]
  return { school: session.body.user.school.id, projects: projects.body.projects.map(({ id }: { id: string }) => id) }
}

describe('two schools that are one', () => {
  it('are likely where name and town are the same but for marks and case', async () => {
    const { from, into } = await twice()
    const { body } = await officer.get(`${path}/doubles`)
    const found = body.doubles.find((set: { id: string }[]) => set.some(({ id }) => id === from.id))
    expect(found).toMatchObject([
      { id: into.id, staff: 0 },
      { id: from.id, staff: 1, pupils: 1 },
    ])
  })

  it('become one with all that was of either, and logins go on', async () => {
    const { from, into, teacher, pupil, classroom, project } = await twice()
    const signedIn = await house.as(teacher)
    expect((await merge(from, into)).status).toBe(201)
    expect((await signedIn.get('/api/school/audit')).body.lines).toMatchObject([{ action: 'school.merged' }])
    expect(await seenBy(teacher)).toEqual({ school: into.id, projects: [project.id] })
    expect(await seenBy(pupil)).toEqual({ school: into.id, projects: [project.id] })
    expect((await signedIn.get('/api/session')).body.user.school.id).toBe(into.id)
    const login = { email: teacher.email, password: testPassword }
    expect((await house.visitor().post('/api/session', login)).status).toBe(200)
    expect((await signedIn.get(`/api/classrooms/${classroom.id}`)).status).toBe(200)
    expect((await signedIn.get(`/api/school/staff/${teacher.id}/terms`)).body.terms).toHaveLength(1)
    const list = await officer.get(`${path}/schools?q=${encodeURIComponent(from.name)}`)
    expect(list.body.schools.find(({ id }: { id: string }) => id === from.id)).toMatchObject({
      mergedInto: into.id,
      staff: 0,
    })
    expect((await merge(from, into)).body.error.reason).toBe('merge_done')
  })

  it('become two again, as they were; what came since stays', async () => {
    const { from, into, teacher, pupil, project } = await twice()
    const { body } = await merge(from, into)
    const newcomer = await makeStaff(house.db, { schoolId: into.id })
    await makeMember(house.db, { projectId: project.id, user: newcomer, role: 'teacher' })
    expect((await officer.get(`${path}/doubles`)).body.merges).toMatchObject([{ id: body.id }, {}])
    expect((await officer.delete(`${path}/merges/${body.id}`)).status).toBe(204)
    expect(await seenBy(teacher)).toEqual({ school: from.id, projects: [project.id] })
    expect(await seenBy(pupil)).toEqual({ school: from.id, projects: [project.id] })
    expect(await seenBy(newcomer)).toEqual({ school: into.id, projects: [project.id] })
    const [row] = await house.db.select().from(schools).where(eq(schools.id, from.id))
    expect(row).toEqual(from)
    expect((await officer.delete(`${path}/merges/${body.id}`)).body.error.reason).toBe('merge_over')
  })

  it('stay two after a month', async () => {
    const { from, into } = await twice()
    const { body } = await merge(from, into)
    house.clock.advance(31 * 24 * 60 * 60_000)
    officer = await house.as(person)
    expect((await officer.delete(`${path}/merges/${body.id}`)).body.error.reason).toBe('merge_over')
  })
})

describe('two schools are not made one', () => {
  it('while somebody of it is in a project: the lesson goes on as it began', async () => {
    const { from, into, teacher, project } = await twice()
    const { present } = house.rooms
    house.rooms.present = (room) => ('projectId' in room && room.projectId === project.id ? [teacher.id] : [])
    expect((await merge(from, into)).body.error.reason).toBe('merge_lesson')
    house.rooms.present = present
    expect((await merge(from, into)).status).toBe(201)
  })

  it('where both have a class of that name, are in one project, or have two of one pseudonym', async () => {
    const { db } = house
    const classes = await twice()
    await makeClassroom(db, { schoolId: classes.into.id, name: '5e B' })
    expect((await merge(classes.from, classes.into)).body.error.reason).toBe('merge_classrooms')
    const shared = await twice()
    const partner = await makeStaff(db, { schoolId: shared.into.id })
    await makeMember(db, { projectId: shared.project.id, user: partner, role: 'teacher' })
    expect((await merge(shared.from, shared.into)).body.error.reason).toBe('merge_project')
    const named = await twice()
    await makePupil(db, { schoolId: named.into.id, pseudonym: named.pupil.pseudonym?.toUpperCase() ?? '' })
    expect((await merge(named.from, named.into)).body.error.reason).toBe('merge_pseudonyms')
    expect(await seenBy(named.teacher)).toMatchObject({ school: named.from.id })
  })

  it('where one is of another country, an office, or the same', async () => {
    const { from } = await twice()
    const italian = await makeSchool(house.db, { countryCode: 'IT' })
    const office = await makeSchool(house.db, { kind: 'office' })
    for (const other of [italian, office, from]) expect((await merge(from, other)).status).toBe(404)
  })
})
