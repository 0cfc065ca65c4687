import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '#db/schema/chat.ts'
import { files } from '#db/schema/files.ts'
import { forgetOldTalk, startForgetting } from '#server/chat/forget.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import type { TestUser } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { channelsOf, makeTalk, read, said, say, textsOf } from '#test/helpers/talk.ts'
import { download, upload } from '#test/helpers/uploads.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const days = (count: number) => hours(24 * count)
const as = (person: TestUser) => house.as(person)

/** How often a word stands anywhere in what is stored of talk. */
async function countStored(word: string): Promise<number> {
  const [row] = await house.db.execute<{ count: number }>(sql`
    select (select count(*) from messages as m where m::text ilike ${`%${word}%`})::int
      + (select count(*) from message_edits as e where e::text ilike ${`%${word}%`})::int
      + (select count(*) from message_files as f where f::text ilike ${`%${word}%`})::int as count`)
  return row?.count ?? -1
}

async function picture(browser: Browser, channelId: string): Promise<string> {
  const canvas = sharp({ create: { width: 4, height: 4, channels: 3, background: '#1f7056' } })
  const bytes = await canvas.png().toBuffer()
  return (await upload(house, browser, `/api/channels/${channelId}`, { bytes, type: 'image/png' })).body.file.id
}

const isStored = async (fileId: string) =>
  (await house.db.select({ id: files.id }).from(files).where(eq(files.id, fileId))).length === 1

describe('what a message said and brought before', () => {
  it('is there for teachers for thirty days, and then for nobody', async () => {
    const { channel, owner, pupil } = await makeTalk(house)
    const alix = await as(pupil)
    const [file, unsent] = [await picture(alix, channel), await picture(alix, channel)]
    const attachments = [{ id: file, alt: 'Canary of the weir' }]
    const removed = (await say(alix, channel, 'Canary that was sung', { attachments })).body.message.id
    const changed = await said(alix, channel, 'Canary that was put right')
    await alix.delete(`/api/messages/${removed}`)
    await alix.patch(`/api/messages/${changed}`, { text: 'A bird' })
    house.clock.advance(days(30) - 1)
    await forgetOldTalk(house.deps)
    const early = await as(owner)
    expect((await early.get(`/api/messages/${removed}/edits`)).body).toMatchObject({
      edits: [{ text: 'Canary that was sung' }],
      attachments: [{ id: file }],
    })
    expect((await download(house, early, file)).status).toBe(200)
    expect(await countStored('canary')).toBe(3)
    house.clock.advance(1)
    // Also where the night has not come yet.
    const late = await as(owner)
    const gone = { edits: [], attachments: [] }
    for (const id of [removed, changed]) expect((await late.get(`/api/messages/${id}/edits`)).body).toEqual(gone)
    expect((await download(house, late, file)).status).toBe(404)
    expect(await forgetOldTalk(house.deps)).toBe(4)
    expect(await countStored('canary')).toBe(0)
    expect([await isStored(file), await isStored(unsent)]).toEqual([false, false])
    const page = await read(late, channel)
    expect(page.messages).toMatchObject([
      { id: removed, sequence: 1, text: '', can: { readEdits: false } },
      { id: changed, sequence: 2, text: 'A bird', can: { readEdits: false } },
    ])
    expect(page.messages[0].deletedAt).not.toBeNull()
    expect(await forgetOldTalk(house.deps)).toBe(0)
  })

  it('goes as well where the message was taken back before it was delivered', async () => {
    const { channel, owner, pupil } = await makeTalk(house)
    const night = new Date(house.clock.now())
    night.setUTCHours(21)
    house.clock.advance(night.getTime() - house.clock.now().getTime())
    const alix = await as(pupil)
    const id = await said(alix, channel, 'Canary at night')
    expect((await (await as(owner)).delete(`/api/messages/${id}`)).status).toBe(200)
    house.clock.advance(days(30))
    await forgetOldTalk(house.deps)
    expect(await house.db.select().from(messages).where(eq(messages.id, id))).toEqual([])
    expect(await countStored('canary')).toBe(0)
  })
})

