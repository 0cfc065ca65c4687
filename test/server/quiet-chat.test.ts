import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '#db/schema/chat.ts'
import { schools } from '#db/schema/schools.ts'
import { lookAtClocks, watchedFromNow } from '#server/quiet/watch.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import { makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import type { Peer } from '#test/helpers/relay.ts'
import { until } from '#test/helpers/relay.ts'
import { channelsOf, makeTalk, read, said, say, textsOf } from '#test/helpers/talk.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

/** Alix in Paris, Jonas in Athens: an hour apart. */
async function openWorld() {
  const talk = await makeTalk(house)
  await house.db
    .update(schools)
    .set({ timeZone: 'Europe/Athens', countryCode: 'GR' })
    .where(eq(schools.id, talk.partner.id))
  return { ...talk, watched: watchedFromNow() }
}

let world: Awaited<ReturnType<typeof openWorld>>
let day = 0
beforeEach(async () => {
  world = await openWorld()
  day += 1
})

/** A time of a day of each test's own, in winter: Tuesdays to Thursdays of weeks that follow each other. */
const date = (offset = 0): string => new Date(Date.UTC(2027, 0, 5 + 7 * day + offset)).toISOString().substring(0, 10)
const moment = (time: string, offset = 0): string => `${date(offset)}T${time}:00.000Z`

/** Moves the clock of the server and lets it look around. */
async function goTo(time: string, offset = 0) {
  house.clock.advance(Date.parse(moment(time, offset)) - house.clock.now().getTime())
  await lookAtClocks(house.deps, world.watched)
}

const as = (person: TestUser) => house.as(person)
const heldBy = async (browser: Browser, channel: string) =>
  textsOf((await browser.get(`/api/channels/${channel}/held`)).body)
const seenBy = async (person: TestUser) => textsOf(await read(await as(person), world.channel))

/** What this person's line to the space is told: texts of messages, and topics of everything else. */
async function listen(person: TestUser): Promise<Peer> {
  return house.join(`space-${world.projectId}`, await as(person)).synced()
}
const heardBy = (peer: Peer) =>
  peer.notices.map(({ topic, message }) => (topic === 'message' ? String(Object(message).text) : (topic ?? '')))

