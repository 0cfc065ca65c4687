import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contacts, conversations, messageReports } from '#db/schema/contacts.ts'
import { notices } from '#db/schema/notices.ts'
import { mandates } from '#db/schema/offices.ts'
import { users } from '#db/schema/users.ts'
import { type Browser, hours, minutes, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { allRead, makeProfile } from '#test/helpers/directory.ts'
import { makePupil, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* Two teachers become contacts, write to each other and cease to be; an office reads what was reported, and no more. */

let house: TestApp
let italy: { id: string }
let lazio: string
type Who = 'anna' | 'berto' | 'carla' | 'officer'
let people: Record<Who, TestUser>
let browsers: Record<Who, Browser>

beforeAll(async () => {
  house = await openTestApp()
  italy = await makeOffice(house.db, { countryCode: 'IT' })
  lazio = await regionOf(house.db, 'IT', 'Lazio')
})
afterAll(() => house.close())

beforeEach(async () => {
  const { db } = house
  for (const table of [messageReports, conversations, contacts, notices, mandates]) await db.delete(table)
  const school = async (name: string) => makeSchool(db, { countryCode: 'IT', name, town: 'Roma' })
  const staff = async (displayName: string) =>
    makeStaff(db, { schoolId: (await school(`Liceo ${displayName}`)).id, displayName })
  people = {
    anna: await staff('Anna Neri'),
    berto: await staff('Berto Sala'),
    carla: await staff('Carla Lupi'),
    officer: await makeStaff(db, { schoolId: italy.id, displayName: 'Ottavio Officer' }),
  }
  await makeMandate(db, { officeId: italy.id, userId: people.officer.id, post: 'officer' })
  for (const who of ['anna', 'berto', 'carla'] as const) await makeProfile(db, { userId: people[who].id })
  browsers = {
    anna: await house.as(people.anna),
    berto: await house.as(people.berto),
    carla: await house.as(people.carla),
    officer: await house.as(people.officer),
  }
  house.forgetPaces()
})

const put = (who: Who, whom: Who, words = '') =>
  browsers[who].send('PUT', `/api/contacts/${people[whom].id}`, { words })
const end = (who: Who, whom: Who) => browsers[who].send('DELETE', `/api/contacts/${people[whom].id}`)
const block = (who: Who, whom: Who) => browsers[who].send('PUT', `/api/contacts/${people[whom].id}/block`)
const unblock = (who: Who, whom: Who) => browsers[who].send('DELETE', `/api/contacts/${people[whom].id}/block`)
interface Person {
  name: string | null
  standing: string
  words: string
}
const listed = async (who: Who): Promise<string[]> =>
  (await browsers[who].get('/api/contacts')).body.people.map(
    ({ name, standing, words }: Person) => `${standing} ${name}${words && `: ${words}`}`,
  )
const bell = async (who: Who): Promise<string[]> =>
  (await browsers[who].get('/api/notices')).body.notices.map(
    ({ kind, contact }: { kind: string; contact: { name: string } | null }) => `${kind} ${contact?.name}`,
  )
const outcome = ({ status, body }: { status: number; body: { error?: { reason: string } } }) => [
  status,
  body.error?.reason,
]
async function befriend(one: Who = 'anna', other: Who = 'berto', words = 'Do you look for a river?') {
  await put(one, other, words)
  expect((await put(other, one)).body.person.standing).toBe('contact')
  return String((await browsers[one].get('/api/contacts')).body.conversations[0].id)
}
const say = (who: Who, conversationId: string, text: string, id: string = randomUUID()) =>
  browsers[who].post(`/api/conversations/${conversationId}/messages`, { id, text })
interface Message {
  id: string
  number: number
  text: string
  isMine: boolean
  isDeleted: boolean
}
const read = async (who: Who, conversationId: string, query = '') =>
  (await browsers[who].get(`/api/conversations/${conversationId}${query}`)).body
const texts = async (who: Who, conversationId: string) =>
  (await read(who, conversationId)).messages.map(({ text }: Message) => text)

describe('a contact', () => {
  it('is asked with a letter and is one when the other says yes; the bell tells both', async () => {
    expect((await put('anna', 'berto', 'Do you look for a river?')).body.person.standing).toBe('asked')
    expect(await listed('anna')).toEqual(['asked Berto Sala: Do you look for a river?'])
    expect(await listed('berto')).toEqual(['asking Anna Neri: Do you look for a river?'])
    expect(await bell('berto')).toEqual(['contact_asked Anna Neri'])
    expect((await put('berto', 'anna', 'Yes, the Tiber.')).body.person.standing).toBe('contact')
    expect([await listed('anna'), await listed('berto')]).toEqual([['contact Berto Sala'], ['contact Anna Neri']])
    expect([await bell('anna'), await bell('berto')]).toEqual([['contact_accepted Berto Sala'], []])
    const { id } = (await browsers.anna.get('/api/contacts')).body.conversations[0]
    expect(await texts('anna', id)).toEqual(['Yes, the Tiber.', 'Do you look for a river?'])
  })

  it('is asked once, however often one asks; both who ask are contacts', async () => {
    await put('anna', 'berto', 'One.')
    await put('anna', 'berto', 'Two.')
    expect(await listed('berto')).toEqual(['asking Anna Neri: One.'])
    expect(await house.db.select().from(notices)).toHaveLength(1)
    const both = await Promise.all([put('berto', 'carla'), put('carla', 'berto')])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(await listed('carla')).toEqual(['contact Berto Sala'])
  })

  it('who is told no sees nothing of it and disturbs no more; who said no may change their mind', async () => {
    await put('anna', 'berto', 'Please.')
    expect((await end('berto', 'anna')).status).toBe(204)
    expect([await listed('anna'), await listed('berto'), await bell('berto')]).toEqual([
      ['asked Berto Sala: Please.'],
      [],
      [],
    ])
    await end('anna', 'berto')
    expect((await put('anna', 'berto', 'Please!')).body.person.standing).toBe('asked')
    expect([await listed('berto'), await bell('berto')]).toEqual([[], []])
    expect((await put('berto', 'anna')).body.person.standing).toBe('contact')
  })

  it('is taken back, or ended by either: for both it is over', async () => {
    await put('anna', 'berto')
    await end('anna', 'berto')
    expect([await listed('anna'), await listed('berto'), await bell('berto')]).toEqual([[], [], []])
    const id = await befriend()
    await end('berto', 'anna')
    expect([await listed('anna'), await listed('berto')]).toEqual([[], []])
    expect(outcome(await say('anna', id, 'Still there?'))).toEqual([409, 'not_contacts'])
    expect(await texts('anna', id)).toEqual(['Do you look for a river?'])
  })

  it('may be so many in an hour and a day, said with the wait', async () => {
    const crowd: TestUser[] = []
    for (let at = 0; at < 16; at++) {
      const one = await makeStaff(house.db)
      await makeProfile(house.db, { userId: one.id })
      crowd.push(one)
    }
    const ask = async (at: number) => {
      house.forgetPaces()
      return browsers.anna.send('PUT', `/api/contacts/${crowd[at]?.id}`, {})
    }
    for (let at = 0; at < 15; at++) expect((await ask(at)).status).toBe(200)
    house.clock.advance(minutes(59))
    const refused = await ask(15)
    expect(outcome(refused)).toEqual([429, 'too_many_asks_hour'])
    house.clock.advance(minutes(2))
    expect((await ask(15)).status).toBe(200)
    const at = house.clock.now()
    const earlier = new Date(at.getTime() - 2 * 60 * 60_000)
    for (let more = 0; more < 24; more++)
      await house.db.insert(contacts).values({
        ...{ userId: people.anna.id, otherId: (await makeStaff(house.db)).id, state: 'over' },
        ...{ askedAt: earlier, changedAt: earlier },
      })
    house.clock.advance(hours(2))
    browsers.anna = await house.as(people.anna)
    expect(outcome(await put('anna', 'berto'))).toEqual([429, 'too_many_asks_day'])
  })

  it('is nobody without a profile in the directory, a pupil, oneself, or somebody who is kept out', async () => {
    const hidden = await makeStaff(house.db)
    await makeProfile(house.db, { userId: hidden.id, isListed: false })
    const pupil = await makePupil(house.db, {})
    await house.db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, people.carla.id))
    for (const id of [hidden.id, pupil.id, people.anna.id, people.carla.id, randomUUID()])
      for (const [method, path] of [
        ['PUT', ''],
        ['DELETE', ''],
        ['PUT', '/block'],
      ] as const)
        expect((await browsers.anna.send(method, `/api/contacts/${id}${path}`, {})).status, path).toBe(404)
    const child = await house.as(pupil)
    expect((await child.get('/api/contacts')).status).toBe(403)
    expect((await child.send('PUT', `/api/contacts/${people.anna.id}`, {})).status).toBe(403)
  })
})

