import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { messageReports } from '#db/schema/contacts.ts'
import { mandates } from '#db/schema/offices.ts'
import { users } from '#db/schema/users.ts'
import { anonymise } from '#server/leaving/anonymise.ts'
import { lockLeaving } from '#server/leaving/hand-over.ts'
import { forgetOldTalk } from '#server/chat/forget.ts'
import { minutes } from '#test/helpers/app.ts'
import {
  browsers,
  house,
  italy,
  people,
  befriend,
  bell,
  block,
  end,
  listed,
  outcome,
  put,
  read,
  say,
  texts,
  withContactCast,
  type Message,
  type Who,
} from '#test/helpers/contact-cast.ts'
import { makeMandate, regionOf } from '#test/helpers/offices.ts'

/* What two contacts write to each other; an office reads what was reported, and no more. */

withContactCast()

const dayMs = 24 * 60 * 60_000

describe('what contacts write', () => {
  it('is there once, however often it is sent; it is for the two of them alone', async () => {
    const id = await befriend()
    const messageId = randomUUID()
    expect((await say('anna', id, 'One river', messageId)).status).toBe(201)
    expect((await say('anna', id, 'One river', messageId)).status).toBe(201)
    expect(await texts('berto', id)).toEqual(['One river', 'Do you look for a river?'])
    expect(outcome(await say('berto', id, 'Mine', messageId))).toEqual([409, 'message_id_taken'])
    expect(outcome(await say('anna', id, 'Two rivers', messageId))).toEqual([409, 'sent_otherwise'])
    for (const who of ['carla', 'officer'] as const)
      expect((await browsers[who].get(`/api/conversations/${id}`)).status).toBe(404)
    expect((await say('carla', id, 'Me too')).status).toBe(404)
    expect((await say('anna', id, '   ')).status).toBe(400)
    expect((await say('anna', id, 'a'.repeat(4001))).status).toBe(400)
  })

  it('is unread until it is read, and rings once', async () => {
    const id = await befriend()
    await say('anna', id, 'One')
    await say('anna', id, 'Two')
    const unread = async () => (await browsers.berto.get('/api/contacts')).body.conversations[0].unread
    expect([await unread(), await bell('berto')]).toEqual([2, ['contact_wrote Anna Neri']])
    await put('carla', 'berto')
    expect((await browsers.berto.get('/api/contacts/waiting')).body).toEqual({ asking: 1, unread: 2 })
    await end('berto', 'carla')
    const [last, first] = (await read('berto', id)).messages
    const readTo = (number: number) => browsers.berto.send('PUT', `/api/conversations/${id}/read`, { number })
    await readTo(first.number)
    expect([await unread(), (await browsers.berto.get('/api/notices/unread')).body.unreadCount]).toEqual([1, 1])
    await readTo(last.number)
    await readTo(1)
    expect([await unread(), (await browsers.berto.get('/api/notices/unread')).body.unreadCount]).toEqual([0, 0])
  })

  it('counts for the bell as of its last message, and no more once the other is kept away', async () => {
    const id = await befriend()
    const rang = async () => (await browsers.berto.get('/api/notices')).body.notices[0].at
    await say('anna', id, 'One')
    const first = await rang()
    house.clock.advance(minutes(30))
    await say('anna', id, 'Two')
    expect(Date.parse(await rang()) - Date.parse(first)).toBe(minutes(30))
    await put('carla', 'berto')
    await block('berto', 'anna')
    const waiting = async () => (await browsers.berto.get('/api/contacts/waiting')).body
    expect(await waiting()).toEqual({ asking: 1, unread: 0 })
    // Who is gone waits for no answer.
    await house.db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, people.carla.id))
    expect(await waiting()).toEqual({ asking: 0, unread: 0 })
  })

  it('is said before a block or not at all; who leaves at the same moment holds nobody up', async () => {
    const id = await befriend()
    const [said, blocked] = await Promise.all([say('anna', id, 'Now'), block('berto', 'anna')])
    expect(blocked.status).toBe(204)
    expect((await texts('berto', id)).includes('Now')).toBe(said.status === 201)
    const leave = house.db.transaction(async (tx) => {
      await lockLeaving(tx, people.carla)
      await anonymise(house.deps, tx, people.carla, { by: 'time' })
    })
    const asked = [put('anna', 'carla', 'Hello'), put('carla', 'anna', 'Hello'), put('berto', 'carla')]
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    await leave
    for (const status of statuses) expect([200, 401, 404]).toContain(status)
    expect(await listed('anna')).toEqual([])
  })

  it('comes by pages that join, the latest first', async () => {
    const id = await befriend('anna', 'berto', '')
    for (let at = 0; at < 5; at++) await say('anna', id, `Nr ${at}`)
    const seen: string[] = []
    let before: number | null = null
    do {
      const page: { messages: Message[]; nextBefore: number | null } = await read(
        'berto',
        id,
        `?limit=2${before === null ? '' : `&before=${before}`}`,
      )
      seen.push(...page.messages.map(({ text }) => text))
      before = page.nextBefore
    } while (before !== null)
    expect(seen).toEqual(['Nr 4', 'Nr 3', 'Nr 2', 'Nr 1', 'Nr 0'])
  })

  it('is taken back by whoever wrote it, and leaves a mark', async () => {
    const id = await befriend()
    const { message } = (await say('anna', id, 'Too much')).body
    const path = `/api/conversations/${id}/messages/${message.id}`
    expect((await browsers.berto.send('DELETE', path)).status).toBe(403)
    expect((await browsers.anna.send('DELETE', path)).status).toBe(204)
    const [mark] = (await read('berto', id)).messages
    expect(mark).toMatchObject({ text: '', isDeleted: true })
    expect((await read('berto', id)).messages).toHaveLength(2)
  })

  it('stays with whom it was written to when the other has left, without a name', async () => {
    const id = await befriend()
    await house.db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, people.anna.id))
    const held = await browsers.berto.get(`/api/conversations/${id}`)
    expect(held.body.conversation).toMatchObject({ other: { id: null, name: null }, mayWrite: false })
    await house.db.delete(users).where(eq(users.id, people.anna.id))
    const { text, body } = await browsers.berto.get(`/api/conversations/${id}`)
    expect(text).not.toContain('Anna')
    expect(body.messages[0]).toMatchObject({ text: 'Do you look for a river?', isMine: false })
    expect(outcome(await say('berto', id, 'Hello?'))).toEqual([409, 'not_contacts'])
    expect((await browsers.berto.get('/api/contacts')).body.conversations).toMatchObject([{ other: { id: null } }])
  })
})

