import { afterAll, beforeAll, expect, it } from 'vitest'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { type NewObject, putObject } from '#collab/documents/board-write.ts'
import { liveBoard } from '#test/helpers/class-board.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeClassroom, makeProject, makePupil, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeMember } from '#test/helpers/factories.ts'

/* Who teaches what, the head's yes, and the teams of a school at a glance. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function school() {
  const people = await makeClassProject(house.db)
  const head = await makeStaff(house.db, {
    schoolId: people.school.id,
    isSchoolAdmin: true,
    displayName: 'Hélène Head',
  })
  const asTeacher = await house.as(people.teacher)
  const asHead = await house.as(head)
  return { ...people, head, asTeacher, asHead, path: `/api/projects/${people.projectId}/team` }
}

it('says who teaches what for how many hours; who leaves leaves the subject behind', async () => {
  const { asTeacher, path, teacher, colleague, owner, projectId, pupil } = await school()
  const empty = { theme: null, publicTitle: '', year: 2026, subjects: [], approvals: [] }
  expect((await asTeacher.get(path)).body).toMatchObject(empty)
  await asTeacher.post(`${path}/subjects`, { subject: 'History', teacherId: colleague.id, hours: 8 })
  const { body } = await asTeacher.post(`${path}/subjects`, { subject: 'Science', teacherId: null, hours: 12 })
  expect(body.subjects).toMatchObject([
    { subject: 'History', teacher: 'Petra Partner', hours: 8, isGone: false },
    { subject: 'Science', teacher: null, hours: 12, isGone: false },
  ])
  const [history, science] = body.subjects
  await asTeacher.patch(`${path}/subjects/${science.id}`, { teacherId: teacher.id })
  for (const teacherId of [pupil.id, crypto.randomUUID()]) {
    const wrong = await asTeacher.patch(`${path}/subjects/${science.id}`, { teacherId })
    expect(wrong.body.error.fields).toEqual([{ path: 'teacherId', reason: 'not_a_teacher_here' }])
  }
  expect((await asTeacher.patch(`${path}/subjects/${science.id}`, {})).status).toBe(400)
  await (await house.as(owner)).delete(`/api/projects/${projectId}/members/${colleague.id}`)
  expect((await asTeacher.get(path)).body.subjects).toMatchObject([{ teacher: 'Petra Partner', isGone: true }, {}])
  const left = (await asTeacher.send('DELETE', `${path}/subjects/${history.id}`)).body.subjects
  expect(left).toMatchObject([{ subject: 'Science', teacher: 'Theo Teacher' }])
})

it('has a theme, a title and a year; two teachers who change different things lose nothing', async () => {
  const { asTeacher, path, owner } = await school()
  await asTeacher.patch(path, { theme: 'ecology' })
  const { body } = await (await house.as(owner)).patch(path, { publicTitle: 'Water in town', year: 2027 })
  expect(body).toMatchObject({ theme: 'ecology', publicTitle: 'Water in town', year: 2027 })
  for (const wrong of [{ theme: 'weather' }, { year: 20 }, { publicTitle: 'x'.repeat(121) }, {}])
    expect((await asTeacher.patch(path, wrong)).status).toBe(400)
})

it('has the head’s yes where the school wants it, with a note for the team; pupils hear nothing of it', async () => {
  const { asTeacher, asHead, path, projectId, school: here, pupil } = await school()
  expect((await asTeacher.get(path)).body.approvals).toEqual([])
  await asHead.patch('/api/school', { approvesTeams: true })
  expect((await asTeacher.get(path)).body.approvals).toMatchObject([{ schoolId: here.id, approvedAt: null }])
  const approval = `/api/school/teams/${projectId}`
  expect((await asHead.send('PUT', approval, { note: 'Two outings are fine.' })).status).toBe(204)
  const said = { isWanted: true, approvedBy: 'Hélène Head', note: 'Two outings are fine.' }
  expect((await asTeacher.get(path)).body.approvals).toMatchObject([said])
  expect((await (await house.as(pupil)).get(path)).body.approvals).toEqual([])
  const { lines } = (await asHead.get('/api/school/audit')).body
  expect(lines.map(({ action }: { action: string }) => action)).toContain('team.approved')
  expect((await asHead.send('DELETE', approval)).status).toBe(204)
  expect((await asHead.send('DELETE', approval)).status).toBe(404)
  expect((await asTeacher.get(path)).body.approvals).toMatchObject([{ approvedAt: null }])
})

it('shows a school its teams by year with their classes, and the classes that are in none; no other school’s', async () => {
  const { asHead, asTeacher, projectId, project, school: here, teacher, partner } = await school()
  const classroom = async (name: string) => makeClassroom(house.db, { schoolId: here.id, name, teacherId: teacher.id })
  const [there, alone] = [await classroom('5e A'), await classroom('5e B')]
  const placed = await makePupil(house.db, { schoolId: here.id, classroomId: there.id })
  await makePupil(house.db, { schoolId: here.id, classroomId: alone.id })
  await makeMember(house.db, { projectId, user: placed, role: 'pupil' })
  const training = await makeProject(house.db, { kind: 'training' })
  await makeMember(house.db, { projectId: training.id, user: teacher, role: 'owner' })
  await asTeacher.patch(`/api/projects/${projectId}/team`, { theme: 'science', year: 2026 })
  const { body } = await asHead.get('/api/school/teams')
  expect(body).toMatchObject({ year: 2026, can: { approve: true }, without: [{ id: alone.id, name: '5e B' }] })
  expect(body.teams).toMatchObject([
    { projectId, name: project.name, theme: 'science', classrooms: [{ name: '5e A', pupils: 1 }] },
  ])
  // Of another year it is no project of this one.
  await asTeacher.patch(`/api/projects/${projectId}/team`, { year: 2025 })
  const names = ({ body: { without } }: Awaited<ReturnType<typeof asHead.get>>) =>
    without.map(({ name }: { name: string }) => name)
  expect(names(await asHead.get('/api/school/teams'))).toEqual(['5e A', '5e B'])
  const elsewhere = await makeStaff(house.db, { schoolId: partner.id, isSchoolAdmin: true })
  const other = (await (await house.as(elsewhere)).get('/api/school/teams')).body
  expect(other.teams[0].classrooms).toEqual([])
  expect(other.can.approve).toBe(true)
})

it('says beside the hours that are wished how many of each subject are planned and were held, to teachers alone', async () => {
  const { asTeacher, path, teacher, pupil, projectId, visitor } = await school()
  await asTeacher.post(`${path}/subjects`, { subject: 'History', teacherId: teacher.id, hours: 8 })
  await asTeacher.post(`${path}/subjects`, { subject: 'Music', teacherId: null, hours: 2 })
  expect((await asTeacher.get(path)).body.hours).toBeNull()
  const { body } = await asTeacher.post(`/api/projects/${projectId}/plan`, { lanes: ['  history ', 'Art', 'Empty'] })
  const planId: string = body.documentId
  const put = (object: Partial<NewObject>) =>
    house.rooms.edit(planId, teacher.id, (ydoc) =>
      putObject(ydoc, objectId(authorOf(planId, teacher.id)), { type: 'session', at: 1, order: 'a5', ...object }),
    )
  const board = await liveBoard(house, planId)
  const lane = (text: string) => board.objects.find((one) => one.text.trim() === text)?.id ?? null
  await put({ parent: lane('history'), planned: 90, done: 60 })
  await put({ parent: lane('history'), planned: 60, done: 0 })
  await put({ parent: lane('Art'), planned: 30, done: 30 })
  await put({ planned: 15 })
  const view = (await asTeacher.get(path)).body
  const [history] = view.subjects
  expect(view.hours).toEqual([
    { subjectId: history.id, subject: 'history', planned: 150, done: 60 },
    { subjectId: null, subject: 'Art', planned: 30, done: 30 },
    { subjectId: null, subject: '', planned: 15, done: 0 },
  ])
  for (const who of [pupil, visitor]) expect((await (await house.as(who)).get(path)).body.hours).toBeNull()
})
