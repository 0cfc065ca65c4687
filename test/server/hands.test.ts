import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { minutes, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMember, makePupil } from '#test/helpers/factories.ts'

let house: TestApp
let base: Awaited<ReturnType<typeof makeClassProject>>
beforeAll(async () => {
  house = await openTestApp()
})
beforeEach(async () => {
  base = await makeClassProject(house.db)
})
afterAll(() => house.close())

async function scene() {
  const people = { pupil: base.pupil, friend: base.friend, teacher: base.teacher, partner: base.colleague }
  const browsers = await Promise.all(Object.values(people).map((person) => house.as(person, false)))
  const [pupil, friend, teacher, partner] = browsers
  if (!pupil || !friend || !teacher || !partner) throw new Error('somebody is missing')
  const path = `/api/projects/${base.projectId}`
  return {
    ...{ pupil, friend, teacher, partner, path },
    raise: (who: typeof pupil, hand: 'raised' | 'lost' | null) => who.send('PUT', `${path}/hand`, { hand }),
    seenBy: async (who: typeof pupil) => (await who.get(`${path}/hands`)).body,
  }
}

describe('a hand', () => {
  it('is seen by all teachers and by no other pupil, the own school’s first', async () => {
    const { pupil, friend, teacher, partner, raise, seenBy } = await scene()
    expect((await raise(friend, 'lost')).body.own).toMatchObject({ kind: 'lost', before: 0 })
    house.clock.advance(minutes(1))
    expect((await raise(pupil, 'raised')).body).toMatchObject({ hands: [], own: { kind: 'raised', before: 1 } })
    const kinds = async (who: typeof teacher) =>
      (await seenBy(who)).hands.map(({ userId, kind }: { userId: string; kind: string }) => [userId, kind])
    const [own, other] = [
      [base.pupil.id, 'raised'],
      [base.friend.id, 'lost'],
    ]
    expect(await kinds(teacher)).toEqual([own, other])
    expect(await kinds(partner)).toEqual([other, own])
    expect((await seenBy(friend)).hands).toEqual([])
    expect((await seenBy(await house.as(base.visitor))).hands).toEqual([])
    expect((await seenBy(await house.as(base.guest))).can).toEqual({ raise: false, answer: false })
  })

  it('keeps its place when it says something else, and loses it when it was down', async () => {
    const { pupil, friend, raise } = await scene()
    await raise(pupil, 'raised')
    house.clock.advance(minutes(1))
    await raise(friend, 'raised')
    house.clock.advance(minutes(1))
    expect((await raise(pupil, 'lost')).body.own).toMatchObject({ kind: 'lost', before: 0 })
    await raise(pupil, null)
    expect((await raise(pupil, 'raised')).body.own).toMatchObject({ before: 1 })
  })

  it('is taken down once by a teacher, and its pupil, the teachers and who waits are told', async () => {
    const { pupil, friend, teacher, partner, path, raise, seenBy } = await scene()
    await raise(pupil, 'raised')
    await raise(friend, 'raised')
    house.rooms.told.length = 0
    expect((await teacher.delete(`${path}/hands/${base.pupil.id}`)).status).toBe(204)
    expect((await partner.delete(`${path}/hands/${base.pupil.id}`)).status).toBe(404)
    expect((await seenBy(pupil)).own).toBeNull()
    const [told] = house.rooms.told
    expect(told?.notice).toEqual({ topic: 'hands' })
    const people = [base.pupil, base.friend, base.teacher, base.colleague, base.owner]
    expect([...(told?.userIds ?? [])].toSorted()).toEqual([...new Set(people.map(({ id }) => id))].toSorted())
  })

  it('is forgotten after a lesson, and with whoever leaves', async () => {
    const { path, raise, seenBy } = await scene()
    const late = await makePupil(house.db, { schoolId: base.school.id })
    await makeMember(house.db, { projectId: base.projectId, user: late, role: 'pupil' })
    // Sessions end meanwhile: each comes in anew.
    const [pupil, lateOne, teacher] = [base.pupil, late, base.teacher].map((person) => () => house.as(person))
    if (!pupil || !lateOne || !teacher) throw new Error('somebody is missing')
    await raise(await pupil(), 'raised')
    house.clock.advance(minutes(60))
    await raise(await lateOne(), 'raised')
    house.clock.advance(minutes(31))
    expect((await seenBy(await teacher())).hands).toMatchObject([{ userId: late.id }])
    expect((await raise(await pupil(), 'raised')).body.own).toMatchObject({ before: 1 })
    await (await teacher()).delete(`${path}/members/${late.id}`)
    expect((await seenBy(await pupil())).own).toMatchObject({ before: 0 })
  })

  it('is not raised where a project is closed, and says no third thing', async () => {
    const { pupil, teacher, path, raise, seenBy } = await scene()
    expect((await pupil.send('PUT', `${path}/hand`, { hand: 'waving' })).status).toBe(400)
    await teacher.patch(path, { state: 'closed' })
    expect((await raise(pupil, 'raised')).status).toBe(403)
    expect((await seenBy(pupil)).can.raise).toBe(false)
  })
})
