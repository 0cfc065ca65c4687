import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notices } from '#db/schema/notices.ts'
import { sweepNotices } from '#server/notices/notices.ts'
import { lookAtClocks, watchedFromNow } from '#server/quiet/watch.ts'
import { type Browser, hours, minutes } from '#test/helpers/app.ts'
import { makeClassroom, makePage, makePupil, type TestUser } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
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

interface NoticeSeen {
  id: string
  kind: string
  isRead: boolean
  actor: { name: string; kind: string } | null
  message: { excerpt: string; sequence: number } | null
  document: { title: string } | null
  classroom: { name: string } | null
}

const as = (person: TestUser) => house.as(person)
const bellOf = async (
  browser: Browser,
): Promise<{ notices: NoticeSeen[]; unreadCount: number; nextBefore: string | null }> =>
  (await browser.get('/api/notices')).body
const kindsOf = async (person: TestUser) => (await bellOf(await as(person))).notices.map((notice) => notice.kind)
const unreadOf = async (person: TestUser) => (await (await as(person)).get('/api/notices/unread')).body.unreadCount

async function listen(person: TestUser) {
  const peer = await house.join(`space-${world.projectId}`, await as(person)).synced()
  return () => peer.notices.filter(({ topic }) => topic === 'notices').length
}

describe('the bell', () => {
  it('rings for who is mentioned and who is answered, once each, with names for whoever reads it', async () => {
    const { channel, alix, jonas, odile, pupil, friend, owner, colleague } = world
    const rings = await listen(friend)
    const top = await said(jonas, channel, 'Wie war der Fluss?')
    await say(alix, channel, `Salut <@${friend.id}>, il était haut <@${pupil.id}>`, { replyTo: top })
    await until(() => rings() === 1, 'the ring')
    const [notice] = (await bellOf(await as(friend))).notices
    expect(notice).toMatchObject({
      kind: 'mention',
      isRead: false,
      actor: { name: 'Blue Heron', kind: 'pupil' },
      message: { excerpt: 'Salut @Jonas K., il était haut @Blue Heron', sequence: 2 },
    })
    // Nobody rings their own bell.
    expect(await kindsOf(pupil)).toEqual([])
    await say(odile, channel, 'Bravo', { replyTo: top })
    expect(await kindsOf(friend)).toEqual(['reply', 'mention'])
    await say(jonas, channel, `<@${owner.id}> <@${colleague.id}> merci`)
    const seen = await bellOf(await as(owner))
    expect(seen.notices).toMatchObject([{ kind: 'mention', actor: { name: 'Quick Otter' } }])
    expect((await bellOf(await as(colleague))).notices).toMatchObject([{ actor: { name: 'Jonas K.' } }])
  })

  it('says the same message once, whoever sends it again', async () => {
    const { channel, alix, friend } = world
    const { body } = await say(alix, channel, `<@${friend.id}>`)
    await say(alix, channel, `<@${friend.id}>`, { id: body.message.id })
    expect(await kindsOf(friend)).toEqual(['mention'])
  })

  it('is silent for who may not read the channel, and forgets what is taken away', async () => {
    const { heronsChannel, channel, alix, friend, herons, owner, pupil, odile, projectId, otters } = world
    await say(alix, heronsChannel, `<@${friend.id}> nur für uns`)
    expect(await kindsOf(friend)).toEqual([])
    const gone = await said(alix, channel, `<@${friend.id}> <@${owner.id}>`)
    expect(await unreadOf(friend)).toBe(1)
    await alix.delete(`/api/messages/${gone}`)
    expect([await unreadOf(friend), await unreadOf(owner)]).toEqual([0, 0])
    // A right that was lost since takes the words along.
    await say(odile, heronsChannel, `<@${pupil.id}> secret`)
    expect(await kindsOf(pupil)).toEqual(['mention'])
    await odile.patch(`/api/projects/${projectId}/members/${pupil.id}`, { groupId: otters.id })
    expect(await kindsOf(pupil)).toEqual([])
    await odile.patch(`/api/projects/${projectId}/members/${pupil.id}`, { groupId: herons.id })
    await odile.delete(`/api/projects/${projectId}/members/${pupil.id}`)
    expect(await kindsOf(pupil)).toEqual([])
  })

  it('rings for somebody who is mentioned by putting a message right', async () => {
    const { channel, alix, friend, owner } = world
    const id = await said(alix, channel, `<@${friend.id}>`)
    await alix.patch(`/api/messages/${id}`, { text: `<@${friend.id}> <@${owner.id}>` })
    expect([await kindsOf(friend), await kindsOf(owner)]).toEqual([['mention'], ['mention']])
  })

  it('is read by looking at it, by reading the channel, or all at once; only one’s own', async () => {
    const { channel, alix, friend, owner } = world
    for (const text of ['eins', 'zwei', 'drei']) await say(alix, channel, `<@${friend.id}> ${text}`)
    await say(alix, channel, `<@${owner.id}>`)
    const jonas = await as(friend)
    const [three] = (await bellOf(jonas)).notices
    const [foreign] = (await bellOf(await as(owner))).notices
    const marked = await jonas.send('PUT', '/api/notices/read', { ids: [three?.id, foreign?.id] })
    expect(marked.body.unreadCount).toBe(2)
    expect(await unreadOf(owner)).toBe(1)
    await jonas.send('PUT', `/api/channels/${channel}/read`, { sequence: 1 })
    expect(await unreadOf(friend)).toBe(1)
    expect((await jonas.send('PUT', '/api/notices/read', { all: true })).body.unreadCount).toBe(0)
    expect((await bellOf(jonas)).notices.map((notice) => notice.isRead)).toEqual([true, true, true])
  })

  it('is read page after page, without a notice twice', async () => {
    const { channel, alix, friend } = world
    for (let number = 0; number < 7; number++) await say(alix, channel, `<@${friend.id}> ${number}`)
    const jonas = await as(friend)
    const seen: string[] = []
    let before = ''
    do {
      const { body } = await jonas.get(`/api/notices?limit=3${before && `&before=${before}`}`)
      seen.push(...body.notices.map((notice: NoticeSeen) => notice.id))
      before = body.nextBefore ?? ''
    } while (before)
    expect([seen.length, new Set(seen).size]).toEqual([7, 7])
  })

  it('forgets after a month what was read', async () => {
    const { channel, alix, friend, owner } = world
    await say(alix, channel, `<@${friend.id}> <@${owner.id}>`)
    await (await as(friend)).send('PUT', '/api/notices/read', { all: true })
    house.clock.advance(hours(24 * 31))
    await sweepNotices(house.deps)
    expect([await kindsOf(friend), await kindsOf(owner)]).toEqual([[], ['mention']])
  })
})