describe('what was said a year ago', () => {
  it('is gone with its files, and the channel goes on as it was numbered', async () => {
    const { channel, projectId, friend, pupil } = await makeTalk(house)
    morning()
    const alix = await as(pupil)
    const file = await picture(alix, channel)
    await say(alix, channel, 'Canary of last year', { attachments: [{ id: file, alt: 'Canary' }] })
    await said(alix, channel, 'Canary number two')
    const saidAt = house.clock.now().getTime()
    house.clock.advance(days(350))
    morning()
    await said(await as(pupil), channel, 'Of this year')
    house.clock.advance(saidAt + days(365) - 1 - house.clock.now().getTime())
    await forgetOldTalk(house.deps)
    expect(await countStored('canary')).toBe(3)
    house.clock.advance(1)
    await forgetOldTalk(house.deps)
    expect([await countStored('canary'), await isStored(file)]).toEqual([0, false])
    morning()
    const jonas = await as(friend)
    expect(await read(jonas, channel)).toMatchObject({
      messages: [{ sequence: 3, text: 'Of this year' }],
      hasBefore: false,
    })
    expect((await read(jonas, channel, '?after=0')).messages).toHaveLength(1)
    expect((await read(jonas, channel, '?around=1')).messages).toHaveLength(1)
    expect((await jonas.get(`/api/channels/${channel}/search?q=canary`)).body.messages).toEqual([])
    expect((await channelsOf(jonas, projectId))[0]).toMatchObject({ lastSequence: 3, unreadCount: 1 })
    expect((await say(jonas, channel, 'And on')).body.message.sequence).toBe(4)
  })

  it('is said to be gone to whoever has the project open, and to nobody else', async () => {
    const { channel, projectId, pupil } = await makeTalk(house)
    const other = await makeTalk(house)
    morning()
    await said(await as(pupil), channel, 'Canary of last year')
    house.clock.advance(days(365))
    const [here, elsewhere] = [
      house.join(`space-${projectId}`, await as(pupil)),
      house.join(`space-${other.projectId}`, await as(other.pupil)),
    ]
    await until(() => here.identities.length > 0 && elsewhere.identities.length > 0, 'both lines')
    await forgetOldTalk(house.deps)
    await until(() => here.notices.some(({ topic }) => topic === 'forgotten'), 'the notice')
    expect(await forgetOldTalk(house.deps)).toBe(0)
    house.deps.rooms.notice({ projectId: other.projectId }, { topic: 'people' })
    await until(() => elsewhere.notices.length > 0, 'a later notice')
    expect(elsewhere.notices.map(({ topic }) => topic)).toEqual(['people'])
    expect(here.notices.filter(({ topic }) => topic === 'forgotten')).toHaveLength(1)
  })

  it('leaves a mark where newer messages answer it, until they are gone too', async () => {
    const { channel, pupil, owner, friend } = await makeTalk(house)
    morning()
    const alix = await as(pupil)
    const top = await said(alix, channel, 'Canary at the top')
    const middle = (await say(alix, channel, `Canary in the middle <@${friend.id}>`, { replyTo: top })).body.message.id
    const aside = (await say(alix, channel, 'Canary beside it', { replyTo: middle })).body.message.id
    const odile = await as(owner)
    for (const path of [`${top}/pin`, `${middle}/reactions/heart`]) await odile.send('PUT', `/api/messages/${path}`)
    const last = (await say(alix, channel, 'Canary answering', { replyTo: aside })).body.message.id
    house.clock.advance(days(200))
    morning()
    const answer = (await say(await as(owner), channel, 'Still a good question', { replyTo: last })).body.message.id
    house.clock.advance(days(200))
    await forgetOldTalk(house.deps, 2)
    expect(await countStored('canary')).toBe(0)
    morning()
    const later = await as(owner)
    const mark = { text: '', authorId: null, deletedBy: null, pinnedAt: null, reactions: [], mentions: [] }
    expect((await read(later, channel)).messages).toMatchObject([
      { id: top, sequence: 1, threadId: null, threadCount: 2, ...mark },
      { id: last, sequence: 4, threadId: top, replyTo: top, ...mark },
      { id: answer, sequence: 5, threadId: top, replyTo: last, text: 'Still a good question' },
    ])
    expect((await read(later, channel, `?thread=${top}`)).messages).toHaveLength(2)
    expect((await say(later, channel, 'And again', { replyTo: answer })).status).toBe(201)
    expect(await forgetOldTalk(house.deps, 2)).toBe(0)
    house.clock.advance(days(400))
    expect(await forgetOldTalk(house.deps, 1)).toBe(4)
    expect(textsOf(await read(await as(owner), channel))).toEqual([])
  })

  const seed = Number(process.env['FORGET_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  it(`goes alone, whatever answers what and however large the steps are (FORGET_SEED=${seed})`, async () => {
    const random = seeded(seed)
    const { channel } = await makeTalk(house)
    const now = house.clock.now().getTime()
    const all: (typeof messages.$inferInsert)[] = []
    for (let sequence = 1; sequence <= 120; sequence++) {
      const answered = random() < 0.6 ? all[Math.floor(random() * all.length)] : undefined
      // Clocks have been set back before: a few are older than what they answer.
      const at = new Date(now - days(730) + days(6) * sequence - (random() < 0.1 ? days(300) : 0))
      const place = answered ? { replyTo: answered.id, threadId: answered.threadId ?? answered.id } : {}
      const old = at.getTime() <= now - days(365)
      all.push({ id: randomUUID(), channelId: channel, sequence, at, text: old ? 'Canary' : 'Kept', ...place })
    }
    await house.db.insert(messages).values(all)
    await forgetOldTalk(house.deps, 1 + Math.floor(random() * 20))
    expect(await countStored('canary')).toBe(0)
    const left = await house.db.select().from(messages).where(eq(messages.channelId, channel))
    const kept = all.filter((message) => message.text === 'Kept')
    const byId = new Map(left.map((message) => [message.id, message]))
    for (const { id, threadId = null } of kept)
      expect(byId.get(id)).toMatchObject({ text: 'Kept', deletedAt: null, threadId })
    for (const message of left) {
      if (message.text === 'Kept') continue
      const isAnswered = left.some((one) => one.replyTo === message.id || one.threadId === message.id)
      expect([message.authorId, message.text, isAnswered]).toEqual([null, '', true])
    }
    expect(await forgetOldTalk(house.deps)).toBe(0)
  })
})

