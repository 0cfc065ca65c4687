import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mails } from '#db/schema/mails.ts'
import { users } from '#db/schema/users.ts'
import { hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makePupil, makeSchool, makeStaffWithPassword, makeTerm, type TestUser } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* What an office writes to the teachers of a region: to those of today, to nobody who stopped it, and on record. */

let house: TestApp
let server: Awaited<ReturnType<typeof openMailServer>>
let officeId: string
let regions: Record<'lazio' | 'toscana', string>
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  server = await openMailServer()
  officeId = (await makeOffice(house.db, { countryCode: 'IT' })).id
  regions = { lazio: await regionOf(house.db, 'IT', 'Lazio'), toscana: await regionOf(house.db, 'IT', 'Toscana') }
})
afterAll(async () => {
  await server.close()
  await house.close()
})

let people: Record<'director' | 'near' | 'teacher' | 'other', TestUser & { email: string }>
beforeEach(async () => {
  const { db } = house
  await db.delete(mails)
  // Nobody of an earlier test teaches any more, and its letters are older than a week.
  await db.update(users).set({ suspendedAt: new Date(0) })
  house.clock.advance(hours(8 * 24))
  server.letters.length = 0
  const school = await makeSchool(db, { countryCode: 'IT', regionId: regions.lazio })
  const far = await makeSchool(db, { countryCode: 'IT', regionId: regions.toscana })
  const staff = (schoolId: string, displayName: string, locale: string) =>
    makeStaffWithPassword(db, { schoolId, displayName, locale, isSchoolAdmin: schoolId === officeId })
  people = {
    director: await staff(officeId, 'Dina Direttrice', 'en'),
    near: await staff(school.id, 'Nora Vicina', 'en'),
    teacher: await staff(school.id, 'Tea Teacher', 'fr'),
    other: await staff(far.id, 'Fara Lontana', 'en'),
  }
  await makeMandate(db, { officeId, userId: people.director.id, post: 'director' })
  await makeMandate(db, { officeId, userId: people.near.id, post: 'correspondent', regionId: regions.lazio })
  for (const who of ['near', 'teacher', 'other'] as const)
    await makeTerm(db, { userId: people[who].id, post: 'teacher', fromDate: '2025-09-01' })
})

const english = { locale: 'en', subject: 'A meeting in Rome', text: 'We meet on Monday.\nBring a colleague.' }
const french = { locale: 'fr', subject: 'Une rencontre à Rome', text: 'Rendez-vous lundi.' }
const path = () => `/api/offices/${officeId}/circulars`
const send = async (who: keyof typeof people, region: keyof typeof regions = 'lazio', texts: object[] = [english]) =>
  (await house.as(people[who])).post(path(), { regionId: regions[region], texts })
const readers = () => server.letters.map(({ to }) => to.join()).toSorted()
const sources = () => server.letters.map(({ source }) => source.replaceAll('=\r\n', ''))

