import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, minutes, statusesOf } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage, makePupil } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { channelsOf, makeTalk as makeTalkIn, read, say, textsOf } from '#test/helpers/talk.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const makeTalk = () => makeTalkIn(house)

describe('the channels of a project', () => {
  it('are made with it, with its groups and with the pupils who come into it', async () => {
    const { owner, school } = await makeClassProject(house.db)
    const browser = await house.as(owner)
    const founded = await browser.post('/api/projects', {
      ...{ kind: 'school', name: 'Water', cover: 2, languages: ['fr'], subjects: [], start: 'alone' },
      ...{ ageFrom: 11, ageTo: 12 },
    })
    const projectId = founded.body.id
    await browser.post(`/api/projects/${projectId}/groups`, { name: 'Beavers' })
    const pupil = await makePupil(house.db, { schoolId: school.id })
    await browser.post(`/api/projects/${projectId}/pupils`, { userIds: [pupil.id] })
    const seen = await channelsOf(browser, projectId)
    expect(seen.map(({ kind, title, pupilId }) => [kind, title, pupilId])).toEqual([
      ['project', null, null],
      ['teachers', null, null],
      ['forum', null, null],
      ['group', 'Beavers', null],
      ['ask', null, pupil.id],
    ])
    const theirs = await channelsOf(await house.as(pupil), projectId)
    expect(theirs.map(({ kind }) => kind)).toEqual(['project', 'forum', 'ask'])
  })

  it('go with a group that is removed, unless something was said there', async () => {
    const { projectId, heronsChannel, herons, otters, odile, alix } = await makeTalk()
    await say(alix, heronsChannel, 'We were here')
    await odile.delete(`/api/groups/${herons.id}`)
    await odile.delete(`/api/groups/${otters.id}`)
    const groups = (await channelsOf(odile, projectId)).filter(({ kind }) => kind === 'group')
    expect(groups.map(({ title, can }) => [title, can])).toEqual([['Herons', { write: false, moderate: true }]])
    expect(textsOf(await read(odile, heronsChannel))).toEqual(['We were here'])
    expect((await alix.get(`/api/channels/${heronsChannel}/messages`)).status).toBe(404)
  })
})

