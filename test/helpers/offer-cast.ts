import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { contacts } from '#db/schema/contacts.ts'
import { offers } from '#db/schema/offers.ts'
import { schoolHolidays } from '#db/schema/quiet.ts'
import { type Browser, openTestApp, type TestApp } from './app.ts'
import { makeSchool, makeStaff } from './factories.ts'
import { offerDraft } from './offers.ts'
import { makeOffice } from './offices.ts'

/* Two teachers who offer a class, anew for each test: France and Greece have an office, Spain has none. */

export let house: TestApp
export let claire: Awaited<ReturnType<typeof teacherOf>>
export let eleni: Awaited<ReturnType<typeof teacherOf>>

export function withOfferCast() {
  beforeAll(async () => {
    house = await openTestApp()
    for (const countryCode of ['FR', 'GR']) await makeOffice(house.db, { countryCode })
  })
  afterAll(() => house.close())
  beforeEach(async () => {
    await house.db.delete(offers)
    await house.db.delete(contacts)
    claire = await teacherOf('FR', 'Claire Fontaine')
    eleni = await teacherOf('GR', 'Ελένη Παππά')
    house.forgetPaces()
  })
}

const zones: Record<string, string> = { FR: 'Europe/Paris', GR: 'Europe/Athens', ES: 'Europe/Madrid' }
export async function teacherOf(countryCode: string, displayName: string) {
  const school = await makeSchool(house.db, { countryCode, timeZone: zones[countryCode] ?? 'UTC' })
  const user = await makeStaff(house.db, { schoolId: school.id, displayName })
  return { school, user, browser: await house.as(user) }
}

export const greek = {
  ...offerDraft,
  title: 'Το ποτάμι μας',
  words: 'Μετράμε το νερό.',
  ages: { from: 12, to: 14 },
  languages: [
    { code: 'el', level: 'C2' },
    { code: 'en', level: 'C1' },
  ],
  hours: [{ weekday: 2, startsAt: 660, minutes: 45 }],
}
export async function post(browser: Browser, values: object = {}) {
  const id = randomUUID()
  const { status, body } = await browser.post('/api/offers', { id, ...offerDraft, ...values })
  expect([status, body]).toEqual([201, expect.objectContaining({ id })])
  return id
}
export const own = async (browser: Browser) => (await browser.get('/api/offers')).body.offers
export const find = async (browser: Browser, query = '') =>
  (await browser.get(`/api/directory/offers?${query}`)).body.offers
export const matches = (browser: Browser, id: string) => browser.get(`/api/offers/${id}/matches`)
export const holiday = (schoolId: string, fromDate: string, toDate: string) =>
  house.db.insert(schoolHolidays).values({ schoolId, fromDate, toDate, name: 'Holidays' })
