import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeClassroom, makePage, makePupil, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk, said } from '#test/helpers/talk.ts'

/** The audit says what was done to what: by the name it has now, and to whom that name may be told. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function school() {
  const people = await makeTalk(house)
  const admin = await makeStaff(house.db, { schoolId: people.school.id, isSchoolAdmin: true })
  const asAdmin = await house.as(admin)
  const line = async (action: string) => {
    const { lines } = (await asAdmin.get('/api/school/audit')).body
    return lines.find((one: { action: string }) => one.action === action)
  }
  return { ...people, admin, asAdmin, line }
}

it('names the document, its project, the channel and the classroom', async () => {
  const { projectId, project, owner, odile, alix, heronsChannel, line, admin, asAdmin } = await school()
  const wall = await makePage(house.db, { kind: 'wall', projectId, authorId: owner.id, title: 'Our rivers' })
  await odile.patch(`/api/documents/${wall.id}`, { state: 'frozen' })
  const shared = { kind: 'project', name: project.name }
  expect(await line('document.frozen')).toMatchObject({
    target: { kind: 'wall', name: 'Our rivers' },
    project: shared,
    about: null,
  })
  await odile.patch(`/api/channels/${heronsChannel}`, { slowSeconds: 30 })
  const herons = { kind: 'channel', name: 'Herons', of: 'group' }
  expect(await line('channel.changed')).toMatchObject({ target: herons, project: shared })
  await odile.delete(`/api/messages/${await said(alix, heronsChannel, 'Oops')}`)
  expect((await line('message.removed')).target).toEqual(herons)
  const classroom = await makeClassroom(house.db, { schoolId: admin.schoolId, name: '5e B', teacherId: admin.id })
  await asAdmin.post(`/api/classrooms/${classroom.id}/pupils`, { names: ['Lina Braun'] })
  await asAdmin.post(`/api/classrooms/${classroom.id}/cards`, {})
  expect(await line('card.printed')).toMatchObject({
    target: { kind: 'classroom', name: '5e B' },
    about: { kind: 'person', name: 'Lina Braun' },
    project: null,
  })
})

it('names people of one’s own school, and nobody of another', async () => {
  const { projectId, pupil, friend, odile, line } = await school()
  await odile.delete(`/api/projects/${projectId}/members/${friend.id}`)
  expect((await line('member.removed')).target).toBeNull()
  await odile.delete(`/api/projects/${projectId}/members/${pupil.id}`)
  expect((await line('member.removed')).target).toEqual({ kind: 'person', name: pupil.displayName })
})

it('who is offered for removal can be removed, and nobody else is offered', async () => {
  const { projectId, school: own, partner, owner, teacher, colleague, visitor, guest, pupil } = await school()
  const viewers = { owner, teacher, colleague, visitor, guest, pupil }
  for (const [name, viewer] of Object.entries(viewers)) {
    const browser = await house.as(viewer)
    const spare = [await makePupil(house.db, { schoolId: own.id }), await makePupil(house.db, { schoolId: partner.id })]
    for (const one of spare) {
      const theirs = await house.as(one.schoolId === own.id ? teacher : colleague)
      await theirs.post(`/api/projects/${projectId}/pupils`, { userIds: [one.id] })
      const { members } = (await browser.get(`/api/projects/${projectId}/people`)).body
      const offered = members.find((member: { userId: string }) => member.userId === one.id).can.remove
      const { status } = await browser.delete(`/api/projects/${projectId}/members/${one.id}`)
      expect(status < 300, `${name}, of ${one.schoolId === own.id ? 'the first' : 'the partner'}`).toBe(offered)
      const isOwnTeacher = ['teacher', 'colleague'].includes(name) && one.schoolId === viewer.schoolId
      expect(offered).toBe(name === 'owner' || isOwnTeacher)
    }
  }
})
