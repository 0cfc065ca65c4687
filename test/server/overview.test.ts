import { afterAll, beforeAll, expect, it } from 'vitest'
import { schools } from '#db/schema/schools.ts'
import { eq } from 'drizzle-orm'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import {
  makeClassroom,
  makeMember,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  makeTerm,
} from '#test/helpers/factories.ts'

/* The school at a glance: for its head, its management and its administrators, and nobody else. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const path = '/api/school/overview'

async function school() {
  const { id: schoolId } = await makeSchool(house.db)
  const staff = (displayName: string, values = {}) => makeStaff(house.db, { schoolId, displayName, ...values })
  const admin = await staff('Anne Admin', { isSchoolAdmin: true })
  const head = await staff('Hugo Head')
  await makeTerm(house.db, { userId: head.id, post: 'head' })
  const teacher = await staff('Tara Teacher')
  await makeTerm(house.db, { userId: teacher.id })
  return { schoolId, staff, admin, head, teacher }
}

it('is for who is head or of the management today, and for administrators', async () => {
  const { staff, admin, head, teacher } = await school()
  const deputy = await staff('Dina Deputy')
  await makeTerm(house.db, { userId: deputy.id, post: 'management' })
  const was = await staff('Walter Was')
  await makeTerm(house.db, { userId: was.id, post: 'management', toDate: '2021-09-01' })
  const statusOf = async (person: typeof head) => (await (await house.as(person)).get(path)).status
  for (const person of [admin, head, deputy]) expect(await statusOf(person), person.displayName).toBe(200)
  for (const person of [teacher, was]) expect(await statusOf(person), person.displayName).toBe(403)
  const said = async (person: typeof head) => (await (await house.as(person)).get('/api/school')).body.can
  expect(await said(head)).toMatchObject({ oversee: true, edit: false })
  expect(await said(teacher)).toMatchObject({ oversee: false })
})

it('says who is who, the head first, and which classes there are; of an empty school that there is nothing', async () => {
  const { schoolId, head, teacher } = await school()
  const asHead = await house.as(head)
  expect((await asHead.get(path)).body).toMatchObject({ classrooms: [], projects: [], without: [] })
  const room = await makeClassroom(house.db, { schoolId, name: '5e A', teacherId: teacher.id })
  for (const _ of [1, 2]) await makePupil(house.db, { schoolId, classroomId: room.id })
  const { body } = await asHead.get(path)
  expect(body.staff).toMatchObject([
    { displayName: 'Hugo Head', posts: ['head'], isSchoolAdmin: false },
    { displayName: 'Anne Admin', posts: [], isSchoolAdmin: true },
    { displayName: 'Tara Teacher', posts: ['teacher'] },
  ])
  expect(body.classrooms).toEqual([{ id: room.id, name: '5e A', pupils: 2, teachers: ['Tara Teacher'] }])
  expect(body.without).toEqual([{ id: room.id, name: '5e A' }])
})

it('shows the projects of the year, and counts what waits for a decision', async () => {
  const { schoolId, staff, admin, head, teacher } = await school()
  const project = await makeProject(house.db, { kind: 'school', createdAt: house.clock.now() })
  await makeMember(house.db, { projectId: project.id, user: teacher, role: 'owner' })
  const team = `/api/projects/${project.id}/team`
  await (await house.as(teacher)).patch(team, { theme: 'ecology', publicTitle: 'Water in town' })
  const asHead = await house.as(head)
  const nothing = { teams: 0, colleagues: 0, reports: 0, approvals: 0 }
  const { body } = await asHead.get(path)
  expect(body.projects).toMatchObject([{ title: 'Water in town', kind: 'school', theme: 'ecology', classrooms: [] }])
  expect(body.waits).toEqual(nothing)
  expect(body.can).toEqual({ decide: false })
  await house.db.update(schools).set({ approvesTeams: true }).where(eq(schools.id, schoolId))
  await staff('Nina New', { waitingSince: house.clock.now() })
  expect((await asHead.get(path)).body.waits).toEqual({ ...nothing, teams: 1, colleagues: 1 })
  const asAdmin = await house.as(admin)
  await asAdmin.send('PUT', `/api/school/teams/${project.id}`, { note: '' })
  expect((await asAdmin.get(path)).body).toMatchObject({ waits: { ...nothing, colleagues: 1 }, can: { decide: true } })
  // Of another year it is none of this one.
  await (await house.as(teacher)).patch(team, { year: 2020 })
  expect((await asHead.get(path)).body.projects).toEqual([])
})
