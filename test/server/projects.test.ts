import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import {
  makeClassroom,
  makeMember,
  makePage,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
} from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const draft = {
  kind: 'european',
  name: 'Rivers of ours',
  summary: 'What our river carries',
  cover: 3,
  languages: ['fr', 'de'],
  subjects: ['geography'],
  ageFrom: 11,
  ageTo: 12,
  start: 'with_partner',
}

describe('founding a project', () => {
  it('makes the teacher its owner and brings in the pupils of the named classroom', async () => {
    const teacher = await makeStaff(house.db)
    const classroom = await makeClassroom(house.db, { schoolId: teacher.schoolId, teacherId: teacher.id })
    await makePupil(house.db, { schoolId: teacher.schoolId, classroomId: classroom.id })
    await makePupil(house.db, { schoolId: teacher.schoolId, classroomId: classroom.id })
    const browser = await house.as(teacher)
    const made = await browser.post('/api/projects', { ...draft, classroomIds: [classroom.id] })
    expect(made.status).toBe(201)
    const { body } = await browser.get(`/api/projects/${made.body.id}`)
    expect(body.project).toMatchObject({ state: 'waiting_partner', role: 'owner', name: 'Rivers of ours', cover: 3 })
    expect(body.project.can).toEqual({
      edit: true,
      archive: true,
      invite: true,
      editPeople: true,
      changeRole: true,
      editGroups: true,
      createDocument: true,
      handOut: true,
      watch: true,
      answerReports: true,
      restore: false,
      keep: true,
      readExtracts: true,
      seeRubric: false,
      continue: false,
    })
    const list = await browser.get('/api/projects')
    expect(list.body.projects).toMatchObject([{ id: made.body.id, memberCount: 3, pageCount: 0, role: 'owner' }])
  })

  it('opens a project inside one school at once', async () => {
    const browser = await house.as(await makeStaff(house.db))
    const made = await browser.post('/api/projects', { ...draft, kind: 'school', start: 'alone' })
    expect((await browser.get(`/api/projects/${made.body.id}`)).body.project.state).toBe('open')
  })

  it('is not for pupils, and not with a classroom of somebody else', async () => {
    const pupil = await makePupil(house.db)
    expect((await (await house.as(pupil)).post('/api/projects', draft)).status).toBe(403)
    const foreign = await makeClassroom(house.db)
    const teacher = await house.as(await makeStaff(house.db))
    expect((await teacher.post('/api/projects', { ...draft, classroomIds: [foreign.id] })).status).toBe(404)
  })

  it('says which fields are wrong', async () => {
    const browser = await house.as(await makeStaff(house.db))
    const wrong = await browser.post('/api/projects', { ...draft, ageFrom: 14, surprise: 1 })
    expect(wrong.status).toBe(400)
    const late = await browser.post('/api/projects', { ...draft, ageFrom: 14 })
    expect(late.body.error).toMatchObject({ reason: 'invalid_input', fields: [{ path: 'ageTo', reason: 'age_order' }] })
  })
})

describe('a project that one is not in', () => {
  it('answers exactly as one that does not exist', async () => {
    const project = await makeProject(house.db)
    const browser = await house.as(await makeStaff(house.db))
    const foreign = await browser.get(`/api/projects/${project.id}`)
    const unknown = await browser.get('/api/projects/00000000-0000-4000-8000-000000000000')
    expect(foreign.status).toBe(404)
    const withoutId = (answer: typeof foreign) => ({ ...answer.body.error, requestId: '' })
    expect(withoutId(foreign)).toEqual(withoutId(unknown))
    expect((await browser.get('/api/projects/not-an-id')).status).toBe(404)
    expect((await browser.patch(`/api/projects/${project.id}`, { name: 'Mine' })).status).toBe(404)
  })

  it('is in nobody else’s list, and a signed-out visitor is asked to sign in', async () => {
    await makeProject(house.db)
    const pupil = await house.as(await makePupil(house.db))
    expect((await pupil.get('/api/projects')).body.projects).toEqual([])
    expect((await house.visitor().get('/api/projects')).status).toBe(401)
  })
})

