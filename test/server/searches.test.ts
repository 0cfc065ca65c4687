import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notices } from '#db/schema/notices.ts'
import { offers } from '#db/schema/offers.ts'
import { profiles } from '#db/schema/profiles.ts'
import { savedSearches } from '#db/schema/searches.ts'
import { putDigests } from '#server/digests/digests.ts'
import { lookThroughSearches } from '#server/searches/tell.ts'
import { type Browser, hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeCircle } from '#test/helpers/circles.ts'
import { allRead, makeProfile } from '#test/helpers/directory.ts'
import { makeSchool, makeStaff, makeStaffWithPassword, type TestUser } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'
import { makeOffer } from '#test/helpers/offers.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* What a teacher looks for again and again. The clock of the tests begins on a Tuesday, at ten in Paris. */

let house: TestApp
let server: Awaited<ReturnType<typeof openMailServer>>
let school: { id: string }
let elsewhere: { id: string }
let anna: TestUser & { email: string }
let annas: Browser
let began: number
const week = hours(7 * 24)
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  server = await openMailServer()
  began = house.clock.now().getTime()
  for (const countryCode of ['IT', 'GR']) await makeOffice(house.db, { countryCode })
  school = await makeSchool(house.db, { countryCode: 'IT', name: 'Liceo Dante' })
  elsewhere = await makeSchool(house.db, { countryCode: 'GR', name: 'Γυμνάσιο Πάτρας' })
})
afterAll(async () => {
  await server.close()
  await house.close()
})
beforeEach(async () => {
  for (const table of [notices, offers, profiles, savedSearches]) await house.db.delete(table)
  // The same hour of the next Tuesday: no school is quiet.
  house.clock.advance(week - ((house.clock.now().getTime() - began) % week))
  anna = await makeStaffWithPassword(house.db, { schoolId: school.id, displayName: 'Anna Neri', locale: 'en' })
  annas = await house.as(anna)
  house.forgetPaces()
})

const music = { list: 'people', wish: { q: '', subject: 'music', country: 'GR' } }
async function save(given: object = music): Promise<string> {
  const { status, body } = await annas.post('/api/searches', { id: randomUUID(), ...given })
  expect(status).toBe(201)
  return body.search.id
}
const newcomer = async (displayName: string, subjects = ['music']) => {
  house.clock.advance(1_000)
  const { id: userId } = await makeStaff(house.db, { schoolId: elsewhere.id, displayName })
  await makeProfile(house.db, { userId, subjects })
  return userId
}
async function later(many: number) {
  house.clock.advance(hours(many))
  // A day later nobody is signed in any more.
  annas = await house.as(anna)
  await lookThroughSearches(house.deps)
}
const nextDay = () => later(24)
const bells = async () =>
  (await annas.get('/api/notices')).body.notices.map(
    ({ kind, searchId, isRead }: { kind: string; searchId: string; isRead: boolean }) => [kind, searchId, isRead],
  )
interface New {
  people: { name: string }[]
  offers: { title: string }[]
}
const newOf = async (id: string): Promise<New & { at: string }> => (await annas.get(`/api/searches/${id}/new`)).body
const names = ({ people }: New) => people.map(({ name }) => name)
const listed = async () => (await annas.get('/api/searches')).body.searches

