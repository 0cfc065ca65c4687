import { eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { offices } from '#db/schema/offices.ts'
import { profiles } from '#db/schema/profiles.ts'
import { users } from '#db/schema/users.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeAward } from '#test/helpers/campaigns.ts'
import { allRead } from '#test/helpers/directory.ts'
import { makeMember, makeProject, makePupil, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* What a teacher says of themselves, and to whom. */

let house: TestApp
let teacher: TestUser
let own: Browser
let colleague: Browser

beforeAll(async () => {
  house = await openTestApp()
  await makeOffice(house.db, { countryCode: 'IT' })
})
afterAll(() => house.close())

beforeEach(async () => {
  await house.db.delete(profiles)
  const school = await makeSchool(house.db, { countryCode: 'IT', name: 'Liceo Galilei', town: 'Pisa' })
  const elsewhere = await makeSchool(house.db, { countryCode: 'IT' })
  teacher = await makeStaff(house.db, { schoolId: school.id, displayName: 'Orsola Zanetti' })
  own = await house.as(teacher)
  colleague = await house.as(await makeStaff(house.db, { schoolId: elsewhere.id }))
  house.forgetPaces()
})

const draft = {
  subjects: ['music', 'history'],
  ages: { from: 11, to: 14 },
  languages: [{ code: 'it', level: 'C2' }],
  interests: 'fiumi',
  about: 'Un coro di classe.',
  visible: allRead,
  isListed: true,
}
const save = (fields: object = {}) => own.send('PUT', '/api/me/profile', { ...draft, ...fields })
const find = async (q: string) => (await colleague.get(`/api/directory/people?q=${encodeURIComponent(q)}`)).body.people

describe('a profile', () => {
  it('is empty and off until a teacher says something, and comes back as it was said', async () => {
    const { body } = await own.get('/api/me/profile')
    expect(body.profile).toMatchObject({ subjects: [], ages: null, isListed: false })
    expect(await find('Zanetti')).toEqual([])
    expect((await save()).status).toBe(200)
    expect((await own.get('/api/me/profile')).body.profile).toEqual(draft)
  })

  it('is found as soon as it is there, by name, words and subjects, and gone as soon as it is off', async () => {
    await save()
    for (const q of ['Zanetti', 'zanet', 'coro', 'Pisa', 'fiumi']) expect([q, (await find(q)).length]).toEqual([q, 1])
    await save({ isListed: false })
    expect(await find('Zanetti')).toEqual([])
  })

  it('keeps on the server what is hidden: not a word of it goes over the wire, and nothing finds it', async () => {
    const hidden = { ...allRead, name: 'nobody', interests: 'contacts', about: 'nobody', languages: 'contacts' }
    await save({ visible: hidden })
    const { text } = await colleague.get('/api/directory/people?q=Pisa')
    expect(text).toContain('Liceo Galilei')
    expect((await find('Pisa')).map(({ id }: { id: string }) => id)).not.toContain(teacher.id)
    for (const word of [teacher.id, 'Orsola', 'Zanetti', 'fiumi', 'coro', '"it"']) expect(text).not.toContain(word)
    for (const q of ['Zanetti', 'orsola', 'Zanettx', 'fiumi', 'coro', 'Pisa Zanetti']) expect(await find(q)).toEqual([])
    expect((await colleague.get('/api/directory/people?language=it')).body.people).toEqual([])
    const counts = await colleague.get('/api/directory/people/counts')
    expect(counts.text).not.toContain('language')
  })

  it('shows awards to whom it shows them, never without the name, and what is over or taken back to nobody', async () => {
    const { db } = house
    const { id: projectId } = await makeProject(db, { kind: 'european' })
    const shown = { people: [], project: 'Hidden hills', schools: [] }
    const award = { scheme: 'national_label', projectId, userId: teacher.id, shown, awardedOn: '2025-06-01' } as const
    await makeAward(db, award)
    await makeAward(db, { ...award, awardedOn: '2024-06-01' })
    await makeAward(db, { ...award, scheme: 'national_prize', withdrawnAt: house.clock.now() })
    await makeAward(db, { ...award, scheme: 'training_award', validUntil: '2025-07-01' })
    await save()
    const list = (q = 'Zanetti') => colleague.get(`/api/directory/people?q=${q}`)
    const label = { scheme: 'national_label', count: 2, lastOn: '2025-06-01' }
    expect((await list()).body.people).toMatchObject([{ awards: [label] }])
    const person = async () => (await colleague.get(`/api/contacts/${teacher.id}`)).body.person
    expect((await person()).awards).toEqual([label])

    for (const awards of ['contacts', 'nobody']) {
      await save({ visible: { ...allRead, awards } })
      for (const { text } of [await list(), await colleague.get(`/api/contacts/${teacher.id}`)]) {
        expect(text).toContain('Zanetti')
        expect(text).not.toContain('national_label')
      }
    }
    await save({ visible: { ...allRead, name: 'nobody' } })
    expect((await list('Pisa')).text).toContain('Liceo Galilei')
    expect((await list('Pisa')).text).not.toContain('national_label')
    // Who has not been asked yet shows them as their name.
    const { awards: _, ...before } = allRead
    await db.update(profiles).set({ visible: before }).where(eq(profiles.userId, teacher.id))
    expect((await person()).awards).toEqual([label])
    expect((await own.get('/api/me/profile')).body.profile.visible.awards).toBe('all')
    await db
      .update(profiles)
      .set({ visible: { ...before, name: 'contacts' } })
      .where(eq(profiles.userId, teacher.id))
    expect((await list('Pisa')).text).not.toContain('national_label')
    expect((await own.get('/api/me/profile')).body.profile.visible.awards).toBe('contacts')
    await save({ isListed: false })
  })

  it('goes with who is suspended, and says the name they have now', async () => {
    await save()
    const { db } = house
    await db.update(users).set({ displayName: 'Orsola Rinaldi' }).where(eq(users.id, teacher.id))
    expect([(await find('Rinaldi')).length, await find('Zanetti')]).toEqual([1, []])
    await db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, teacher.id))
    expect(await find('Rinaldi')).toEqual([])
  })

  it('tells what one has done from the projects themselves', async () => {
    const { id: projectId } = await makeProject(house.db, { name: 'Two rivers', openedAt: house.clock.now() })
    await makeMember(house.db, { projectId, user: teacher, role: 'teacher' })
    await save()
    expect((await own.get('/api/me/profile')).body.done).toMatchObject([{ name: 'Two rivers', year: 2026 }])
    expect(await find('Zanetti')).toMatchObject([{ projects: 1 }])
  })

  it('is refused where it says something that cannot be, and changes nothing', async () => {
    await save()
    for (const wrong of [
      { ages: { from: 14, to: 11 } },
      { subjects: ['Music!'] },
      { subjects: ['music', 'music'] },
      { languages: [{ code: 'it', level: 'D1' }] },
      { about: 'a'.repeat(1_001) },
      { visible: { ...allRead, name: 'world' } },
      { visible: { ...allRead, email: 'all' } },
    ])
      expect((await save(wrong)).status, JSON.stringify(wrong).slice(0, 60)).toBe(400)
    expect((await own.get('/api/me/profile')).body.profile).toEqual(draft)
  })

  it('is found by its language, whichever country’s it is, at its level and below', async () => {
    await save({ languages: [{ code: 'pt-BR', level: 'B1' }] })
    const found = async (asked: string) =>
      (await colleague.get(`/api/directory/people?language=${asked}`)).body.people.length
    expect([await found('pt'), await found('pt:B1'), await found('pt:B2')]).toEqual([1, 1, 0])
  })

  it('is not there for pupils, and for nobody where no office is open', async () => {
    const pupil = await house.as(await makePupil(house.db, { schoolId: teacher.schoolId }))
    expect((await pupil.get('/api/me/profile')).status).toBe(403)
    expect((await pupil.get('/api/directory/people')).status).toBe(403)
    const french = await makeSchool(house.db, { countryCode: 'FR' })
    const elsewhere = await house.as(await makeStaff(house.db, { schoolId: french.id }))
    for (const path of ['/api/me/profile', '/api/directory/people', '/api/directory/schools/counts'])
      expect((await elsewhere.get(path)).status).toBe(404)
  })

  it('leaves the directory where its country’s office closes, comes back where one opens, and lets its teacher out meanwhile', async () => {
    const { db } = house
    const boss = await makeStaff(db, { schoolId: (await makeOffice(db, { countryCode: null })).id })
    const [europe] = await db.select().from(offices).where(isNull(offices.countryCode))
    await makeMandate(db, { officeId: europe?.schoolId ?? '', userId: boss.id, post: 'director' })
    const portuguese = await makeOffice(db, { countryCode: 'PT' })
    const director = await makeStaff(db, { schoolId: portuguese.id })
    await makeMandate(db, { officeId: portuguese.id, userId: director.id, post: 'director' })
    const school = await makeSchool(db, { countryCode: 'PT', name: 'Escola da Foz', town: 'Porto' })
    const inPorto = await house.as(await makeStaff(db, { schoolId: school.id, displayName: 'Rui Tavares' }))
    const leaver = await house.as(await makeStaff(db, { schoolId: school.id, displayName: 'Inês Tavares' }))
    const said = (browser: Browser, isListed: boolean) => browser.send('PUT', '/api/me/profile', { ...draft, isListed })
    expect([(await said(inPorto, true)).status, (await said(leaver, true)).status]).toEqual([200, 200])
    expect((await find('Tavares')).length).toBe(2)

    const close = { closedOn: '2026-01-01' }
    expect((await (await house.as(director)).send('PATCH', `/api/offices/${portuguese.id}`, close)).status).toBe(204)
    expect(await find('Tavares')).toEqual([])
    expect((await inPorto.get('/api/me/profile')).body.profile.isListed).toBe(true)
    expect([(await said(inPorto, true)).status, (await inPorto.get('/api/directory/people')).status]).toEqual([
      404, 404,
    ])
    expect([(await said(leaver, false)).status, (await leaver.get('/api/me/profile')).body.profile.isListed]).toEqual([
      200,
      false,
    ])

    const again = { office: { name: 'Office of PT', town: 'Lisboa', countryCode: 'PT' }, email: 'rui@example.org' }
    expect((await (await house.as(boss)).send('POST', '/api/offices', again)).status).toBe(201)
    expect((await find('Tavares')).map(({ name }: { name: string }) => name)).toEqual(['Rui Tavares'])
  })
})