describe('changing a project', () => {
  it('is for teachers; archiving is for owners and leaves everything to read only', async () => {
    const school = await makeSchool(house.db)
    const project = await makeProject(house.db)
    const [owner, teacher, pupil] = await Promise.all([
      makeStaff(house.db, { schoolId: school.id }),
      makeStaff(house.db, { schoolId: school.id }),
      makePupil(house.db, { schoolId: school.id }),
    ])
    await makeMember(house.db, { projectId: project.id, user: owner, role: 'owner' })
    await makeMember(house.db, { projectId: project.id, user: teacher, role: 'teacher' })
    await makeMember(house.db, { projectId: project.id, user: pupil, role: 'pupil' })
    const path = `/api/projects/${project.id}`
    const asTeacher = await house.as(teacher)
    expect((await (await house.as(pupil)).patch(path, { name: 'Ours' })).status).toBe(403)
    expect((await asTeacher.patch(path, { name: 'Ours' })).body.project.name).toBe('Ours')
    expect((await asTeacher.patch(path, { state: 'archived' })).status).toBe(403)
    expect((await asTeacher.patch(path, { ageFrom: 13 })).body.error.fields).toEqual([
      { path: 'ageTo', reason: 'age_order' },
    ])
    const archived = await (await house.as(owner)).patch(path, { state: 'archived' })
    expect(archived.body.project).toMatchObject({ state: 'archived', can: { edit: false, createDocument: false } })
    expect(house.rooms.rechecks).toContainEqual({ projectIds: [project.id] })
    expect((await asTeacher.patch(path, { name: 'Again' })).body.error).toMatchObject({ reason: 'project_archived' })
  })

  it('sends a project without teachers of two countries back to waiting for its partner when it opens again', async () => {
    const project = await makeProject(house.db, { state: 'closed' })
    const owner = await makeStaff(house.db)
    await makeMember(house.db, { projectId: project.id, user: owner, role: 'owner' })
    const browser = await house.as(owner)
    const path = `/api/projects/${project.id}`
    expect((await browser.patch(path, { state: 'open' })).body.project.state).toBe('waiting_partner')
    const abroad = await makeSchool(house.db, { countryCode: 'DE', timeZone: 'Europe/Berlin' })
    const colleagues = [
      [await makeStaff(house.db, { schoolId: abroad.id }), 'visitor', 'waiting_partner'],
      [await makeStaff(house.db), 'teacher', 'waiting_partner'],
      [await makeStaff(house.db, { schoolId: abroad.id }), 'teacher', 'open'],
    ] as const
    for (const [user, role, state] of colleagues) {
      await makeMember(house.db, { projectId: project.id, user, role })
      await browser.patch(path, { state: 'closed' })
      expect((await browser.patch(path, { state: 'open' })).body.project.state).toBe(state)
    }
  })
})

it('a pupil’s count of pages leaves out what only teachers read', async () => {
  const project = await makeProject(house.db)
  const teacher = await makeStaff(house.db)
  const pupil = await makePupil(house.db, { schoolId: teacher.schoolId })
  await makeMember(house.db, { projectId: project.id, user: teacher, role: 'owner' })
  await makeMember(house.db, { projectId: project.id, user: pupil, role: 'pupil' })
  await makePage(house.db, { projectId: project.id, authorId: teacher.id })
  await makePage(house.db, { projectId: project.id, authorId: teacher.id, access: 'teachers' })
  await makePage(house.db, { projectId: project.id, authorId: teacher.id, state: 'removed' })
  expect((await (await house.as(teacher)).get('/api/projects')).body.projects[0].pageCount).toBe(2)
  expect((await (await house.as(pupil)).get('/api/projects')).body.projects[0].pageCount).toBe(1)
})