describe('a report', () => {
  const reports = async (state = 'open') =>
    (await browsers.officer.get(`/api/offices/${italy.id}/message-reports?state=${state}`)).body.reports
  const reportPath = (id: string) => `/api/offices/${italy.id}/message-reports/${id}`

  async function reported() {
    const id = await befriend('anna', 'berto', '')
    const said: string[] = []
    for (let at = 1; at <= 9; at++) {
      const { body } = await say(at === 5 ? 'anna' : 'berto', id, `Word ${at}.`)
      said.push(String(body.message.id))
    }
    const path = `/api/conversations/${id}/messages/${said[4]}/report`
    const { status } = await browsers.berto.post(path, { reason: 'unkind', words: 'Look.' })
    expect(status).toBe(204)
    return { id, path, messageId: String(said[4]) }
  }

  it('shows the office the message with three before and after it, also when it is taken back', async () => {
    const { id, path, messageId } = await reported()
    await browsers.anna.send('DELETE', `/api/conversations/${id}/messages/${messageId}`)
    expect((await browsers.berto.post(path, { reason: 'other' })).status).toBe(204)
    expect(await reports()).toHaveLength(1)
    expect(await bell('officer')).toEqual(['message_reported undefined'])
    const desk = (await browsers.officer.get(`/api/offices/${italy.id}/desk?kind=message`)).body.items
    expect(desk).toMatchObject([{ kind: 'message', title: 'Anna Neri', waitsFor: 'office' }])
    const [{ id: reportId }] = await reports()
    const { text, body } = await browsers.officer.get(reportPath(reportId))
    expect(body.report.said.map((one: { text: string }) => one.text)).toEqual(
      [2, 3, 4, 5, 6, 7, 8].map((at) => `Word ${at}.`),
    )
    expect(body.report.said[3]).toMatchObject({ name: 'Anna Neri', by: 'subject', isReported: true })
    expect(text).not.toContain('Word 1.')
    expect(text).not.toContain('Word 9.')
  })

  it('is settled once; who reported hears that it was looked at, who is reported nothing', async () => {
    await reported()
    const [{ id }] = await reports()
    const settle = () => browsers.officer.send('PATCH', reportPath(id), { note: 'Called them.' })
    expect((await settle()).body.report).toMatchObject({ state: 'handled', note: 'Called them.' })
    expect(outcome(await settle())).toEqual([409, 'report_settled'])
    expect([(await reports()).length, (await reports('handled')).length]).toEqual([0, 1])
    expect(await bell('berto')).toContain('message_settled undefined')
    expect((await browsers.anna.get('/api/notices')).text).not.toMatch(/message_(reported|settled)/)
  })

  it('is for those of the office who answer, and never for who it is from or about', async () => {
    await reported()
    const [{ id }] = await reports()
    const post = async (who: Who, given: 'officer' | 'correspondent' | 'observer') => {
      await house.db.delete(mandates).where(and(eq(mandates.userId, people[who].id), eq(mandates.officeId, italy.id)))
      const regionId = given === 'correspondent' ? await regionOf(house.db, 'IT', 'Lazio') : null
      await makeMandate(house.db, { officeId: italy.id, userId: people[who].id, post: given, regionId })
      return [
        (await browsers[who].get(reportPath(id))).status,
        (await browsers[who].get(`/api/offices/${italy.id}/message-reports`)).body.reports?.length,
      ]
    }
    expect(await post('carla', 'correspondent')).toEqual([403, undefined])
    expect(await post('carla', 'observer')).toEqual([403, undefined])
    expect(await post('carla', 'officer')).toEqual([200, 1])
    expect(await post('anna', 'officer')).toEqual([404, 0])
    expect(await post('berto', 'officer')).toEqual([404, 0])
  })

  it('is kept for a year after it was settled', async () => {
    await reported()
    const [{ id }] = await reports()
    await browsers.officer.send('PATCH', reportPath(id), {})
    const at = (days: number) => ({ ...house.deps, now: () => new Date(house.clock.now().getTime() + days * dayMs) })
    await forgetOldTalk(at(364))
    expect(await house.db.select().from(messageReports)).toHaveLength(1)
    await forgetOldTalk(at(366))
    expect(await house.db.select().from(messageReports)).toEqual([])
  })

  it('can be of a first letter, and of no message of one’s own', async () => {
    await put('anna', 'berto', 'Give me your secrets.')
    const path = `/api/contacts/${people.anna.id}/report`
    expect((await browsers.berto.post(path, { reason: 'contact' })).status).toBe(204)
    expect((await browsers.berto.post(path, { reason: 'contact' })).status).toBe(204)
    const [{ id: reportId }, ...others] = await reports()
    expect(others).toEqual([])
    expect((await browsers.officer.get(reportPath(reportId))).body.report.said).toMatchObject([
      { text: 'Give me your secrets.', name: 'Anna Neri' },
    ])
    const id = await befriend()
    const { message } = (await say('anna', id, 'Mine')).body
    const own = `/api/conversations/${id}/messages/${message.id}/report`
    expect((await browsers.anna.post(own, { reason: 'unkind' })).status).toBe(403)
  })
})