describe('who has blocked me', () => {
  it('answers as somebody who never answers: same status, same shape, same lists', async () => {
    // Carla is silent; Berto has blocked Anna.
    await block('berto', 'anna')
    const same = async (ask: (whom: Who) => Promise<{ status: number; text: string }>) => {
      const given = []
      for (const whom of ['berto', 'carla'] as const) {
        house.forgetPaces()
        const { status, text } = await ask(whom)
        const plain = text
          .replaceAll(people[whom].id, 'ID')
          .replaceAll(people[whom].schoolId, 'SCHOOL')
          .replaceAll(people[whom].displayName, 'NAME')
        given.push([status, plain])
      }
      expect(given[0]).toEqual(given[1])
      return given
    }
    const see = (whom: Who) => browsers.anna.get(`/api/contacts/${people[whom].id}`)
    await same(see)
    await same((whom) => put('anna', whom, 'Hello'))
    await same((whom) => put('anna', whom, 'Hello again'))
    await same(see)
    expect(await listed('anna')).toEqual(['asked Carla Lupi: Hello', 'asked Berto Sala: Hello'])
    expect([await listed('berto'), await bell('berto')]).toEqual([['blocked Anna Neri'], []])
    await same((whom) => end('anna', whom))
    await same((whom) => put('anna', whom, 'Hello'))
    await same((whom) => block('anna', whom))
    await same((whom) => unblock('anna', whom))
  })

  it('was a contact: it ends as any end does, and nobody writes any more', async () => {
    const id = await befriend()
    await block('berto', 'anna')
    expect(await listed('anna')).toEqual([])
    for (const who of ['anna', 'berto'] as const)
      expect(outcome(await say(who, id, 'No.'))).toEqual([409, 'not_contacts'])
    expect((await put('anna', 'berto')).body.person.standing).toBe('asked')
    expect(outcome(await put('berto', 'anna'))).toEqual([409, 'contact_blocked'])
    await unblock('berto', 'anna')
    expect(await listed('berto')).toEqual(['asking Anna Neri'])
  })
})