describe('what a pupil writes in quiet hours', () => {
  it('is stored at once, seen by teachers, and delivered at seven: once, in order, to everybody', async () => {
    const { channel, pupil, friend, teacher, owner } = world
    await goTo('20:00')
    const alix = await as(pupil)
    const first = await say(alix, channel, 'Bonne nuit')
    expect(first.status).toBe(201)
    expect(first.body.message).toMatchObject({ sequence: null, deliverAt: moment('06:00', 1) })
    expect((await say(alix, channel, 'Et demain ?')).body.message.sequence).toBeNull()
    // The same id again is the same message, and waits as before.
    const again = await say(alix, channel, 'Bonne nuit', { id: first.body.message.id })
    expect([again.status, again.body.message.deliverAt]).toEqual([200, moment('06:00', 1)])
    expect(await heldBy(alix, channel)).toEqual(['Bonne nuit', 'Et demain ?'])
    expect(await heldBy(await as(teacher), channel)).toEqual(['Bonne nuit', 'Et demain ?'])
    expect(await heldBy(await as(friend), channel)).toEqual([])
    expect(await seenBy(owner)).toEqual([])

    await goTo('05:59', 1)
    expect(await seenBy(owner)).toEqual([])
    const [line, own] = [await listen(friend), await listen(pupil)]
    house.clock.advance(60_000)
    await Promise.all([1, 2, 3].map(() => lookAtClocks(house.deps, world.watched)))
    await until(() => heardBy(own).includes('Et demain ?') && heardBy(line).includes('Et demain ?'), 'the delivery')
    const texts = (peer: Peer) => heardBy(peer).filter((word) => ['Bonne nuit', 'Et demain ?'].includes(word))
    expect(texts(own)).toEqual(['Bonne nuit', 'Et demain ?'])
    expect(texts(line)).toEqual(['Bonne nuit', 'Et demain ?'])
    const page = await read(await as(friend), channel)
    expect(page.messages.map((one: { sequence: number }) => one.sequence)).toEqual([1, 2])
    expect(page.messages[0]).toMatchObject({ at: moment('20:00'), deliverAt: moment('06:00', 1) })
    expect(await heldBy(await as(pupil), channel)).toEqual([])
  })

  it('is delivered by a server that was away at seven, and never twice', async () => {
    const { channel, pupil, friend } = world
    await goTo('20:00')
    await say(await as(pupil), channel, 'Encore là')
    house.clock.advance(Date.parse(moment('08:30', 1)) - house.clock.now().getTime())
    for (let start = 0; start < 3; start++) await lookAtClocks(house.deps, watchedFromNow())
    expect(await seenBy(friend)).toEqual(['Encore là'])
  })

  it('can be put right or taken back while it waits, and a teacher may take it away', async () => {
    const { channel, pupil, friend, teacher } = world
    await goTo('20:00')
    const alix = await as(pupil)
    const [one, two, three] = [
      await said(alix, channel, 'Un'),
      await said(alix, channel, 'Deux'),
      await said(alix, channel, 'Trois'),
    ] as const
    expect((await alix.patch(`/api/messages/${one}`, { text: 'Un !' })).body.message).toMatchObject({ sequence: null })
    await alix.delete(`/api/messages/${two}`)
    const tom = await as(teacher)
    expect((await tom.delete(`/api/messages/${three}`)).status).toBe(200)
    for (const path of [`/api/messages/${one}/pin`, `/api/messages/${one}/reactions/heart`])
      expect((await tom.send('PUT', path)).body.error.reason).toBe('message_waits')
    expect((await (await as(friend)).send('PUT', `/api/messages/${one}/reactions/heart`)).status).toBe(404)
    expect((await say(await as(friend), channel, 'Oui', { replyTo: one })).status).toBe(404)
    await goTo('06:00', 1)
    expect(await seenBy(friend)).toEqual(['Un !'])
    expect((await house.db.select().from(messages).where(eq(messages.id, two)))[0]?.sequence).toBeNull()
  })

  it('moves with the calendar: a day without school makes it wait, one that is taken away does not', async () => {
    const { channel, pupil, friend, school } = world
    await goTo('20:00')
    const id = await said(await as(pupil), channel, 'À demain')
    const { schoolAdmin } = await makeAdmin(school.id)
    const added = await schoolAdmin.post('/api/school/holidays', {
      holidays: [{ from: date(1), to: date(1), name: 'Neige' }],
    })
    const timeOf = async () => (await house.db.select().from(messages).where(eq(messages.id, id)))[0]?.deliverAt
    expect(await timeOf()).toEqual(new Date(moment('06:00', 2)))
    await goTo('06:00', 1)
    expect(await seenBy(friend)).toEqual([])
    const again = (await makeAdmin(school.id)).schoolAdmin
    await again.delete(`/api/school/holidays/${added.body.holidays[0].id}`)
    expect(await seenBy(friend)).toEqual(['À demain'])
  })

  it('comes through at once with an exception, for pupils of that school alone', async () => {
    const { channel, pupil, friend, owner, projectId } = world
    await goTo('20:00')
    await say(await as(pupil), channel, 'Nous sommes dans le car')
    const until_ = new Date(house.clock.now().getTime() + hours(1)).toISOString()
    const odile = await as(owner)
    await odile.post(`/api/projects/${projectId}/quiet-exceptions`, { until: until_, reason: 'Retour de sortie' })
    expect(await seenBy(pupil)).toEqual(['Nous sommes dans le car'])
    expect((await say(await as(pupil), channel, 'Bientôt là')).body.message.sequence).toBe(2)
    // In Athens it is night, and nobody there made an exception.
    expect(await seenBy(friend)).toEqual([])
    await goTo('21:30')
    expect((await say(await as(pupil), channel, 'Arrivés')).body.message.sequence).toBeNull()
    expect(await seenBy(pupil)).toEqual(['Nous sommes dans le car', 'Bientôt là'])
    await goTo('05:00', 1)
    expect(await seenBy(friend)).toEqual(['Nous sommes dans le car', 'Bientôt là'])
  })
})