describe('a letter to a region', () => {
  it('is looked at as it comes, then sent to its teachers, each in their language, and stands in the register', async () => {
    const asNear = await house.as(people.near)
    const wanted = { regionId: regions.lazio, texts: [french, english] }
    const { body } = await asNear.post(`${path()}/preview`, wanted)
    expect(body.readers).toBe(2)
    expect(body.letters.map(({ locale }: { locale: string }) => locale)).toEqual(['en', 'fr'])
    expect(body.letters[0].text).toContain('Nora Vicina, Office of IT')
    await postBy(house, server.url)
    expect(readers()).toEqual([])
    expect((await send('near', 'lazio', [french, english])).body.circular.readers).toBe(2)
    await postBy(house, server.url)
    expect(readers()).toEqual([people.near.email, people.teacher.email].toSorted())
    const toTeacher = sources().find((source) => source.includes('Tea Teacher'))
    expect(toTeacher).toContain('Rendez-vous lundi.')
    expect(toTeacher).toContain('Content-Language: fr')
    expect(toTeacher).toContain('List-Unsubscribe:')
    const register = (await (await house.as(people.director)).get(path())).body
    expect(register.circulars[0]).toMatchObject({ readers: 2, region: 'Lazio', author: 'Nora Vicina' })
    const { lines } = (await (await house.as(people.director)).get('/api/school/audit')).body
    expect(lines[0]).toMatchObject({ action: 'circular.sent', detail: { region: 'Lazio', count: 2 } })
  })

  it('goes out once where a browser sends it twice', async () => {
    const asNear = await house.as(people.near)
    const letter = { id: crypto.randomUUID(), regionId: regions.lazio, texts: [english] }
    const first = await asNear.post(path(), letter)
    expect(first.body.circular).toEqual({ id: letter.id, readers: 2 })
    expect(await asNear.post(path(), letter)).toMatchObject({ status: 201, body: first.body })
    const otherwise = await asNear.post(path(), { ...letter, texts: [{ ...english, subject: 'Another one' }] })
    expect([otherwise.status, otherwise.body.error?.reason]).toEqual([409, 'sent_otherwise'])
    await postBy(house, server.url)
    expect(readers()).toEqual([people.near.email, people.teacher.email].toSorted())
    expect((await (await house.as(people.director)).post(path(), letter)).status).toBe(404)
  })

  it('goes to those who teach there on that day alone: no pupil, nobody who left, waits, or is kept out', async () => {
    const { db } = house
    const schoolId = people.teacher.schoolId
    const gone = await makeStaffWithPassword(db, { schoolId })
    await makeTerm(db, { userId: gone.id, post: 'teacher', fromDate: '2025-09-01', toDate: '2025-12-01' })
    const head = await makeStaffWithPassword(db, { schoolId })
    await makeTerm(db, { userId: head.id, post: 'head', fromDate: '2025-09-01' })
    const waiting = await makeStaffWithPassword(db, { schoolId, waitingSince: new Date() })
    await makeTerm(db, { userId: waiting.id, post: 'teacher', fromDate: '2025-09-01' })
    await makePupil(db, { schoolId })
    await db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, people.near.id))
    expect((await send('director')).status).toBe(201)
    await postBy(house, server.url)
    expect(readers()).toEqual([people.teacher.email])
  })

  it('ends for who stops it with one click, also where it lies in the outbox already', async () => {
    await send('director')
    await (await house.as(people.near)).send('PUT', '/api/me/mails', { circulars: false })
    await postBy(house, server.url)
    expect(readers()).toEqual([people.teacher.email])
    const [, link = ''] = /^List-Unsubscribe: <([^>]+)>/m.exec(sources()[0]?.replaceAll('\r\n ', ' ') ?? '') ?? []
    const clicked = await house.app.request(link, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(clicked.status).toBe(200)
    expect((await send('director')).body.error.reason).toBe('circular_nobody')
    const { mails: chosen } = (await (await house.as(people.teacher)).get('/api/me/mails')).body
    expect(chosen).toMatchObject({ circulars: false, digest: 'none' })
    await (await house.as(people.teacher)).send('PUT', '/api/me/mails', { circulars: true })
    expect((await send('director')).body.circular.readers).toBe(1)
  })

  it('is written by a correspondent to their own region, and by nobody to another country’s', async () => {
    expect((await send('near', 'toscana')).status).toBe(404)
    expect((await send('other')).status).toBe(404)
    const elsewhere = await regionOf(house.db, 'FR', 'Lyon')
    const asDirector = await house.as(people.director)
    expect((await asDirector.post(path(), { regionId: elsewhere, texts: [english] })).status).toBe(404)
    expect((await send('director', 'toscana')).status).toBe(201)
    const seen = (await (await house.as(people.near)).get(path())).body
    expect(seen.circulars.some(({ region }: { region: string }) => region === 'Toscana')).toBe(false)
    expect(seen.regions.map(({ name }: { name: string }) => name)).toEqual(['Lazio'])
  })

  it('is in the office’s language at least, each language once, and at most three times a week', async () => {
    expect((await send('director', 'lazio', [french])).body.error.fields).toEqual([
      { path: 'texts', reason: 'office_language_missing' },
    ])
    expect((await send('director', 'lazio', [english, english])).body.error.fields).toEqual([
      { path: 'texts', reason: 'language_twice' },
    ])
    for (let n = 0; n < 3; n++) expect((await send('director')).status).toBe(201)
    expect((await send('near')).body.error.reason).toBe('circulars_many')
    expect((await send('director', 'toscana')).status).toBe(201)
  })

  it('keeps nobody waiting who asked for a link', async () => {
    await send('director')
    await house.visitor().post('/api/recover', { email: people.other.email })
    await postBy(house, server.url)
    expect(server.letters[0]?.to).toEqual([people.other.email])
    expect(server.letters).toHaveLength(3)
  })
})
