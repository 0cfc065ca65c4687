import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { contacts } from '#db/schema/contacts.ts'
import { offices } from '#db/schema/offices.ts'
import { notices } from '#db/schema/notices.ts'
import { users } from '#db/schema/users.ts'
import { hours, minutes } from '#test/helpers/app.ts'
import {
  browsers,
  house,
  people,
  befriend,
  bell,
  block,
  end,
  listed,
  outcome,
  put,
  say,
  texts,
  unblock,
  withContactCast,
  type Who,
} from '#test/helpers/contact-cast.ts'
import { makeAward } from '#test/helpers/campaigns.ts'
import { allRead, makeProfile } from '#test/helpers/directory.ts'
import { makeProject, makePupil, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeOffer } from '#test/helpers/offers.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* Two teachers become contacts and cease to be; who blocks is silent. */

withContactCast()

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
      const one = await makeStaff(house.db, { schoolId: people.berto.schoolId })
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
    expect((await listed('anna')).toSorted()).toEqual(['asked Berto Sala: Hello', 'asked Carla Lupi: Hello'])
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
      visible: { ...allRead, name: 'contacts', interests: 'contacts', about: 'nobody', awards: 'contacts' },
    })
    const { id: projectId } = await makeProject(house.db)
    const shown = { people: [], project: null, schools: [] }
    await makeAward(house.db, {
      ...{ scheme: 'national_label', projectId, userId: one.id, shown, awardedOn: '2020-06-01' },
    })
    const own = await house.as(one)
    const see = () => browsers.berto.get(`/api/contacts/${one.id}`)
    // An id from elsewhere leads nowhere: as one that nobody has.
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', {}],
    ] as const) {
      const answers = []
      for (const id of [one.id, randomUUID()])
        answers.push(outcome(await browsers.berto.send(method, `/api/contacts/${id}`, body)))
      expect(answers).toEqual([
        [404, 'not_found'],
        [404, 'not_found'],
      ])
    }
    expect((await own.send('PUT', `/api/contacts/${people.berto.id}`, {})).status).toBe(200)
    // Who asks says with it who they are, and no more.
    expect((await see()).text).toContain('Fausta')
    for (const word of ['zampogna', 'national_label']) expect((await see()).text).not.toContain(word)
    expect((await browsers.berto.send('PUT', `/api/contacts/${one.id}`, {})).status).toBe(200)
    for (const text of [(await see()).text, (await browsers.berto.get('/api/contacts')).text]) {
      for (const word of ['Fausta', 'zampogna', 'music', 'national_label']) expect(text).toContain(word)
      expect(text).not.toContain('cornamusa')
    }
    expect((await browsers.carla.get(`/api/contacts/${one.id}`)).text).not.toContain('zampogna')
    expect((await own.get('/api/notices')).text).toContain('Berto')
    await own.send('DELETE', `/api/contacts/${people.berto.id}`)
    expect((await see()).status).toBe(404)
    expect((await browsers.berto.get('/api/notices')).text).not.toContain('Fausta')
  })
})

describe('where the office of a country is closed', () => {
  it('nobody is found or asked; who was a contact can be ended, and kept away', async () => {
    const greece = await makeOffice(house.db, { countryCode: 'GR' })
    const { id: schoolId } = await makeSchool(house.db, { countryCode: 'GR' })
    const staff = async (displayName: string) => {
      const user = await makeStaff(house.db, { schoolId, displayName })
      await makeProfile(house.db, { userId: user.id })
      await makeOffer(house.db, { userId: user.id })
      return { ...user, browser: await house.as(user) }
    }
    const [known, stranger] = [await staff('Eleni Known'), await staff('Nikos Strange')]
    const path = (id: string) => `/api/contacts/${id}`
    await browsers.anna.send('PUT', path(known.id), { words: 'A river?' })
    await known.browser.send('PUT', path(people.anna.id), {})
    const { id } = (await browsers.anna.get('/api/contacts')).body.conversations[0]
    await house.db.update(offices).set({ closedOn: '2026-01-01' }).where(eq(offices.schoolId, greece.id))
    for (const who of [known, stranger]) {
      expect((await browsers.anna.get(path(who.id))).status).toBe(404)
      expect((await browsers.berto.send('PUT', path(who.id), {})).status).toBe(404)
    }
    expect(await listed('anna')).toEqual([])
    expect(outcome(await say('anna', id, 'Still there?'))).toEqual([409, 'not_contacts'])
    expect((await stranger.browser.get('/api/contacts')).status).toBe(404)
    expect((await known.browser.get('/api/contacts')).body.people).toMatchObject([{ name: 'Anna Neri' }])
    const read = await known.browser.get(`/api/conversations/${id}`)
    expect(read.body).toMatchObject({ conversation: { mayWrite: false }, messages: [{ text: 'A river?' }] })
    expect((await known.browser.send('PUT', `${path(people.anna.id)}/block`)).status).toBe(204)
    expect((await browsers.anna.send('DELETE', path(known.id))).status).toBe(204)
    expect((await stranger.browser.send('PUT', `${path(people.anna.id)}/block`)).status).toBe(404)
  })

  it('who was away for long is asked by nobody new, and stays the contact of who has them', async () => {
    await befriend()
    await house.db.update(users).set({ hiddenAt: house.clock.now() }).where(eq(users.id, people.berto.id))
    await makeOffer(house.db, { userId: people.berto.id })
    expect((await put('carla', 'berto')).status).toBe(404)
    expect(await listed('anna')).toEqual(['contact Berto Sala'])
  })
})