describe('what reaches a pupil', () => {
  it('waits for their own school’s morning, whatever the clock of who wrote it', async () => {
    const { channel, pupil, friend, projectId } = world
    await goTo('18:30')
    // Half past seven in Paris, half past eight in Athens.
    const line = await listen(friend)
    const written = await say(await as(pupil), channel, 'On mange')
    expect(written.body.message.sequence).toBe(1)
    expect(await seenBy(pupil)).toEqual(['On mange'])
    const jonas = await as(friend)
    expect(await seenBy(friend)).toEqual([])
    const [first] = await channelsOf(jonas, projectId)
    expect(first).toMatchObject({ kind: 'project', lastSequence: 0, lastAt: null, unreadCount: 0 })
    expect((await jonas.get(`/api/channels/${channel}/search?q=mange`)).body.messages).toEqual([])
    expect((await say(jonas, channel, 'Oui', { replyTo: written.body.message.id })).status).toBe(404)
    const react = `/api/messages/${written.body.message.id}/reactions/heart`
    expect((await jonas.send('PUT', react)).status).toBe(404)
    // Seven in Athens is six in Paris.
    await goTo('05:00', 1)
    await until(() => heardBy(line).includes('missed') || line.closed !== null, 'the morning')
    expect(heardBy(line)).not.toContain('On mange')
    expect(await seenBy(friend)).toEqual(['On mange'])
    expect((await channelsOf(await as(friend), projectId))[0]).toMatchObject({ lastSequence: 1, unreadCount: 1 })
    await say(await as(friend), channel, 'Guten Morgen')
    expect(await seenBy(pupil)).toEqual(['On mange'])
    await goTo('06:00', 1)
    expect(await seenBy(pupil)).toEqual(['On mange', 'Guten Morgen'])
  })

  it('of a teacher waits too, while teachers have it at once', async () => {
    const { channel, pupil, owner, colleague, friend } = world
    await goTo('21:00')
    const line = await listen(colleague)
    const night = await listen(pupil)
    const { message } = (await say(await as(owner), channel, 'Pensez aux bottes')).body
    expect([message.sequence, message.deliverAt]).toEqual([1, null])
    await until(() => heardBy(line).includes('Pensez aux bottes'), 'the message for the partner')
    expect(await seenBy(colleague)).toEqual(['Pensez aux bottes'])
    expect(await seenBy(pupil)).toEqual([])
    expect(heardBy(night)).toEqual([])
    await goTo('06:00', 1)
    for (const person of [pupil, friend]) expect(await seenBy(person)).toEqual(['Pensez aux bottes'])
  })

  it('was there before stays there, counted as it was', async () => {
    const { channel, pupil, owner } = world
    await goTo('10:00')
    const odile = await as(owner)
    const top = await said(odile, channel, 'Qui vient ?')
    await say(await as(pupil), channel, 'Moi', { replyTo: top })
    await goTo('20:00')
    await say(await as(owner), channel, 'Et toi ?', { replyTo: top })
    const page = await read(await as(pupil), channel)
    expect(textsOf(page)).toEqual(['Qui vient ?', 'Moi'])
    expect(page.messages[0].threadCount).toBe(1)
    expect(textsOf(await read(await as(pupil), channel, `?thread=${top}`))).toEqual(['Moi'])
    expect(textsOf(await read(await as(pupil), channel, '?after=1'))).toEqual(['Moi'])
    expect(textsOf(await read(await as(pupil), channel, '?around=3'))).toEqual(['Qui vient ?', 'Moi'])
  })
})

async function makeAdmin(schoolId: string) {
  return { schoolAdmin: await house.as(await makeStaff(house.db, { schoolId, isSchoolAdmin: true })) }
}
