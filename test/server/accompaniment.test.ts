import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* Notes of an office on how it accompanies a school or a project: dated, its own, as far as a region goes. */

let house: TestApp
let director: Browser
let near: Browser
let far: Browser
let officeId: string
let schoolId: string
let projectId: string
beforeAll(async () => {
  house = await openTestApp()
  const { db } = house
  officeId = (await makeOffice(db, { countryCode: 'IT' })).id
  const [lazio, toscana] = [await regionOf(db, 'IT', 'Lazio'), await regionOf(db, 'IT', 'Toscana')]
  const school = await makeSchool(db, { countryCode: 'IT', regionId: lazio, name: 'Liceo del Fiume' })
  schoolId = school.id
  const teacher = await makeStaff(db, { schoolId })
  projectId = (await makeProject(db, { createdBy: teacher.id, name: 'Two rivers' })).id
  await makeMember(db, { projectId, user: teacher, role: 'owner' })
  const boss = await makeStaff(db, { schoolId: officeId, displayName: 'Dina' })
  await makeMandate(db, { officeId, userId: boss.id, post: 'director' })
  director = await house.as(boss)
  const correspondent = async (regionId: string, displayName: string) => {
    const person = await makeStaff(db, { displayName })
    await makeMandate(db, { officeId, userId: person.id, post: 'correspondent', regionId })
    return house.as(person)
  }
  near = await correspondent(lazio, 'Nora')
  far = await correspondent(toscana, 'Fara')
})
afterAll(() => house.close())

const ofSchool = () => `/api/offices/${officeId}/schools/${schoolId}/notes`
const ofProject = () => `/api/offices/${officeId}/projects/${projectId}/notes`

it('is noted by day, read by the office and the region’s correspondent, and is not there for another region', async () => {
  expect((await near.post(ofSchool(), { day: '2026-01-12', text: 'Called, and agreed on a visit.' })).status).toBe(201)
  expect((await director.post(ofSchool(), { day: '2026-01-05', text: 'A letter came.' })).status).toBe(201)
  const { body } = await near.get(ofSchool())
  expect(body.name).toBe('Liceo del Fiume')
  expect(body.notes).toMatchObject([
    { day: '2026-01-12', author: 'Nora', text: 'Called, and agreed on a visit.' },
    { day: '2026-01-05', author: 'Dina' },
  ])
  expect((await far.get(ofSchool())).status).toBe(404)
  expect((await far.post(ofSchool(), { day: '2026-01-12', text: 'Hello' })).status).toBe(404)
  const first = (await near.get(`${ofSchool()}?limit=1`)).body
  const second = (await near.get(`${ofSchool()}?limit=1&before=${first.nextBefore}`)).body
  expect([first.notes[0].day, second.notes[0].day, second.nextBefore]).toEqual(['2026-01-12', '2026-01-05', null])
})

it('that a browser sends twice stands once, and an id is nobody else’s', async () => {
  const note = { id: crypto.randomUUID(), day: '2026-01-13', text: 'Called twice.' }
  const lines = async () => (await director.get('/api/school/audit')).body.lines
  const first = await near.post(ofSchool(), note)
  const before = await lines()
  expect((await near.post(ofSchool(), note)).body).toEqual(first.body)
  const { notes } = (await near.get(ofSchool())).body
  expect(notes.filter(({ text }: { text: string }) => text === note.text)).toHaveLength(1)
  expect(await lines()).toEqual(before)
  expect((await near.post(ofProject(), note)).status).toBe(404)
  const otherwise = await near.post(ofSchool(), { ...note, text: 'Called three times.' })
  expect([otherwise.status, otherwise.body.error?.reason]).toEqual([409, 'sent_otherwise'])
})

it('of a project is where one of its schools is, and shows nothing of the project but its name and schools', async () => {
  expect((await near.post(ofProject(), { day: '2026-01-12', text: 'Silent since autumn.' })).status).toBe(201)
  const { body } = await director.get(ofProject())
  expect(body).toMatchObject({ name: 'Two rivers', notes: [{ text: 'Silent since autumn.' }] })
  expect(body.schools.map(({ name }: { name: string }) => name)).toEqual(['Liceo del Fiume'])
  expect((await far.get(ofProject())).status).toBe(404)
  expect((await near.get(`${ofProject()}?before=${crypto.randomUUID()}`)).status).toBe(404)
})

it('is of a day that has come, and is no empty word', async () => {
  expect((await near.post(ofSchool(), { day: '2199-01-01', text: 'Later' })).body.error.fields).toEqual([
    { path: 'day', reason: 'date_ahead' },
  ])
  expect((await near.post(ofSchool(), { day: '2026-01-12', text: ' ' })).status).toBe(400)
})
