import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contacts, conversations } from '#db/schema/contacts.ts'
import { offers } from '#db/schema/offers.ts'
import { profiles } from '#db/schema/profiles.ts'
import { schoolHolidays } from '#db/schema/quiet.ts'
import { type Browser, hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { allRead, makeProfile } from '#test/helpers/directory.ts'
import { makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeOffer } from '#test/helpers/offers.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* By what classes on offer are found and ranked besides what they say: free weeks, and how their teachers answer letters. */

let house: TestApp
let school: { id: string }
let eleni: TestUser
let claire: TestUser
let claires: Browser
beforeAll(async () => {
  house = await openTestApp()
  for (const countryCode of ['FR', 'GR']) await makeOffice(house.db, { countryCode })
})
afterAll(() => house.close())
beforeEach(async () => {
  for (const table of [offers, contacts, conversations, profiles, schoolHolidays]) await house.db.delete(table)
  school = await makeSchool(house.db, { countryCode: 'GR', timeZone: 'Europe/Athens' })
  eleni = await makeStaff(house.db, { schoolId: school.id, displayName: 'Eleni' })
  claire = await makeStaff(house.db, { schoolId: (await makeSchool(house.db, { countryCode: 'FR' })).id })
  claires = await house.as(claire)
  house.forgetPaces()
})

describe('free weeks', () => {
  const found = async (weeks: string) => {
    const { status, body } = await claires.get(`/api/directory/offers?weeks=${weeks}`)
    return [status, body.offers?.map(({ id }: { id: string }) => id)]
  }

  it('are those of the offer in which its school has lessons, also when the school enters its holidays later', async () => {
    const id = await makeOffer(house.db, { userId: eleni.id })
    expect(await found('2027-02-08..2027-02-12')).toEqual([200, [id]])
    expect(await found('2026-12-01..2026-12-20')).toEqual([200, []])
    const holiday = { schoolId: school.id, name: 'Carnival' }
    await house.db.insert(schoolHolidays).values({ ...holiday, fromDate: '2027-02-06', toDate: '2027-02-14' })
    expect(await found('2027-02-08..2027-02-12')).toEqual([200, []])
    expect(await found('2027-02-08..2027-02-16')).toEqual([200, [id]])
    const { body } = await claires.get('/api/directory/offers')
    expect(body.offers[0].free).toHaveLength(12)
    expect(body.offers[0].free).not.toContain('2027-02-08')
    await house.db.delete(schoolHolidays).where(eq(schoolHolidays.schoolId, school.id))
    expect(await found('2027-02-08..2027-02-12')).toEqual([200, [id]])
    expect((await claires.get('/api/directory/offers/counts')).body.counts).not.toContainEqual(
      expect.objectContaining({ kind: 'week' }),
    )
  })

  it('are two days in their order, a year apart at most', async () => {
    for (const weeks of ['2027-02-12..2027-02-08', '2027-02-30..2027-03-08', '2027-01-01..2028-02-01', '0000-01-01..x'])
      expect([weeks, (await found(weeks))[0]]).toEqual([weeks, 400])
    expect(await found('2027-02-12..2027-02-12')).toEqual([200, []])
  })
})

describe('answers', () => {
  const day = 24
  /** A letter of somebody else, so many days ago. */
  async function letter(daysAgo: number, isAnswered: boolean, state: 'asked' | 'over' | 'blocked' = 'asked') {
    const { id: userId } = await makeStaff(house.db, { schoolId: school.id })
    const askedAt = new Date(house.clock.now().getTime() - hours(daysAgo * day))
    await house.db.insert(contacts).values({ userId, otherId: eleni.id, state, askedAt, changedAt: askedAt })
    const [lowId, highId] = userId < eleni.id ? [userId, eleni.id] : [eleni.id, userId]
    if (isAnswered) await house.db.insert(conversations).values({ lowId, highId })
    return userId
  }
  async function answersOf() {
    house.forgetPaces()
    const [own] = await house.db.select().from(offers).where(eq(offers.userId, claire.id))
    const id = own?.id ?? (await makeOffer(house.db, { userId: claire.id }))
    const { body } = await claires.get(`/api/offers/${id}/matches`)
    const [{ match, offer }] = body.matches
    return { answers: match.answers, score: match.score, name: offer.name }
  }
  beforeEach(() => makeOffer(house.db, { userId: eleni.id }))

  it('count from five letters on that are old enough, and until then neither for nor against', async () => {
    const { score } = await answersOf()
    for (let count = 0; count < 4; count++) await letter(30, false)
    for (let count = 0; count < 4; count++) await letter(3, false)
    for (let count = 0; count < 4; count++) await letter(400, false)
    // Taken back, and by whoever wants to hear nothing more of them: no answer was missed.
    await letter(30, false, 'over')
    await letter(30, false, 'blocked')
    expect(await answersOf()).toMatchObject({ answers: null, score })
    await letter(30, false)
    const few = await answersOf()
    expect(few.answers).toBe('few')
    expect(few.score).toBeLessThan(score)
    for (let count = 0; count < 5; count++) await letter(30, true, 'over')
    expect((await answersOf()).answers).toBe('half')
    for (let count = 0; count < 10; count++) await letter(30, true)
    const most = await answersOf()
    expect(most.answers).toBe('most')
    expect(most.score).toBeGreaterThan(few.score)
  })

  it('tell nobody what became of their own letter, and nothing of who hides their name', async () => {
    for (let count = 0; count < 4; count++) await letter(30, true)
    const askedAt = new Date(house.clock.now().getTime() - hours(30 * day))
    await house.db
      .insert(contacts)
      .values({ userId: claire.id, otherId: eleni.id, state: 'asked', askedAt, changedAt: askedAt })
    expect((await answersOf()).answers).toBeNull()
    await letter(30, true)
    expect((await answersOf()).answers).toBe('most')
    await makeProfile(house.db, { userId: eleni.id, visible: { ...allRead, name: 'contacts' } })
    expect(await answersOf()).toMatchObject({ answers: null, name: null })
  })
})
