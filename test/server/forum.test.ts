import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { pollChoices, topics } from '#db/schema/forum.ts'
import { forgetOldTalk } from '#server/chat/forget.ts'
import { messageKeptMs } from '#server/chat/kept.ts'
import { lookAtClocks, watchedFromNow } from '#server/quiet/watch.ts'
import { type Browser, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMember, makeProject, makePupil, makeStaff, type TestUser } from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

let world: Awaited<ReturnType<typeof makeClassProject>>
let odile: Browser
let alix: Browser
let jonas: Browser
beforeEach(async () => {
  world = await makeClassProject(house.db)
  odile = await house.as(world.owner)
  alix = await house.as(world.pupil)
  jonas = await house.as(world.friend)
})

interface TopicSeen {
  id: string
  title: string | null
  replyCount: number
  hasNew: boolean
  isPinned: boolean
  isFollowing: boolean
  hasPoll: boolean
}

const begin = (browser: Browser, title: string, more: object = {}) =>
  browser.post(`/api/projects/${world.projectId}/forum`, { id: randomUUID(), title, text: `${title}!`, ...more })
const begun = async (browser: Browser, title: string, more: object = {}): Promise<string> =>
  (await begin(browser, title, more)).body.topicId
const forumOf = async (
  browser: Browser,
  query = '',
): Promise<{ channelId: string; topics: TopicSeen[]; held: TopicSeen[]; hasMore: boolean }> =>
  (await browser.get(`/api/projects/${world.projectId}/forum${query}`)).body
const answer = async (browser: Browser, topicId: string, text: string) => {
  const { channelId } = await forumOf(browser)
  return browser.post(`/api/channels/${channelId}/messages`, { id: randomUUID(), text, replyTo: topicId })
}
const kindsOf = async (person: TestUser) =>
  (await (await house.as(person)).get('/api/notices')).body.notices.map((notice: { kind: string }) => notice.kind)

