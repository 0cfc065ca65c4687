import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMember, makePage, makePupil } from '#test/helpers/factories.ts'
import { spread } from '#server/groups/spread.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

describe('groups', () => {
  it('have names of their own in a project', async () => {
    const { projectId, teacher, herons } = await makeClassProject(house.db)
    const browser = await house.as(teacher)
    const made = await browser.post(`/api/projects/${projectId}/groups`, { name: 'Beavers' })
    expect(made.status).toBe(201)
    expect((await browser.post(`/api/projects/${projectId}/groups`, { name: 'Beavers' })).body.error.reason).toBe(
      'group_name_taken',
    )
    expect((await browser.patch(`/api/groups/${herons.id}`, { name: 'Beavers' })).body.error.reason).toBe(
      'group_name_taken',
    )
    expect((await browser.patch(`/api/groups/${herons.id}`, { name: 'Storks' })).body.group.name).toBe('Storks')
    expect(house.rooms.notices).toContainEqual({
      room: { projectId },
      notice: { topic: 'groups', userId: teacher.id },
    })
  })

  it('go away unless they have pages; their pupils are then in none', async () => {
    const { projectId, teacher, herons, otters, pupil } = await makeClassProject(house.db)
    await makePage(house.db, { projectId, groupId: otters.id, authorId: teacher.id })
    const browser = await house.as(teacher)
    expect((await browser.delete(`/api/groups/${otters.id}`)).body.error.reason).toBe('group_has_documents')
    expect((await browser.delete(`/api/groups/${herons.id}`)).status).toBe(204)
    expect(house.rooms.rechecks).toContainEqual({ userIds: [pupil.id] })
    const { body } = await browser.get(`/api/projects/${projectId}`)
    expect(body.project.group).toBeNull()
    expect((await (await house.as(pupil)).get(`/api/projects/${projectId}`)).body.project.group).toBeNull()
  })

  it('are made by teachers of the project, and those of another project are not found', async () => {
    const { projectId, pupil, visitor, guest, herons, teacher } = await makeClassProject(house.db)
    const other = await makeClassProject(house.db)
    for (const person of [pupil, visitor, guest]) {
      const browser = await house.as(person)
      expect((await browser.post(`/api/projects/${projectId}/groups`, { name: 'Ours' })).status).toBe(403)
      expect((await browser.patch(`/api/groups/${herons.id}`, { name: 'Ours' })).status).toBe(403)
      expect((await browser.delete(`/api/groups/${herons.id}`)).status).toBe(403)
    }
    const browser = await house.as(teacher)
    expect((await browser.patch(`/api/groups/${other.herons.id}`, { name: 'Ours' })).status).toBe(404)
    expect((await browser.delete(`/api/groups/${other.herons.id}`)).status).toBe(404)
  })
})

describe('making groups', () => {
  it('spreads the pupils of both schools evenly and makes the groups that are missing', async () => {
    const { projectId, teacher, school, partner } = await makeClassProject(house.db)
    for (const schoolId of [school.id, school.id, partner.id, partner.id])
      await makeMember(house.db, { projectId, user: await makePupil(house.db, { schoolId }), role: 'pupil' })
    const browser = await house.as(teacher)
    const names = ['Herons', 'Beavers']
    const made = await browser.post(`/api/projects/${projectId}/groups/make`, { count: 3, isMixed: true, names })
    expect(made.body.groups.map((group: { name: string }) => group.name)).toEqual(['Herons', 'Otters', 'Beavers'])
    const { body } = await browser.get(`/api/projects/${projectId}/people`)
    const members: { groupId: string | null; school: { id: string }; kind: string }[] = body.members
    const pupils = members.filter((member) => member.kind === 'pupil')
    const sizes = made.body.groups.map((group: { id: string }) => {
      const inside = pupils.filter((member) => member.groupId === group.id)
      return [inside.length, new Set(inside.map((member) => member.school.id)).size]
    })
    expect(sizes).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
    ])
    expect(members.filter((member) => member.kind === 'staff' && member.groupId)).toEqual([])
  })

  it('keeps schools together when they are not to be mixed', () => {
    const pupils = ['a1', 'b1', 'a2', 'b2', 'a3'].map((userId) => ({ userId, schoolId: userId.slice(0, 1) }))
    const placed = (isMixed: boolean) =>
      spread(pupils, ['first', 'second'], isMixed).map((place) => `${place.userId} ${place.groupId}`)
    expect(placed(false)).toEqual(['a1 first', 'a2 first', 'a3 first', 'b1 second', 'b2 second'])
    expect(placed(true)).toEqual(['a1 first', 'a2 second', 'a3 first', 'b1 second', 'b2 first'])
  })
})
