import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { schools } from '#db/schema/schools.ts'
import { users } from '#db/schema/users.ts'
import { issueSetupLink } from '#server/setup/setup.ts'
import { minutes, openTestApp, type TestApp, statusesOf } from '#test/helpers/app.ts'
import { makeStaff } from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
/** As after the first start: nobody is here. */
beforeEach(() => house.db.execute(sql`truncate ${users}, ${schools}, settings cascade`))

const school = { name: 'Collège Jean Moulin', town: 'Lyon', countryCode: 'FR', region: 'lyon', locale: 'fr' }
const person = { displayName: 'Claire Petit', email: 'Claire@Moulin.test', password: 'a-quiet-river-at-noon' }

async function newToken() {
  const link = await issueSetupLink(house.deps)
  return new URL(link ?? 'about:blank').hash.slice(1)
}
const setUp = (token: string, change: object = {}) =>
  house.visitor().post('/api/setup', { token, school, person, ...change })

describe('a fresh installation', () => {
  it('has nobody, says so, and lets the first administrator in by the link', async () => {
    const browser = house.visitor()
    expect((await browser.get('/api/session')).body).toMatchObject({ user: null, setupNeeded: true })
    const { status, body } = await browser.post('/api/setup', { token: await newToken(), school, person })
    expect(status).toBe(200)
    expect(body.user).toMatchObject({
      displayName: 'Claire Petit',
      isSchoolAdmin: true,
      locale: 'fr',
      school: { name: 'Collège Jean Moulin', town: 'Lyon', countryCode: 'FR', timeZone: 'Europe/Paris' },
      can: { administerSchool: true },
    })
    expect((await browser.get('/api/session')).body).toMatchObject({ user: { id: body.user.id }, setupNeeded: false })
    const { email, password } = person
    expect((await house.visitor().post('/api/session', { email, password })).status).toBe(200)
    const own = (await browser.get('/api/school')).body
    expect(own.school.region).toBe('Lyon')
    expect(own.staff).toMatchObject([{ posts: ['teacher'] }])
  })

  it('prints the token in the fragment, where no log sees it', async () => {
    expect(await issueSetupLink(house.deps)).toMatch(/^http:\/\/preau\.test\/setup#[\w-]{43}$/)
  })

  it('knows the countries as soon as it can be set up', async () => {
    await house.db.execute(sql`truncate countries cascade`)
    expect((await setUp(await newToken())).status).toBe(200)
  })

  it('takes a link once', async () => {
    const token = await newToken()
    expect((await setUp(token)).status).toBe(200)
    const again = await setUp(token, { person: { ...person, email: 'other@moulin.test' } })
    expect([again.status, again.body.error.reason]).toEqual([409, 'setup_done'])
    expect(await issueSetupLink(house.deps)).toBeNull()
  })

  it('lets one of two in who come at once', async () => {
    const token = await newToken()
    const answers = await Promise.all([setUp(token), setUp(token, { person: { ...person, email: 'b@moulin.test' } })])
    expect(statusesOf(answers)).toEqual([200, 409])
    expect(await house.db.select().from(users)).toHaveLength(1)
    expect(await house.db.select().from(schools)).toHaveLength(1)
  })

  it('forgets the link after half an hour', async () => {
    const token = await newToken()
    house.clock.advance(minutes(30))
    const { status, body } = await setUp(token)
    expect([status, body.error.reason]).toEqual([404, 'link_expired'])
  })

  it('forgets the link when there is a newer one', async () => {
    const [older, newer] = [await newToken(), await newToken()]
    expect((await setUp(older)).status).toBe(404)
    expect((await setUp(newer)).status).toBe(200)
  })

  it('takes the region of a country whose regions nobody has listed', async () => {
    const latvia = { ...school, countryCode: 'LV', region: 'Kurzeme' }
    const browser = house.visitor()
    await browser.post('/api/setup', { token: await newToken(), school: latvia, person })
    expect((await browser.get('/api/school')).body.school).toMatchObject({
      region: 'Kurzeme',
      timeZone: 'Europe/Riga',
    })
  })

  it('takes no region that is not in the list of a country that has one', async () => {
    const token = await newToken()
    const browser = house.visitor()
    const ask = (region: string) =>
      browser.post('/api/setup', { token, school: { ...school, countryCode: 'FR', region }, person })
    const refused = await ask('Gascogne')
    expect([refused.status, refused.body.error.fields]).toEqual([
      400,
      [{ path: 'school.region', reason: 'region_unknown' }],
    ])
    expect((await ask('Bordeaux')).status).toBe(200)
  })

  it('knows no other word', async () => {
    await newToken()
    const { status, body } = await setUp('x'.repeat(43))
    expect([status, body.error.reason]).toEqual([404, 'link_expired'])
  })

  it('is done when somebody is here already', async () => {
    const token = await newToken()
    await makeStaff(house.db)
    const { status, body } = await setUp(token)
    expect([status, body.error.reason]).toEqual([409, 'setup_done'])
  })

  it.each([
    ['a weak password', { person: { ...person, password: 'motdepasse123' } }, 'weak_password'],
    ['a country nobody knows', { school: { ...school, countryCode: 'XX' } }, 'invalid_input'],
    ['an address that is none', { person: { ...person, email: 'claire' } }, 'invalid_input'],
    [
      'a name that turns what stands beside it',
      { person: { ...person, displayName: 'Cla\u202eire' } },
      'invalid_input',
    ],
    ['a field it does not know', { isVouched: true }, 'invalid_input'],
  ])('refuses %s, and the link still works', async (_what, change, reason) => {
    const token = await newToken()
    const { status, body } = await setUp(token, change)
    expect([status, body.error.reason]).toEqual([400, reason])
    expect((await setUp(token)).status).toBe(200)
  })
})

it('anybody may see the countries with their time zones and regions', async () => {
  const { body } = await house.visitor().get('/api/countries')
  const byCode = new Map(body.countries.map((country: { code: string }) => [country.code, country]))
  expect(byCode.get('DE')).toMatchObject({ membership: 'member', timeZone: 'Europe/Berlin' })
  expect(byCode.get('UA')).toMatchObject({ membership: 'plus' })
  expect(byCode.get('JP')).toMatchObject({ membership: 'outside', regions: [] })
  expect(byCode.get('FR')).toMatchObject({ regions: expect.arrayContaining(['Lyon', 'Créteil', 'La Réunion']) })
})

it('what a country was to the programme can be asked for any day', async () => {
  const on = async (day: string, as: string) => {
    const { body } = await house.visitor().get(`/api/countries?on=${day}`)
    return body.countries.flatMap(({ code, membership }: Record<string, string>) => (membership === as ? [code] : []))
  }
  // The founding note of autumn 2017: 36, and the six of 2013.
  expect(await on('2017-10-01', 'member')).toHaveLength(36)
  expect(await on('2017-10-01', 'plus')).toEqual(['AM', 'AZ', 'GE', 'MD', 'TN', 'UA'])
  expect(await on('2020-12-31', 'member')).toContain('GB')
  expect(await on('2021-01-01', 'outside')).toContain('GB')
  expect(await on('2022-04-01', 'member')).toContain('ME')
  expect([await on('2026-11-30', 'member'), await on('2026-11-30', 'plus')].map(({ length }) => length)).toEqual([
    36, 10,
  ])
})
