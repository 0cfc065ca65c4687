import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import { isSafePseudonym, pseudonymChoices, pseudonymKey, pseudonymLanguages } from '#server/pseudonyms/names.ts'
import { type Browser, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { makeClassroom, makeMember, makeProject, makePupil, makeSchool, makeStaff } from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

/** A classroom whose pupil works in a project with a pupil of another school. */
async function openWorld() {
  const { db } = house
  const school = await makeSchool(db)
  const teacher = await makeStaff(db, { schoolId: school.id })
  const classroom = await makeClassroom(db, { schoolId: school.id, teacherId: teacher.id })
  const pupil = await makePupil(db, { schoolId: school.id, classroomId: classroom.id, pseudonym: 'Lynx Nova' })
  const friend = await makePupil(db, { pseudonym: 'Okapi Zenith' })
  const { id: projectId } = await makeProject(db)
  await makeMember(db, { projectId, user: teacher, role: 'owner' })
  await makeMember(db, { projectId, user: pupil, role: 'pupil' })
  await makeMember(db, { projectId, user: friend, role: 'pupil' })
  return { school, teacher, classroom, pupil, friend, projectId }
}

let world: Awaited<ReturnType<typeof openWorld>>
let asPupil: Browser
let asTeacher: Browser
beforeEach(async () => {
  world = await openWorld()
  asPupil = await house.as(world.pupil)
  asTeacher = await house.as(world.teacher)
})

const wish = '/api/me/pseudonym'
const answer = () => `/api/classrooms/${world.classroom.id}/pupils/${world.pupil.id}/pseudonym`
const pseudonymOf = async (id: string) =>
  (await house.db.select({ pseudonym: users.pseudonym }).from(users).where(eq(users.id, id)))[0]?.pseudonym

describe('the lists', () => {
  it.each(pseudonymLanguages)('in %s hold a thousand names, none like another, all safe', (language) => {
    const all = pseudonymChoices(language, 10_000, new Set())
    expect(all.length).toBeGreaterThan(1_000)
    expect(new Set(all.map(pseudonymKey)).size).toBe(all.length)
    expect(all.every(isSafePseudonym)).toBe(true)
    for (const name of all) expect(name).toMatch(/^\p{Lu}[\p{L}’ -]+$/u)
  })
})

describe('a pupil who chooses a pseudonym', () => {
  it('sees free ones in a language, asks for one, and has it once a teacher says yes', async () => {
    const { body } = await asPupil.get(`${wish}?language=fr`)
    expect(body).toMatchObject({ pseudonym: 'Lynx Nova', asked: null })
    expect(body.choices).toHaveLength(12)
    const [pseudonym] = body.choices
    expect((await asPupil.send('PUT', wish, { pseudonym })).body).toEqual({ pseudonym: 'Lynx Nova', asked: pseudonym })
    const shown = await asTeacher.get(`/api/classrooms/${world.classroom.id}`)
    expect(shown.body.pupils).toMatchObject([{ pseudonym: 'Lynx Nova', askedPseudonym: pseudonym }])
    house.rooms.notices.length = 0
    expect((await asTeacher.post(answer(), { isApproved: true })).body.pupil.pseudonym).toBe(pseudonym)
    expect((await asPupil.get(wish)).body).toMatchObject({ pseudonym, asked: null })
    expect(house.rooms.notices).toEqual([
      { room: { projectId: world.projectId }, notice: { topic: 'people', userId: world.pupil.id } },
    ])
    const lines = await house.db.select().from(audit).where(eq(audit.targetId, world.pupil.id)).orderBy(audit.id)
    expect(lines).toMatchObject([{ action: 'pseudonym.approved', actorId: world.teacher.id }])
  })

  it('keeps the old one where the teacher says no, and may change their mind before', async () => {
    await asPupil.send('PUT', wish, { pseudonym: 'Loutre du lac' })
    await asPupil.send('PUT', wish, { pseudonym: 'River Otter' })
    expect((await asTeacher.post(answer(), { isApproved: false })).body.pupil.pseudonym).toBe('Lynx Nova')
    expect((await asTeacher.post(answer(), { isApproved: true })).status).toBe(404)
    await asPupil.send('PUT', wish, { pseudonym: 'River Otter' })
    expect((await asPupil.delete(wish)).body).toEqual({ pseudonym: 'Lynx Nova', asked: null })
    expect((await asTeacher.post(answer(), { isApproved: true })).status).toBe(404)
  })

  it('takes it from the list and not from the head', async () => {
    for (const pseudonym of ['Alix Martin', 'loutre du lac', 'Loutre du lac ', 'Loutre d', 'Lynx <b>', ''])
      expect((await asPupil.send('PUT', wish, { pseudonym })).status, pseudonym).toBe(400)
  })

  it('cannot have one that somebody around them has or asks for, however it is written', async () => {
    const taken = async (pseudonym: string) => (await asPupil.send('PUT', wish, { pseudonym })).body.error?.reason
    expect(await taken('Okapi Zenith')).toBe('pseudonym_taken')
    const asFriend = await house.as(world.friend)
    await asFriend.send('PUT', wish, { pseudonym: 'Hérisson de l’île' })
    expect(await taken('Hérisson de l’île')).toBe('pseudonym_taken')
    const colleague = await makePupil(house.db, { schoolId: world.school.id, pseudonym: 'colibri du phare' })
    expect(await taken('Colibri du phare')).toBe('pseudonym_taken')
    await house.db.delete(users).where(eq(users.id, colleague.id))
    expect(await taken('Colibri du phare')).toBeUndefined()
  })

  it('and another of the same project get one name between them where both are answered at once', async () => {
    const other = await makePupil(house.db, { schoolId: world.school.id, classroomId: world.classroom.id })
    await makeMember(house.db, { projectId: world.projectId, user: other, role: 'pupil' })
    const asOther = await house.as(other)
    const asked = await Promise.all([
      asPupil.send('PUT', wish, { pseudonym: 'River Otter' }),
      asOther.send('PUT', wish, { pseudonym: 'River Otter' }),
    ])
    expect(statusesOf(asked)).toEqual([200, 409])
  })

  it('is told no where a newcomer brought that name meanwhile', async () => {
    await asPupil.send('PUT', wish, { pseudonym: 'River Otter' })
    const newcomer = await makePupil(house.db, { pseudonym: 'River Otter' })
    await makeMember(house.db, { projectId: world.projectId, user: newcomer, role: 'pupil' })
    expect((await asTeacher.post(answer(), { isApproved: true })).body.error.reason).toBe('pseudonym_taken')
    expect((await asPupil.get(wish)).body).toMatchObject({ pseudonym: 'Lynx Nova', asked: 'River Otter' })
  })

  it('is answered by teachers of their classroom alone', async () => {
    await asPupil.send('PUT', wish, { pseudonym: 'River Otter' })
    for (const stranger of [await makeStaff(house.db, { schoolId: world.school.id }), await makeStaff(house.db)])
      expect((await (await house.as(stranger)).post(answer(), { isApproved: true })).status).toBe(404)
    expect((await asPupil.post(answer(), { isApproved: true })).status).toBe(404)
    expect((await asTeacher.get(wish)).status).toBe(403)
  })
})

describe('pupils who come into a project', () => {
  it('get another pseudonym where theirs is there already, unlike all others', async () => {
    const { db } = house
    const partner = await makeStaff(db, { schoolId: world.friend.schoolId })
    await makeMember(db, { projectId: world.projectId, user: partner, role: 'teacher' })
    const twin = await makePupil(db, { schoolId: partner.schoolId, pseudonym: 'Lynx Nova' })
    const same = await makePupil(db, { schoolId: partner.schoolId, pseudonym: 'lynx nova' })
    const fine = await makePupil(db, { schoolId: partner.schoolId, pseudonym: 'Wombat Tempo' })
    const userIds = [twin.id, same.id, fine.id]
    const added = await (await house.as(partner)).post(`/api/projects/${world.projectId}/pupils`, { userIds })
    expect(added.body).toEqual({ added: 3 })
    const names = await Promise.all([...userIds, world.pupil.id, world.friend.id].map(pseudonymOf))
    expect(names[2]).toBe('Wombat Tempo')
    expect(names[3]).toBe('Lynx Nova')
    expect(new Set(names.map((name) => pseudonymKey(name ?? ''))).size).toBe(5)
    const lines = await db.select().from(audit).where(eq(audit.targetId, twin.id)).orderBy(audit.id)
    expect(lines.map((line) => line.action).toSorted()).toEqual(['member.added', 'pseudonym.replaced'])
  })
})