describe('a saved search', () => {
  it('is there once however often it is sent, and belongs to one person', async () => {
    const id = randomUUID()
    await annas.post('/api/searches', { id, ...music })
    expect(await save()).toBe(id)
    expect(await save({ list: 'people', wish: { q: '', country: 'GR', subject: 'music' } })).toBe(id)
    expect(await listed()).toMatchObject([
      { id, list: 'people', wish: { subject: 'music', country: 'GR' }, newCount: 0 },
    ])
    const other = await house.as(await makeStaff(house.db, { schoolId: school.id }))
    for (const path of ['', '/new'])
      expect((await other.send(path === '' ? 'DELETE' : 'GET', `/api/searches/${id}${path}`)).status).toBe(404)
    expect((await other.get('/api/searches')).body.searches).toEqual([])
    expect((await annas.send('DELETE', `/api/searches/${id}`)).status).toBe(204)
    expect(await listed()).toEqual([])
  })

  it('looks for something, and there are ten at most', async () => {
    for (const wish of [{ q: '' }, { q: '&|!' }, { q: '&|!', country: 'GR' }])
      expect((await annas.post('/api/searches', { id: randomUUID(), list: 'people', wish })).body.error.fields).toEqual(
        [{ path: 'wish', reason: 'search_empty' }],
      )
    for (let age = 6; age < 16; age++) await save({ list: 'people', wish: { q: '', age: String(age) } })
    house.forgetPaces()
    const more = await annas.post('/api/searches', { id: randomUUID(), ...music })
    expect([more.status, more.body.error.reason]).toEqual([409, 'searches_full'])
  })

  it('tells once a day of who is new, and never of who was there before', async () => {
    await newcomer('Eleni Early')
    const id = await save()
    await nextDay()
    expect(await bells()).toEqual([])
    await newcomer('Nikos New')
    await newcomer('Petros Painter', ['art'])
    await lookThroughSearches(house.deps)
    expect(await bells()).toEqual([])
    await nextDay()
    await nextDay()
    expect(await bells()).toEqual([['search_found', id, false]])
    expect(names(await newOf(id))).toEqual(['Nikos New'])
    expect(await listed()).toMatchObject([{ newCount: 1 }])
  })

  it('that was looked at rings anew for what came after, and lists that alone', async () => {
    const id = await save()
    await newcomer('Nikos New')
    await nextDay()
    const { at } = await newOf(id)
    expect((await annas.send('PUT', `/api/searches/${id}/looked`, { at })).status).toBe(204)
    expect(await bells()).toEqual([['search_found', id, true]])
    expect(await listed()).toMatchObject([{ newCount: 0 }])
    // Until something else comes one can go back to it.
    expect(names(await newOf(id))).toEqual(['Nikos New'])
    await newcomer('Zoe Next')
    await nextDay()
    expect((await bells())[0]).toEqual(['search_found', id, false])
    expect(names(await newOf(id))).toEqual(['Zoe Next'])
  })

  it('finds who has only now said what it asks for, and nobody who changed something else', async () => {
    const [late, there] = [await newcomer('Lia Late', ['art']), await newcomer('Tina There')]
    const id = await save()
    house.clock.advance(1_000)
    await house.db.update(profiles).set({ about: 'I sing.' })
    await nextDay()
    expect(await bells()).toEqual([])
    const profile = { ages: null, languages: [], interests: '', about: '', isListed: true }
    const visible = allRead
    for (const userId of [late, there])
      await (
        await house.as({ id: userId, kind: 'staff' })
      ).send('PUT', '/api/me/profile', { ...profile, visible, subjects: ['music'] })
    await nextDay()
    expect(names(await newOf(id))).toEqual(['Lia Late'])
  })

  it('of classes on offer leaves out one’s own', async () => {
    const id = await save({ list: 'offers', wish: { q: 'river' } })
    house.clock.advance(1_000)
    await makeOffer(house.db, { userId: anna.id })
    await nextDay()
    expect(await bells()).toEqual([])
    await makeOffer(house.db, { userId: await newcomer('Nikos New'), title: 'Our river' })
    await nextDay()
    expect((await newOf(id)).offers.map(({ title }) => title)).toEqual(['Our river'])
  })

  it('of circles leaves out those in which one is', async () => {
    const id = await save({ list: 'circles', wish: { q: 'rivers' } })
    house.clock.advance(1_000)
    await makeCircle(house.db, anna)
    await nextDay()
    expect([await bells(), (await annas.get(`/api/searches/${id}/new`)).body.circles]).toEqual([[], []])
    await makeCircle(house.db, await makeStaff(house.db, { schoolId: elsewhere.id }))
    await nextDay()
    expect(await bells()).toEqual([['search_found', id, false]])
  })

  it('is silent in quiet hours, and rings after them', async () => {
    await save()
    await newcomer('Nikos New')
    await later(36)
    expect(await bells()).toEqual([])
    await later(12)
    expect(await bells()).toHaveLength(1)
  })

  it('stops by one click, and what came meanwhile is no news after it', async () => {
    const id = await save()
    const tell = (isTold: boolean) => annas.send('PATCH', `/api/searches/${id}`, { isTold })
    expect((await tell(false)).body.search.isTold).toBe(false)
    await newcomer('Nikos New')
    await nextDay()
    await tell(true)
    await nextDay()
    expect(await bells()).toEqual([])
    await newcomer('Zoe Next')
    await nextDay()
    expect(await bells()).toHaveLength(1)
  })

  it('has a line in the digest by mail, without a name', async () => {
    await annas.send('PUT', '/api/me/mails', { digest: 'daily' })
    await save({ list: 'people', wish: { q: 'nikos' } })
    await newcomer('Nikos New')
    await nextDay()
    await putDigests(house.deps)
    await postBy(house, server.url)
    const source = server.letters.at(-1)?.source.replaceAll('=\r\n', '') ?? ''
    expect(source).toContain('saved searches that found something new: 1')
    expect(source).not.toContain('Nikos')
  })
})