describe('a profile', () => {
  it('shows contacts what is for contacts, and nobody what is for nobody', async () => {
    await house.db.delete(notices)
    const one = await makeStaff(house.db, { schoolId: people.anna.schoolId, displayName: 'Fausta Secret' })
    await makeProfile(house.db, {
      userId: one.id,
      subjects: ['music'],
      interests: 'zampogna',
      about: 'cornamusa',
      visible: { ...allRead, name: 'contacts', interests: 'contacts', about: 'nobody' },
    })
    const own = await house.as(one)
    const see = async () => (await browsers.berto.get(`/api/contacts/${one.id}`)).text
    await browsers.berto.send('PUT', `/api/contacts/${one.id}`, {})
    for (const text of [await see(), (await browsers.berto.get('/api/contacts')).text])
      for (const word of ['Fausta', 'zampogna', 'cornamusa']) expect(text).not.toContain(word)
    expect((await own.send('PUT', `/api/contacts/${people.berto.id}`, {})).status).toBe(200)
    for (const text of [await see(), (await browsers.berto.get('/api/contacts')).text]) {
      for (const word of ['Fausta', 'zampogna', 'music']) expect(text).toContain(word)
      expect(text).not.toContain('cornamusa')
    }
    expect((await browsers.carla.get(`/api/contacts/${one.id}`)).text).not.toContain('zampogna')
    expect(await bell('berto')).toEqual(['contact_accepted Fausta Secret'])
    await own.send('DELETE', `/api/contacts/${people.berto.id}`)
    expect(await see()).not.toContain('Fausta')
    expect((await browsers.berto.get('/api/notices')).text).not.toContain('Fausta')
  })
})

describe('what contacts write', () => {
  it('is there once, however often it is sent; it is for the two of them alone', async () => {
    const id = await befriend()
    const messageId = randomUUID()
    expect((await say('anna', id, 'One river', messageId)).status).toBe(201)
    expect((await say('anna', id, 'One river', messageId)).status).toBe(201)
    expect(await texts('berto', id)).toEqual(['One river', 'Do you look for a river?'])
    expect(outcome(await say('berto', id, 'Mine', messageId))).toEqual([409, 'message_id_taken'])
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
    expect((await browsers.berto.post(path, { reason: 'other' })).body.error.reason).toBe('message_gone')
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
      const regionId = given === 'correspondent' ? lazio : null
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