describe('a message', () => {
  it('gets time, author and the next sequence from the server, whatever the client claims', async () => {
    const { channel, alix, pupil } = await makeTalk()
    for (const forged of [{ authorId: randomUUID() }, { at: '2020-01-01T00:00:00Z' }, { sequence: 7 }])
      expect((await say(alix, channel, 'Hello', forged)).status).toBe(400)
    const first = await say(alix, channel, 'Salut', { language: 'fr' })
    const second = await say(alix, channel, 'Hallo', { language: 'de' })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.message).toMatchObject({
      ...{ sequence: 1, authorId: pupil.id, text: 'Salut', language: 'fr', reactions: [], mentions: [] },
      at: house.clock.now().toISOString(),
    })
    expect(second.body.message.sequence).toBe(2)
    expect(textsOf(await read(alix, channel))).toEqual(['Salut', 'Hallo'])
  })

  it('is stored once, however often it is sent, and at once as well', async () => {
    const { channel, alix, jonas } = await makeTalk()
    const id = randomUUID()
    const once = () => alix.post(`/api/channels/${channel}/messages`, { id, text: 'Only me' })
    expect(statusesOf(await Promise.all([once(), once(), once(), once()]))).toEqual([200, 200, 200, 201])
    const again = await once()
    expect([again.status, again.body.message.sequence]).toEqual([200, 1])
    const other = await jonas.post(`/api/channels/${channel}/messages`, { id, text: 'Mine' })
    expect(other.body.error.reason).toBe('message_id_taken')
    expect((await say(jonas, channel, 'Next')).body.message.sequence).toBe(2)
    expect(textsOf(await read(alix, channel))).toEqual(['Only me', 'Next'])
  })

  it('takes no gap in the sequence when many write at once', async () => {
    const { channel, alix, jonas, odile, petra } = await makeTalk()
    const people = [alix, jonas, odile, petra]
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => say(people[index % 4] ?? alix, channel, `Number ${index}`)),
    )
    const sequences = answers.map((answer) => answer.body.message.sequence).toSorted((a, b) => a - b)
    expect(sequences).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  })

  it('reaches those in the space who may read the channel, with what each may do, and nobody else', async () => {
    const { channel, teachersChannel, askChannel, projectId, alix, odile, petra, guest, pupil, owner } =
      await makeTalk()
    const room = `space-${projectId}`
    const pupilsPeer = await house.join(room, alix).synced()
    const teachersPeer = await house.join(room, petra).synced()
    const guestsPeer = await house.join(room, await house.as(guest)).synced()
    await say(alix, channel, 'Everybody')
    await say(odile, teachersChannel, 'Colleagues')
    await say(alix, askChannel, 'A question')
    await say(odile, channel, 'The end')
    await until(() => pupilsPeer.notices.length === 3 && teachersPeer.notices.length === 4)
    const heard = (peer: typeof pupilsPeer) => peer.notices.map(({ message }) => message as Record<string, unknown>)
    expect(heard(pupilsPeer).map(({ text }) => text)).toEqual(['Everybody', 'A question', 'The end'])
    expect(heard(teachersPeer).map(({ text }) => text)).toEqual(['Everybody', 'Colleagues', 'A question', 'The end'])
    expect(heard(pupilsPeer)[0]).toMatchObject({ authorId: pupil.id, can: { edit: true, remove: true, pin: false } })
    expect(heard(teachersPeer)[0]).toMatchObject({ can: { edit: false, remove: true, pin: true } })
    expect(heard(pupilsPeer)[2]).toMatchObject({ authorId: owner.id, can: { edit: false, remove: false, react: true } })
    expect(guestsPeer.notices).toEqual([])
    expect(JSON.stringify(pupilsPeer.notices)).not.toContain('Odile')
  })

  it('answers another of the same channel, and joins its thread', async () => {
    const { channel, heronsChannel, alix, jonas } = await makeTalk()
    const top = (await say(alix, channel, 'What is a weir?')).body.message
    const reply = (await say(jonas, channel, 'A small dam', { replyTo: top.id })).body.message
    const deeper = (await say(alix, channel, 'Thanks', { replyTo: reply.id })).body.message
    expect([reply.threadId, deeper.replyTo, deeper.threadId]).toEqual([top.id, reply.id, top.id])
    expect((await say(alix, heronsChannel, 'Elsewhere', { replyTo: top.id })).status).toBe(404)
    expect((await say(alix, channel, 'To nobody', { replyTo: randomUUID() })).status).toBe(404)
    expect(textsOf(await read(alix, channel, `?thread=${top.id}`))).toEqual(['A small dam', 'Thanks'])
    const tops = await read(alix, channel, '?thread=top')
    expect(tops.messages).toMatchObject([{ text: 'What is a weir?', threadCount: 2 }])
    expect((await read(alix, channel)).messages).toHaveLength(3)
  })

  it('mentions people who read the channel and documents its author may see; anything else is only text', async () => {
    const { channel, projectId, alix, pupil, owner, guest, friend } = await makeTalk()
    const page = await makePage(house.db, { projectId, authorId: owner.id })
    const hidden = await makePage(house.db, { projectId, authorId: owner.id, access: 'teachers' })
    const elsewhere = await makePage(house.db, { authorId: owner.id })
    const text = [
      ...[friend.id, guest.id, randomUUID(), friend.id].map((id) => `<@${id}>`),
      ...[page.id, hidden.id, elsewhere.id].map((id) => `<#${id}>`),
    ].join(' ')
    const { message } = (await say(alix, channel, text)).body
    expect(message.text).toBe(text)
    expect(message.mentions).toEqual([
      { kind: 'person', id: friend.id },
      { kind: 'document', id: page.id },
    ])
    expect((await read(alix, channel)).messages[0].mentions).toEqual(expect.arrayContaining(message.mentions))
    expect(pupil.id).not.toBe(friend.id)
  })

  it('loses what would turn around or hide between other people’s words, and keeps every script', async () => {
    const { channel, alix } = await makeTalk()
    const sent = async (text: string) => (await say(alix, channel, text)).body.message?.text
    expect(await sent('abc\u202Edcba\u2066x\u2069')).toBe('abcdcbax')
    expect(await sent('a\u0000b\u0007c\r\nd\u2028e\tf')).toBe('abc\nd\ne\tf')
    expect(await sent('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
    for (const kept of ['مرحبا \u200fبالعالم', 'Привіт, їжак', 'გამარჯობა', 'Բարեւ', 'Καλημέρα', 'नमस्ते', '👩\u200d🏫'])
      expect(await sent(kept)).toBe(kept.normalize('NFC'))
    expect(await sent(`q${'\u0301'.repeat(200)}!`)).toBe(`q${'\u0301'.repeat(6)}!`)
    for (const empty of ['', '  \n ', '\u202E', '\u200b'])
      expect((await say(alix, channel, empty)).body.error.reason).toBe('message_empty')
    expect((await say(alix, channel, 'é'.repeat(4_000))).status).toBe(201)
    expect((await say(alix, channel, '🦦'.repeat(4_000))).status).toBe(201)
    expect((await say(alix, channel, 'e'.repeat(4_001))).body.error.reason).toBe('message_too_long')
    expect((await say(alix, channel, 'e'.repeat(300_000))).status).toBe(413)
  })

  it('is held back where somebody floods, with the time to wait', async () => {
    const { channel, alix } = await makeTalk()
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => say(alix, channel, `Flood ${index}`)))
    const refused = answers.filter((answer) => answer.status === 429)
    expect(refused.length).toBe(20)
    expect(refused[0]?.body.error.reason).toBe('too_many_messages')
    expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect((await read(alix, channel)).messages).toHaveLength(40)
  })
})

