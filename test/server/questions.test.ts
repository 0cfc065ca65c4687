import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lookAtClocks, watchedFromNow } from '#server/quiet/watch.ts'
import { makeMember, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { makeTalk, said, say } from '#test/helpers/talk.ts'

let house: LiveApp
let world: Awaited<ReturnType<typeof makeTalk>>
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  world = await makeTalk(house)
})

const as = (person: TestUser) => house.as(person)
const bellOf = async (person: TestUser): Promise<{ kind: string }[]> =>
  (await (await as(person)).get('/api/notices')).body.notices
const kindsOf = async (person: TestUser) => (await bellOf(person)).map((notice) => notice.kind)
const unreadOf = async (person: TestUser): Promise<number> => {
  const { projects } = (await (await as(person)).get('/api/unread')).body
  return projects.find((project: { projectId: string }) => project.projectId === world.projectId)?.unreadCount ?? 0
}

const listen = async (person: TestUser) =>
  (await house.join(`space-${world.projectId}`, await as(person)).synced()).notices

describe('a pupil’s question to the teachers', () => {
  it('rings for every teacher of their school in the project, for nobody else, and leads to their thread', async () => {
    const { askChannel, alix, owner, teacher, colleague, visitor, guest, friend, pupil } = world
    const heard = await listen(teacher)
    await say(alix, askChannel, 'How do I put a picture into our page?')
    await until(() => heard.some(({ topic }) => topic === 'notices'), 'the ring')
    expect(await bellOf(owner)).toMatchObject([
      {
        kind: 'direct',
        isRead: false,
        actor: { name: 'Alix M.' },
        channel: { id: askChannel, kind: 'ask' },
        message: { excerpt: 'How do I put a picture into our page?', sequence: 1 },
      },
    ])
    expect(await kindsOf(teacher)).toEqual(['direct'])
    // A partner reads along and is not asked.
    for (const other of [colleague, visitor, guest, friend, pupil]) expect(await kindsOf(other)).toEqual([])
  })

  it('rings each time, also for who writes there again and again', async () => {
    const { askChannel, alix, owner } = world
    await say(alix, askChannel, 'One')
    await say(alix, askChannel, 'Two')
    expect(await kindsOf(owner)).toEqual(['direct', 'direct'])
  })

  it('is answered to the pupil alone: the other teachers read it without a ring', async () => {
    const { askChannel, odile, pupil, teacher } = world
    await say(odile, askChannel, 'Come to me after the lesson')
    expect(await kindsOf(pupil)).toEqual(['direct'])
    expect(await kindsOf(teacher)).toEqual([])
  })

  it('rings for nobody anew when it is put right', async () => {
    const { askChannel, alix, school, projectId } = world
    const message = await said(alix, askChannel, 'A question')
    const newcomer = await makeStaff(house.db, { schoolId: school.id })
    await makeMember(house.db, { projectId, user: newcomer, role: 'teacher' })
    await alix.patch(`/api/messages/${message}`, { text: 'A better question' })
    expect(await kindsOf(newcomer)).toEqual([])
  })
})

describe('what is not read', () => {
  it('is counted for each project over all that one may read there', async () => {
    const { askChannel, teachersChannel, heronsChannel, channel, alix, odile, jonas, owner, colleague, friend } = world
    await say(alix, askChannel, 'A question')
    await say(odile, teachersChannel, 'Among us')
    await say(alix, heronsChannel, 'Herons')
    await say(jonas, channel, 'Hallo')
    // One's own words do not count.
    expect(await unreadOf(owner)).toBe(3)
    expect(await unreadOf(colleague)).toBe(4)
    expect(await unreadOf(friend)).toBe(0)
    await odile.send('PUT', `/api/channels/${askChannel}/read`, { sequence: 1 })
    expect(await unreadOf(owner)).toBe(2)
  })

  it('is told to one’s other devices when it is read on one, up to where, and to nobody else', async () => {
    const { askChannel, alix, odile, owner, teacher } = world
    await say(alix, askChannel, 'One')
    await say(alix, askChannel, 'Two')
    const [own, other] = [await listen(owner), await listen(teacher)]
    await odile.send('PUT', `/api/channels/${askChannel}/read`, { sequence: 2 })
    await until(() => own.some(({ topic }) => topic === 'read'), 'what was read')
    expect(own.find(({ topic }) => topic === 'read')).toMatchObject({ id: askChannel, sequence: 2 })
    // Read again, nothing has moved.
    await odile.send('PUT', `/api/channels/${askChannel}/read`, { sequence: 1 })
    await say(alix, askChannel, 'Three')
    await until(() => other.filter(({ topic }) => topic === 'message').length === 1, 'the third')
    expect(own.filter(({ topic }) => topic === 'read')).toHaveLength(1)
    expect(other.filter(({ topic }) => topic === 'read')).toEqual([])
  })

  it('behind the bell goes on one’s other devices too', async () => {
    const { askChannel, alix, odile, owner } = world
    await say(alix, askChannel, 'One')
    const own = await listen(owner)
    await odile.send('PUT', '/api/notices/read', { all: true })
    await until(() => own.some(({ topic }) => topic === 'notices'), 'the bell')
  })
})

describe('a question of the evening', () => {
  const goTo = (text: string) => house.clock.advance(Date.parse(text) - house.clock.now().getTime())

  it('rings in the morning, when it is delivered: teachers have their evening', async () => {
    goTo('2027-02-02T20:00:00Z')
    const watched = watchedFromNow()
    const { owner, askChannel, pupil } = world
    await say(await as(pupil), askChannel, 'Is it for tomorrow?')
    expect(await kindsOf(owner)).toEqual([])
    goTo('2027-02-03T06:00:00Z')
    await lookAtClocks(house.deps, watched)
    expect(await kindsOf(owner)).toEqual(['direct'])
  })

  it('that a teacher answers at night counts for the pupil when quiet hours are over', async () => {
    goTo('2027-02-03T20:00:00Z')
    const { owner, askChannel, pupil } = world
    await say(await as(owner), askChannel, 'Yes, it is')
    expect([await unreadOf(pupil), await kindsOf(pupil)]).toEqual([0, []])
    goTo('2027-02-04T06:00:00Z')
    expect([await unreadOf(pupil), await kindsOf(pupil)]).toEqual([1, ['direct']])
  })
})