describe('the bell of a pupil in quiet hours', () => {
  const goTo = (text: string) => house.clock.advance(Date.parse(text) - house.clock.now().getTime())

  it('is silent, and rings with all that was gathered when they are over', async () => {
    goTo('2027-02-02T20:00:00Z')
    const { channel, pupil, friend, owner } = world
    const rings = await listen(pupil)
    await say(await as(owner), channel, `<@${pupil.id}> <@${friend.id}> demain à la rivière`)
    await say(await as(pupil), channel, `<@${owner.id}> <@${friend.id}> d’accord`)
    expect([await unreadOf(pupil), await kindsOf(pupil), rings()]).toEqual([0, [], 0])
    // Marked as read is only what has rung.
    await (await as(pupil)).send('PUT', '/api/notices/read', { all: true })
    expect(await kindsOf(owner)).toEqual([])
    goTo('2027-02-03T06:00:00Z')
    const watched = watchedFromNow()
    await lookAtClocks(house.deps, watched)
    expect(await kindsOf(pupil)).toEqual(['mention'])
    expect(await unreadOf(pupil)).toBe(1)
    expect((await kindsOf(friend)).toSorted()).toEqual(['mention', 'mention'])
    expect(await kindsOf(owner)).toEqual(['mention'])
    await lookAtClocks(house.deps, watched)
    expect(await kindsOf(owner)).toEqual(['mention'])
  })
})

describe('what else the bell says', () => {
  it('tells pupils that they are in a project, and that their pseudonym was there already', async () => {
    const { school, owner, projectId } = world
    const newcomer = await makePupil(house.db, { schoolId: school.id, pseudonym: 'Quick Otter' })
    await (await as(owner)).post(`/api/projects/${projectId}/pupils`, { userIds: [newcomer.id] })
    expect((await kindsOf(newcomer)).toSorted()).toEqual(['added', 'pseudonym_replaced'])
  })

  it('tells who invited that somebody came', async () => {
    const { owner, projectId, guest, friend } = world
    const invited = await (await as(owner)).post(`/api/projects/${projectId}/invitations`, { role: 'visitor' })
    const token = new URL(invited.body.invitation.url).hash.slice(1)
    await (await as(owner)).delete(`/api/projects/${projectId}/members/${guest.id}`)
    await (await as(guest)).post('/api/invitations/accept', { token })
    expect((await bellOf(await as(owner))).notices).toMatchObject([
      { kind: 'joined', actor: { name: guest.displayName } },
    ])
    expect(await kindsOf(friend)).toEqual([])
  })

  it('tells teachers of a pseudonym that is asked for, and the pupil of the answer', async () => {
    const { school, owner, pupil } = world
    const classroom = await makeClassroom(house.db, {
      schoolId: school.id,
      teacherId: owner.id,
      name: `5e ${pupil.id.slice(0, 8)}`,
    })
    const asking = await makePupil(house.db, { schoolId: school.id, classroomId: classroom.id })
    await (await as(asking)).send('PUT', '/api/me/pseudonym', { pseudonym: 'Loutre du phare' })
    const [asked] = (await bellOf(await as(owner))).notices
    expect(asked).toMatchObject({
      kind: 'pseudonym_asked',
      actor: { name: asking.displayName },
      classroom: { name: classroom.name },
    })
    const path = `/api/classrooms/${classroom.id}/pupils/${asking.id}/pseudonym`
    await (await as(owner)).post(path, { isApproved: true })
    expect(await kindsOf(asking)).toEqual(['pseudonym_approved'])
  })

  it('tells those who wrote in a page that it was brought back to an earlier version', async () => {
    const { projectId, owner, pupil, herons } = world
    const page = await makePage(house.db, { projectId, authorId: owner.id, groupId: herons.id, title: 'Our river' })
    const peer = await house.join(page.id, await as(pupil)).synced()
    writeParagraph(peer.ydoc, 'a word')
    await until(() => peer.stored > 0, 'the word stored')
    const odile = await as(owner)
    const named = await odile.post(`/api/documents/${page.id}/versions`, { name: 'First' })
    house.clock.advance(minutes(1))
    await odile.post(`/api/versions/${named.body.version.id}/restore`)
    expect((await bellOf(await as(pupil))).notices).toMatchObject([
      { kind: 'restored', actor: { name: 'Odile Owner' }, document: { title: 'Our river' } },
    ])
    expect(await kindsOf(owner)).toEqual([])
    const rows = await house.db.select().from(notices).where(eq(notices.documentId, page.id))
    expect(rows).toHaveLength(1)
  })
})