describe('a topic', () => {
  it('is begun once, whoever sends it again, and answered by others', async () => {
    const id = randomUUID()
    expect((await begin(alix, 'Wie heißt euer Fluss?', { id })).status).toBe(201)
    expect((await begin(alix, 'Wie heißt euer Fluss?', { id })).status).toBe(200)
    await answer(jonas, id, 'Elbe')
    const seen = await forumOf(odile)
    expect(seen.topics).toMatchObject([{ id, title: 'Wie heißt euer Fluss?', replyCount: 1, hasPoll: false }])
    const { body } = await odile.get(`/api/topics/${id}`)
    expect(body).toMatchObject({ message: { text: 'Wie heißt euer Fluss?!' }, poll: null, can: { write: true } })
    const posts = await odile.get(`/api/channels/${seen.channelId}/messages?thread=${id}`)
    expect(posts.body.messages.map((post: { text: string }) => post.text)).toEqual(['Elbe'])
  })

  it('takes its title from its first words where nobody gave one', async () => {
    const { channelId } = await forumOf(alix)
    const post = (text: string) => alix.post(`/api/channels/${channelId}/messages`, { id: randomUUID(), text })
    await post(`Was habt ihr heute <@${world.friend.id}> gesehen?\nWir einen Reiher.`)
    await post('x'.repeat(200))
    const titles = (await forumOf(odile)).topics.map((topic) => topic.title)
    expect(titles.toSorted()).toEqual(['Was habt ihr heute gesehen?', `${'x'.repeat(80)}…`].toSorted())
  })

  it('stands first where a teacher pinned it, then by what was said last, page after page', async () => {
    const ids: string[] = []
    for (const title of ['one', 'two', 'three', 'four']) {
      ids.push(await begun(alix, title))
      house.clock.advance(1_000)
    }
    const [one, two] = ids
    await answer(jonas, one ?? '', 'again')
    house.clock.advance(1_000)
    expect((await alix.send('PUT', `/api/messages/${two}/pin`)).status).toBe(403)
    await odile.send('PUT', `/api/messages/${two}/pin`)
    const titles = (page: { topics: TopicSeen[] }) => page.topics.map((topic) => topic.title)
    const first = await forumOf(odile, '?limit=3')
    expect(titles(first)).toEqual(['two', 'one', 'four'])
    expect(first.topics[0]?.isPinned).toBe(true)
    const second = await forumOf(odile, '?limit=3&offset=3')
    expect([titles(second), first.hasMore, second.hasMore]).toEqual([['three'], true, false])
  })

  it('is new until it was read to its end, for each reader alone', async () => {
    const id = await begun(alix, 'New')
    const isNew = async (browser: Browser) => (await forumOf(browser)).topics[0]?.hasNew
    expect(await isNew(jonas)).toBe(true)
    await jonas.send('PUT', `/api/topics/${id}/read`, { sequence: 1 })
    expect([await isNew(jonas), await isNew(odile)]).toEqual([false, true])
    await answer(alix, id, 'More')
    expect(await isNew(jonas)).toBe(true)
    await jonas.send('PUT', `/api/topics/${id}/read`, { sequence: 2 })
    await jonas.send('PUT', `/api/topics/${id}/read`, { sequence: 1 })
    expect(await isNew(jonas)).toBe(false)
  })

  it('rings for those who follow it: who began it, who answered, who asked to', async () => {
    const id = await begun(alix, 'Follow me')
    await answer(jonas, id, 'Hello')
    expect(await kindsOf(world.pupil)).toEqual(['reply'])
    await odile.send('PUT', `/api/topics/${id}/following`)
    expect((await forumOf(odile)).topics[0]?.isFollowing).toBe(true)
    const petra = await house.as(world.colleague)
    await answer(petra, id, 'Me too')
    expect([await kindsOf(world.friend), await kindsOf(world.owner)]).toEqual([['topic'], ['topic']])
    await odile.delete(`/api/topics/${id}/following`)
    await answer(petra, id, 'Again')
    expect(await kindsOf(world.owner)).toEqual(['topic'])
    // The list is not the topic: the bell is silent again once the topic is read.
    const unread = async () => (await odile.get('/api/notices/unread')).body.unreadCount
    const { channelId } = await forumOf(odile)
    await odile.send('PUT', `/api/channels/${channelId}/read`, { sequence: 3 })
    const other = await begun(petra, 'Another')
    await odile.send('PUT', `/api/topics/${other}/read`, { sequence: 3 })
    expect(await unread()).toBe(1)
    await odile.send('PUT', `/api/topics/${id}/read`, { sequence: 3 })
    expect(await unread()).toBe(0)
    // Who said nothing and asked for nothing hears nothing.
    expect(await kindsOf(world.teacher)).toEqual([])
  })

  it('is found by the words of its title, also after it was put right', async () => {
    const id = await begun(alix, 'Biberburg')
    const { channelId } = await forumOf(alix)
    const found = async () => (await alix.get(`/api/channels/${channelId}/search?q=biberburg`)).body.messages.length
    expect(await found()).toBe(1)
    await alix.patch(`/api/messages/${id}`, { text: 'Etwas anderes' })
    expect(await found()).toBe(1)
  })

  it('that is taken away keeps its answers and loses its title', async () => {
    const id = await begun(alix, 'Rude title')
    await answer(jonas, id, 'An answer')
    await odile.delete(`/api/messages/${id}`)
    const { edits } = (await odile.get(`/api/messages/${id}/edits`)).body
    expect(edits).toMatchObject([{ text: 'Rude title\nRude title!' }])
    expect(await house.db.select().from(topics).where(eq(topics.messageId, id))).toMatchObject([{ title: '…' }])
    const seen = await forumOf(jonas)
    expect(seen.topics).toMatchObject([{ id, title: null, replyCount: 1 }])
    expect((await jonas.get(`/api/topics/${id}`)).text).not.toContain('Rude title')
  })

  it('is forgotten a year later with its title and its poll, while newer answers stay', async () => {
    const id = await begun(alix, 'Old title', { poll: { options: ['yes', 'no'] } })
    house.clock.advance(messageKeptMs)
    await answer(await house.as(world.friend), id, 'Late')
    await forgetOldTalk(house.deps)
    const browser = await house.as(world.owner)
    expect((await forumOf(browser)).topics).toMatchObject([{ id, title: null, replyCount: 1, hasPoll: false }])
    expect((await browser.get(`/api/topics/${id}`)).text).not.toContain('Old title')
    expect(await house.db.select().from(topics).where(eq(topics.messageId, id))).toMatchObject([{ title: '…' }])
  })

  it('is refused without a title, with a poll of one answer, of nine, or of two that are the same', async () => {
    for (const bad of [
      { title: ' ' },
      { title: 'x'.repeat(121) },
      { title: 'A\u202eB' },
      { poll: { options: ['one'] } },
      { poll: { options: Array.from({ length: 9 }, (_, number) => String(number)) } },
      { poll: { options: ['same', 'same '] } },
      { authorId: randomUUID() },
    ])
      expect((await begin(alix, 'Fine', bad)).status, JSON.stringify(bad)).toBe(400)
    expect(await house.db.select().from(topics)).not.toContainEqual(expect.objectContaining({ title: 'Fine' }))
  })

  it('of a project is not there for strangers and guests, and none of another channel is a topic', async () => {
    const id = await begun(alix, 'Ours')
    for (const person of [world.guest, await makeStaff(house.db)]) {
      const browser = await house.as(person)
      expect((await browser.get(`/api/topics/${id}`)).status).toBe(404)
      expect((await browser.get(`/api/projects/${world.projectId}/forum`)).status).toBe(404)
      expect((await begin(browser, 'Mine')).status).toBe(404)
    }
    expect((await (await house.as(world.visitor)).get(`/api/topics/${id}`)).status).toBe(200)
    expect((await begin(await house.as(world.visitor), 'Mine')).status).toBe(403)
    const [channel] = await listChannelIds(house.db, world.projectId, ['project'])
    const { body } = await alix.post(`/api/channels/${channel?.id}/messages`, { text: 'No topic' })
    expect((await alix.get(`/api/topics/${body.message.id}`)).status).toBe(404)
  })
})