describe('a channel', () => {
  it('is read in pages from either end, around a message and from a day on', async () => {
    const { channel, owner } = await makeTalk()
    let odile = await house.as(owner)
    for (let index = 1; index <= 9; index++) {
      await say(odile, channel, String(index))
      if (index !== 5) continue
      house.clock.advance(minutes(24 * 60))
      odile = await house.as(owner)
    }
    const day = house.clock.now().toISOString().slice(0, 10)
    const page = async (query: string) => {
      const { hasBefore, hasAfter, ...rest } = await read(odile, channel, query)
      return [textsOf(rest).join(''), hasBefore, hasAfter]
    }
    expect(await page('?limit=4')).toEqual(['6789', true, false])
    expect(await page('?limit=4&before=6')).toEqual(['2345', true, true])
    expect(await page('?limit=4&before=3')).toEqual(['12', false, true])
    expect(await page('?limit=4&after=0')).toEqual(['1234', false, true])
    expect(await page('?limit=4&after=7')).toEqual(['89', true, false])
    expect(await page('?limit=4&around=5')).toEqual(['3456', true, true])
    expect(await page(`?limit=4&date=${day}`)).toEqual(['4567', true, true])
    expect(await page('?limit=4&date=2031-01-01')).toEqual(['6789', true, false])
    expect((await odile.get(`/api/channels/${channel}/messages?before=2&after=1`)).status).toBe(400)
  })

  it('counts what is unread, up to the mark and without one’s own words', async () => {
    const { channel, projectId, odile, alix } = await makeTalk()
    for (const text of ['One', 'Two', 'Three']) await say(odile, channel, text)
    await say(alix, channel, 'Mine')
    const unread = async (browser: Browser) =>
      (await channelsOf(browser, projectId)).find(({ id }) => id === channel)?.unreadCount
    expect([await unread(alix), await unread(odile)]).toEqual([3, 1])
    const mark = (sequence: number) => alix.send('PUT', `/api/channels/${channel}/read`, { sequence })
    expect((await mark(2)).status).toBe(204)
    expect(await unread(alix)).toBe(1)
    await mark(1)
    expect(await unread(alix)).toBe(1)
    await mark(99)
    expect(await unread(alix)).toBe(0)
    await say(odile, channel, 'Five')
    expect(await unread(alix)).toBe(1)
  })

  it('is paused for pupils until a teacher or the clock ends it; what was stored before is still answered', async () => {
    const { channel, odile, alix } = await makeTalk()
    const id = randomUUID()
    await alix.post(`/api/channels/${channel}/messages`, { id, text: 'Before' })
    const until = new Date(house.clock.now().getTime() + minutes(15)).toISOString()
    const paused = await odile.patch(`/api/channels/${channel}`, { isPaused: true, pausedUntil: until })
    expect(paused.body.channel).toMatchObject({ isPaused: true, pausedUntil: until, can: { write: true } })
    expect((await say(alix, channel, 'May I?')).body.error.reason).toBe('channel_paused')
    expect((await say(odile, channel, 'Listen')).status).toBe(201)
    expect((await alix.post(`/api/channels/${channel}/messages`, { id, text: 'Before' })).status).toBe(200)
    house.clock.advance(minutes(16))
    expect((await say(alix, channel, 'Now')).status).toBe(201)
    await odile.patch(`/api/channels/${channel}`, { isPaused: true })
    expect((await say(alix, channel, 'Again?')).status).toBe(409)
    await odile.patch(`/api/channels/${channel}`, { isPaused: false })
    expect((await say(alix, channel, 'Again')).status).toBe(201)
    const past = { isPaused: true, pausedUntil: '2020-01-01T00:00:00Z' }
    expect((await odile.patch(`/api/channels/${channel}`, past)).body.error.fields[0].reason).toBe('pause_end')
  })

  it('is slowed down for pupils, to the second, at once as well', async () => {
    const { channel, odile, alix } = await makeTalk()
    await odile.patch(`/api/channels/${channel}`, { slowSeconds: 30 })
    const answers = await Promise.all([1, 2, 3].map((index) => say(alix, channel, `Fast ${index}`)))
    expect(statusesOf(answers)).toEqual([201, 429, 429])
    const refused = answers.find((answer) => answer.status === 429)
    expect([refused?.body.error.reason, refused?.headers.get('Retry-After')]).toEqual(['slow_mode', '30'])
    house.clock.advance(30_000)
    expect((await say(alix, channel, 'Calm')).status).toBe(201)
    expect((await say(odile, channel, 'One')).status + (await say(odile, channel, 'Two')).status).toBe(402)
  })

  it('that needs a teacher is open to pupils while one is in the space', async () => {
    const { channel, projectId, petra, alix, visitor } = await makeTalk()
    await petra.patch(`/api/channels/${channel}`, { needsTeacher: true })
    const room = `space-${projectId}`
    await house.join(room, await house.as(visitor)).synced()
    expect((await say(alix, channel, 'Anybody?')).body.error.reason).toBe('channel_needs_teacher')
    const mayWrite = async () => (await channelsOf(alix, projectId)).find(({ id }) => id === channel)?.can
    expect(await mayWrite()).toMatchObject({ write: false })
    const teacher = await house.join(room, petra).synced()
    expect(await mayWrite()).toMatchObject({ write: true })
    expect((await say(alix, channel, 'Hello')).status).toBe(201)
    teacher.destroy()
    await until(() => !house.rooms.present({ projectId }).some((id) => id !== visitor.id))
    expect((await say(alix, channel, 'Still?')).status).toBe(409)
  })
})