describe('the hour of forgetting', () => {
  it('is soon after the start and each night, and comes again where the store was away', async () => {
    const clock = { run: () => {}, ms: 0 }
    let isAway = false
    const db = new Proxy(house.db, {
      get(target, name, receiver) {
        if (isAway) throw new Error('the store is away')
        return Reflect.get(target, name, receiver) as unknown
      },
    })
    const forgetting = startForgetting(
      { ...house.deps, db },
      {
        setTimeout: (run, ms) => Object.assign(clock, { run, ms }),
        clearTimeout: () => Object.assign(clock, { run: () => {} }),
      },
    )
    expect(clock.ms).toBe(60_000)
    for (const isAwayNow of [false, true, false]) {
      const { run } = clock
      isAway = isAwayNow
      house.clock.advance(clock.ms)
      run()
      await until(() => clock.run !== run, 'the next time')
      expect(new Date(house.clock.now().getTime() + clock.ms).toISOString()).toMatch(/T01:30:00/)
    }
    forgetting.stop()
  })
})

/** Ten o'clock of the next day of school: nothing waits for the end of quiet hours. */
function morning(): void {
  const next = new Date(house.clock.now().getTime() + days(1))
  next.setUTCHours(9, 0, 0, 0)
  while ([0, 6].includes(next.getUTCDay())) next.setUTCDate(next.getUTCDate() + 1)
  house.clock.advance(next.getTime() - house.clock.now().getTime())
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
