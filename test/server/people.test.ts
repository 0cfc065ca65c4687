import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeClassroom, makePupil, makeStaff } from '#test/helpers/factories.ts'
import { audit } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import { eq } from 'drizzle-orm'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

interface MemberSeen {
  userId: string
  name: string
  alias: string | null
}

async function namesFor(user: Parameters<TestApp['as']>[0], projectId: string) {
  const { body } = await (await house.as(user)).get(`/api/projects/${projectId}/people`)
  const members: MemberSeen[] = body.members
  return (id: string) => {
    const seen = members.find((member) => member.userId === id)
    return seen && { name: seen.name, alias: seen.alias }
  }
}

describe('names in a project', () => {
  it('are real in the own school, and a pseudonym for every other, for their teachers too', async () => {
    const { projectId, pupil, friend, owner, teacher, colleague, visitor, guest } = await makeClassProject(house.db)
    const forPupil = await namesFor(pupil, projectId)
    expect(forPupil(friend.id)).toEqual({ name: 'Quick Otter', alias: null })
    expect(forPupil(pupil.id)).toEqual({ name: 'Alix M.', alias: null })
    expect(forPupil(teacher.id)).toEqual({ name: 'Theo Teacher', alias: null })
    for (const own of [owner, teacher, visitor]) {
      const seen = await namesFor(own, projectId)
      expect(seen(pupil.id)).toEqual({ name: 'Alix M.', alias: 'Blue Heron' })
      expect(seen(friend.id)).toEqual({ name: 'Quick Otter', alias: null })
    }
    for (const partner of [colleague, guest]) {
      const seen = await namesFor(partner, projectId)
      expect(seen(friend.id)).toEqual({ name: 'Jonas K.', alias: 'Quick Otter' })
      expect(seen(pupil.id)).toEqual({ name: 'Blue Heron', alias: null })
    }
  })

  it('stay with what somebody made who has left', async () => {
    const { projectId, owner, pupil, friend } = await makeClassProject(house.db)
    await (await house.as(owner)).delete(`/api/projects/${projectId}/members/${pupil.id}`)
    const { body } = await (await house.as(friend)).get(`/api/projects/${projectId}/people`)
    expect(body.members.some((member: MemberSeen) => member.userId === pupil.id)).toBe(false)
    expect(body.former).toMatchObject([{ userId: pupil.id, name: 'Blue Heron', alias: null, paletteIndex: 6 }])
  })

  it('come with a colour by the order of joining, a shape, and what the asker may do', async () => {
    const { projectId, owner, pupil, herons } = await makeClassProject(house.db)
    const { body } = await (await house.as(owner)).get(`/api/projects/${projectId}/people`)
    expect(body.members.map((member: { paletteIndex: number }) => member.paletteIndex)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(body.members[5]).toMatchObject({
      userId: pupil.id,
      groupId: herons.id,
      shape: 0,
      isSelf: false,
      can: { remove: true, changeRole: true, move: true },
    })
    expect(body.can).toEqual({ addPupils: true, invite: true, editGroups: true, rule: true })
    const seen = await (await house.as(pupil)).get(`/api/projects/${projectId}/people`)
    expect(seen.body.can).toEqual({ addPupils: false, invite: false, editGroups: false, rule: false })
    expect(seen.body.invitations).toEqual([])
    expect(seen.body.members[5]).toMatchObject({ isSelf: true, can: { remove: false, changeRole: false, move: false } })
  })
})

describe('bringing in pupils', () => {
  it('takes a classroom or pupils of one’s own school, each once', async () => {
    const { projectId, teacher, school } = await makeClassProject(house.db)
    const classroom = await makeClassroom(house.db, { schoolId: school.id, teacherId: teacher.id })
    const first = await makePupil(house.db, { schoolId: school.id, classroomId: classroom.id })
    const second = await makePupil(house.db, { schoolId: school.id, classroomId: classroom.id })
    const browser = await house.as(teacher)
    const path = `/api/projects/${projectId}/pupils`
    expect((await browser.post(path, { userIds: [first.id, first.id] })).body).toEqual({ added: 1 })
    expect((await browser.post(path, { classroomId: classroom.id })).body).toEqual({ added: 1 })
    expect(house.rooms.rechecks).toContainEqual({ userIds: [second.id] })
    const lines = await house.db.select().from(audit).where(eq(audit.targetId, second.id)).orderBy(audit.id)
    expect(lines).toMatchObject([{ action: 'member.added', actorId: teacher.id, projectId }])
  })

  it('refuses the partner’s pupils and classrooms, staff, and askers who are no teachers', async () => {
    const { projectId, teacher, partner, pupil, visitor, guest } = await makeClassProject(house.db)
    const foreignRoom = await makeClassroom(house.db, { schoolId: partner.id })
    const foreign = await makePupil(house.db, { schoolId: partner.id, classroomId: foreignRoom.id })
    const path = `/api/projects/${projectId}/pupils`
    const browser = await house.as(teacher)
    expect((await browser.post(path, { userIds: [foreign.id] })).status).toBe(404)
    expect((await browser.post(path, { classroomId: foreignRoom.id })).status).toBe(404)
    expect((await browser.post(path, { userIds: [teacher.id] })).status).toBe(404)
    for (const person of [pupil, visitor, guest])
      expect((await (await house.as(person)).post(path, { userIds: [pupil.id] })).status).toBe(403)
  })

  it('gives a pupil who comes back the colour they had', async () => {
    const { projectId, teacher, pupil } = await makeClassProject(house.db)
    const browser = await house.as(teacher)
    const colour = async () => {
      const { body } = await browser.get(`/api/projects/${projectId}/people`)
      const members: { userId: string; paletteIndex: number }[] = body.members
      return members.find((member) => member.userId === pupil.id)?.paletteIndex
    }
    const before = await colour()
    await browser.delete(`/api/projects/${projectId}/members/${pupil.id}`)
    expect(await colour()).toBeUndefined()
    await browser.post(`/api/projects/${projectId}/pupils`, { userIds: [pupil.id] })
    expect(await colour()).toBe(before)
  })
})

describe('changing a member', () => {
  it('lets owners change roles within what a person is, and keeps one owner', async () => {
    const { projectId, owner, teacher, pupil } = await makeClassProject(house.db)
    const path = (id: string) => `/api/projects/${projectId}/members/${id}`
    const browser = await house.as(owner)
    expect((await browser.patch(path(pupil.id), { role: 'pupil_admin' })).body.member.role).toBe('pupil_admin')
    expect((await browser.patch(path(pupil.id), { role: 'teacher' })).status).toBe(400)
    expect((await browser.patch(path(teacher.id), { role: 'pupil' })).status).toBe(400)
    expect((await browser.patch(path(owner.id), { role: 'teacher' })).body.error.reason).toBe('last_owner')
    expect((await browser.delete(path(owner.id))).body.error.reason).toBe('last_owner')
    expect((await (await house.as(teacher)).patch(path(pupil.id), { role: 'pupil' })).status).toBe(403)
    expect((await browser.patch(path(teacher.id), { role: 'owner' })).status).toBe(200)
    const keepOut = (suspendedAt: Date | null) =>
      house.db.update(users).set({ suspendedAt }).where(eq(users.id, teacher.id))
    await keepOut(new Date())
    expect((await browser.patch(path(owner.id), { role: 'teacher' })).body.error.reason).toBe('last_owner')
    await keepOut(null)
    expect((await browser.patch(path(owner.id), { role: 'teacher' })).status).toBe(200)
  })

  it('moves a pupil between groups of this project only, and judges their open pages again', async () => {
    const { projectId, teacher, pupil, otters } = await makeClassProject(house.db)
    const other = await makeClassProject(house.db)
    const path = `/api/projects/${projectId}/members/${pupil.id}`
    const browser = await house.as(teacher)
    expect((await browser.patch(path, { groupId: otters.id })).body.member.groupId).toBe(otters.id)
    expect(house.rooms.rechecks).toContainEqual({ userIds: [pupil.id] })
    expect((await browser.patch(path, { groupId: other.herons.id })).status).toBe(404)
    expect((await browser.patch(path, { groupId: null })).body.member.groupId).toBeNull()
    expect(
      (await browser.patch(`/api/projects/${projectId}/members/${other.pupil.id}`, { groupId: null })).status,
    ).toBe(404)
    expect((await (await house.as(pupil)).patch(path, { groupId: otters.id })).status).toBe(403)
  })

  it('lets teachers take out pupils of their own school and owners anybody', async () => {
    const { projectId, owner, teacher, pupil, friend, guest } = await makeClassProject(house.db)
    const path = (id: string) => `/api/projects/${projectId}/members/${id}`
    const browser = await house.as(teacher)
    expect((await browser.delete(path(friend.id))).status).toBe(403)
    expect((await browser.delete(path(guest.id))).status).toBe(403)
    const asPupil = await house.as(pupil)
    expect((await asPupil.get(`/api/projects/${projectId}`)).status).toBe(200)
    expect((await browser.delete(path(pupil.id))).status).toBe(204)
    expect((await asPupil.get(`/api/projects/${projectId}`)).status).toBe(404)
    expect((await (await house.as(owner)).delete(path(guest.id))).status).toBe(204)
    expect((await browser.delete(path(pupil.id))).status).toBe(404)
  })
})

describe('inviting to a project', () => {
  it('gives a link once, lists it without its secret, and is for teachers', async () => {
    const { projectId, teacher, pupil, visitor } = await makeClassProject(house.db)
    const path = `/api/projects/${projectId}/invitations`
    const made = await (await house.as(teacher)).post(path, { role: 'guest' })
    expect(made.status).toBe(201)
    expect(made.body.invitation.url).toMatch(/^http:\/\/preau\.test\/invite#[\w-]{43}$/)
    const list = await (await house.as(teacher)).get(`/api/projects/${projectId}/people`)
    expect(list.body.invitations).toMatchObject([{ id: made.body.invitation.id, role: 'guest', state: 'open' }])
    expect(list.text).not.toContain(made.body.invitation.url.split('#')[1])
    for (const person of [pupil, visitor])
      expect((await (await house.as(person)).post(path, { role: 'guest' })).status).toBe(403)
    expect((await (await house.as(teacher)).post(path, { role: 'owner' })).status).toBe(400)
    expect((await (await house.as(await makeStaff(house.db))).post(path, { role: 'guest' })).status).toBe(404)
  })
})
