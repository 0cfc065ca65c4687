import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { cards } from '#db/schema/users.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassroom, makeMember, makeProject, makePupil, makeStaff, type TestUser } from '#test/helpers/factories.ts'

/* Who goes to another class of the school, as one does who repeats a year. */

let house: TestApp
let teacher: TestUser
let browser: Browser
let classroomId: string
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  teacher = await makeStaff(house.db)
  classroomId = (await makeClassroom(house.db, { schoolId: teacher.schoolId, teacherId: teacher.id })).id
  browser = await house.as(teacher)
})

const at = (path = '') => `/api/classrooms/${classroomId}${path}`
const newPupil = (displayName: string) =>
  makePupil(house.db, { schoolId: teacher.schoolId, classroomId, displayName, pseudonym: `Lynx ${displayName}` })

describe('a pupil who goes to another class', () => {
  const move = (userId: string, to: string, as = browser) =>
    as.send('PUT', at(`/pupils/${userId}/place`), { classroomId: to })
  const namesIn = async (id: string) =>
    (await browser.get(`/api/classrooms/${id}`)).body.pupils.map((one: { displayName: string }) => one.displayName)

  it('keeps card and projects, and stays there when a turn of the year is undone', async () => {
    const other = await makeClassroom(house.db, { schoolId: teacher.schoolId, teacherId: teacher.id, name: '5e A' })
    const pupil = await newPupil('Lena')
    await browser.post(at('/cards'), { userIds: [pupil.id] })
    await makeMember(house.db, { projectId: (await makeProject(house.db)).id, user: pupil, role: 'pupil' })
    const admin = await house.as(await makeStaff(house.db, { schoolId: teacher.schoolId, isSchoolAdmin: true }))
    const [own] = (await admin.get('/api/classrooms')).body.classrooms.filter(
      ({ id }: { id: string }) => id === classroomId,
    )
    const moves = [{ id: classroomId, was: own.name, does: 'up', name: 'Next year' }]
    const { rollover } = (await admin.post('/api/school/rollover', { classrooms: moves })).body
    expect((await move(pupil.id, other.id)).status).toBe(204)
    expect((await admin.delete(`/api/school/rollover/${rollover.id}`)).status).toBe(204)
    expect([await namesIn(classroomId), await namesIn(other.id)]).toEqual([[], ['Lena']])
    const [card] = await house.db.select().from(cards).where(eq(cards.userId, pupil.id))
    expect(card?.voidedAt).toBeNull()
    expect((await (await house.as(pupil)).get('/api/projects')).body.projects).toHaveLength(1)
    const lines = await house.db.select().from(audit).where(eq(audit.targetId, pupil.id)).orderBy(audit.id)
    expect(lines.map(({ action, detail }) => [action, detail])).toContainEqual([
      'classroom.pupil_moved',
      { classroomId, toClassroomId: other.id },
    ])
  })

  it('stays where they are in one’s own class, however its id is written', async () => {
    const pupil = await newPupil('Mika')
    const path = `/api/classrooms/${classroomId.toUpperCase()}/pupils/${pupil.id.toUpperCase()}/place`
    expect((await browser.send('PUT', path, { classroomId })).status).toBe(204)
    expect(await namesIn(classroomId)).toEqual(['Mika'])
  })

  it('goes nowhere where the class is in the archive, has the name already, or is not one’s own', async () => {
    const { schoolId } = teacher
    const class5 = await makeClassroom(house.db, { schoolId, teacherId: teacher.id, name: '5e B' })
    const [pupil, strangers] = [await newPupil('Lena'), await makeClassroom(house.db, { schoolId, name: '5e C' })]
    await makePupil(house.db, { schoolId, classroomId: class5.id, displayName: 'LENA', pseudonym: 'Otter 9' })
    expect((await move(pupil.id, class5.id)).body.error.reason).toBe('pupil_namesake')
    expect((await move(pupil.id, strangers.id)).status).toBe(404)
    const abroad = await makeStaff(house.db)
    const foreign = await makeClassroom(house.db, { schoolId: abroad.schoolId, teacherId: abroad.id })
    expect((await move(pupil.id, foreign.id)).status).toBe(404)
    expect((await move(abroad.id, class5.id)).status).toBe(404)
    await browser.patch(`/api/classrooms/${class5.id}`, { isArchived: true })
    expect((await move(pupil.id, class5.id)).body.error.fields).toEqual([
      { path: 'classroomId', reason: 'classroom_in_archive' },
    ])
    expect(await namesIn(classroomId)).toEqual(['Lena'])
  })
})