describe('a topic in quiet hours', () => {
  it('waits for the morning like every message, with its title and its poll', async () => {
    const goTo = (text: string) => house.clock.advance(Date.parse(text) - house.clock.now().getTime())
    goTo('2027-03-02T20:00:00Z')
    const id = await begun(await house.as(world.pupil), 'At night', { poll: { options: ['yes', 'no'] } })
    expect((await forumOf(await house.as(world.pupil))).held).toMatchObject([{ id, title: 'At night' }])
    expect((await forumOf(await house.as(world.owner))).held).toMatchObject([{ id }])
    expect(await forumOf(await house.as(world.friend))).toMatchObject({ held: [], topics: [] })
    expect((await (await house.as(world.friend)).get(`/api/topics/${id}`)).status).toBe(404)
    goTo('2027-03-03T06:00:00Z')
    await lookAtClocks(house.deps, watchedFromNow())
    expect((await forumOf(await house.as(world.friend))).topics).toMatchObject([
      { id, title: 'At night', hasPoll: true },
    ])
  })
})

describe('a poll', () => {
  const pollOf = async (browser: Browser, topicId: string) => (await browser.get(`/api/topics/${topicId}`)).body.poll
  const ask = async (poll: object) => {
    const topicId = await begun(alix, 'Vote', { poll })
    const { id, options } = await pollOf(alix, topicId)
    return { topicId, pollId: id, options: options.map((option: { id: string }) => option.id) as string[] }
  }
  const choose = (browser: Browser, pollId: string, ...optionIds: (string | undefined)[]) =>
    browser.send('PUT', `/api/polls/${pollId}/choice`, { optionIds })

  it('is secret while it is open: how many took part, and my own choice', async () => {
    const { topicId, pollId, options } = await ask({ options: ['Boat', 'Bike'] })
    const [boat, bike] = options
    await choose(alix, pollId, boat)
    expect((await choose(jonas, pollId, bike)).body.poll).toMatchObject({ participants: 2, chosen: [bike] })
    for (const browser of [odile, alix, jonas]) {
      const poll = await pollOf(browser, topicId)
      expect(poll.options.map((option: { count: number | null }) => option.count)).toEqual([null, null])
    }
    expect(await pollOf(odile, topicId)).toMatchObject({ participants: 2, chosen: [], can: { close: true } })
    expect(await pollOf(jonas, topicId)).toMatchObject({ chosen: [bike], can: { choose: true, close: false } })
  })

  it('can be answered anew, or not at all, until it is closed; then it is counted and forgets who', async () => {
    const { topicId, pollId, options } = await ask({ options: ['Boat', 'Bike', 'Train'], isMultiple: true })
    const [boat, bike] = options
    await choose(alix, pollId, boat)
    await choose(alix, pollId, bike, boat)
    await choose(jonas, pollId, bike)
    await choose(await house.as(world.colleague), pollId, bike)
    await choose(odile, pollId, boat)
    await choose(odile, pollId)
    expect((await jonas.post(`/api/polls/${pollId}/close`)).status).toBe(403)
    const closings = await Promise.all([
      alix.post(`/api/polls/${pollId}/close`),
      odile.post(`/api/polls/${pollId}/close`),
    ])
    expect(statusesOf(closings)).toEqual([200, 409])
    const poll = await pollOf(jonas, topicId)
    expect(poll.options.map((option: { text: string; count: number }) => [option.text, option.count])).toEqual([
      ['Boat', 1],
      ['Bike', 3],
      ['Train', 0],
    ])
    expect(poll).toMatchObject({ participants: 3, chosen: [], can: { choose: false, close: false } })
    expect(await house.db.select().from(pollChoices).where(eq(pollChoices.pollId, pollId))).toEqual([])
    expect((await choose(jonas, pollId, boat)).body.error.reason).toBe('poll_closed')
  })

  it('of fewer than three is closed without counts: each would know what the other chose', async () => {
    const { topicId, pollId, options } = await ask({ options: ['Boat', 'Bike'] })
    await choose(alix, pollId, options[0])
    await choose(jonas, pollId, options[1])
    await odile.post(`/api/polls/${pollId}/close`)
    const poll = await pollOf(odile, topicId)
    expect(poll).toMatchObject({ participants: 2, options: [{ count: null }, { count: null }] })
    expect(await house.db.select().from(pollChoices).where(eq(pollChoices.pollId, pollId))).toEqual([])
  })

  it('takes one answer where one is asked for, none of another poll, and nobody’s who may not write', async () => {
    const { pollId, options } = await ask({ options: ['Boat', 'Bike'] })
    const other = await ask({ options: ['Up', 'Down'] })
    expect((await choose(alix, pollId, ...options)).body.error.reason).toBe('poll_one_choice')
    expect((await choose(alix, pollId, other.options[0])).status).toBe(404)
    expect((await choose(alix, randomUUID(), options[0])).status).toBe(404)
    expect((await choose(await house.as(world.visitor), pollId, options[0])).status).toBe(403)
    expect((await choose(await house.as(world.guest), pollId, options[0])).status).toBe(404)
    const elsewhere = await makePupil(house.db)
    await makeMember(house.db, { projectId: (await makeProject(house.db)).id, user: elsewhere, role: 'pupil' })
    expect((await choose(await house.as(elsewhere), pollId, options[0])).status).toBe(404)
  })

  it('counts thirty who choose at once, each once', async () => {
    const { topicId, pollId, options } = await ask({ options: ['Boat', 'Bike'] })
    const voters: Browser[] = []
    for (let number = 0; number < 30; number += 1) {
      const user = await makePupil(house.db, { schoolId: world.school.id })
      await makeMember(house.db, { projectId: world.projectId, user, role: 'pupil' })
      voters.push(await house.as(user))
    }
    await Promise.all(
      voters.flatMap((voter, index) => [choose(voter, pollId, options[1]), choose(voter, pollId, options[index % 2])]),
    )
    await odile.post(`/api/polls/${pollId}/close`)
    const poll = await pollOf(odile, topicId)
    expect(poll.participants).toBe(30)
    const counts: number[] = poll.options.map((option: { count: number }) => option.count)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30)
  })
})
