import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeSchool, makeStaff, makeStaffWithPassword } from '#test/helpers/factories.ts'
import { makeContact, makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/** What everybody reads of an office and its regions, and the contacts that the office keeps. */

let house: TestApp
let office: { id: string }
let lyon: string
let director: Awaited<ReturnType<typeof makeStaff>>
beforeAll(async () => {
  house = await openTestApp()
  office = await makeOffice(house.db, { countryCode: 'FR', address: 'Rue X 1\nPoitiers', email: 'office@office.test' })
  lyon = await regionOf(house.db, 'FR', 'Lyon')
  director = await makeStaff(house.db, { schoolId: office.id, displayName: 'Diane <b>Roux</b>' })
  await makeMandate(house.db, { officeId: office.id, userId: director.id, post: 'director' })
})
afterAll(() => house.close())

const page = async (path: string, language = 'en') => {
  const answer = await house.app.request(path, { headers: { 'Accept-Language': language } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('a region', () => {
  let email: string
  beforeAll(async () => {
    const school = await makeSchool(house.db, { regionId: lyon, town: 'Villeurbanne', nationalCode: '0690001A' })
    const carla = await makeStaffWithPassword(house.db, { schoolId: school.id, displayName: 'Camille Blanc' })
    email = carla.email
    const held = { officeId: office.id, userId: carla.id, regionId: lyon }
    await makeMandate(house.db, { ...held, post: 'correspondent' })
    const former = await makeStaff(house.db, { displayName: 'Former One' })
    await makeMandate(house.db, {
      ...{ officeId: office.id, userId: former.id, post: 'correspondent', regionId: lyon },
      toDate: '2026-11-24',
    })
    await makeContact(house.db, {
      regionId: lyon,
      kind: 'workshop',
      name: 'Atelier de Lyon',
      email: 'atelier@lyon.test',
    })
    await makeContact(house.db, { regionId: lyon, kind: 'rector', name: 'Before', toDate: '2022-01-01' })
  })

  it('says its correspondent of today, how to reach them by the office, and no address of a person', async () => {
    const { status, body, text } = await house.visitor().get(`/api/regions/${lyon}/contacts`)
    expect([status, body.correspondents, body.office.email]).toEqual([
      200,
      [{ displayName: 'Camille Blanc' }],
      'office@office.test',
    ])
    expect(body.contacts.map(({ name }: { name: string }) => name)).toEqual(['Atelier de Lyon'])
    expect(text).not.toContain(email)
  })

  it.each([
    ['en', 'Correspondent', 'en'],
    ['fr-CA, en;q=0.5', 'Correspondant·e', 'fr'],
    ['pt, en;q=0.1, de;q=0.7', 'Moderation vor Ort', 'de'],
    ['pt', 'Correspondent', 'en'],
  ])('is a page in the language of %s, on which nothing runs', async (asked, word, language) => {
    const { status, headers, text } = await page(`/regions/${lyon}`, asked)
    expect(status).toBe(200)
    expect(text).toContain(`<html lang="${language}">`)
    for (const part of [word, 'Camille Blanc', 'Atelier de Lyon', 'mailto:office@office.test'])
      expect(text).toContain(part)
    expect(text).not.toMatch(/Former One|Before|<script|style=/)
    expect(text).not.toContain(email)
    expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  })

  it.each(['lyon', 'VILLEUR', '0690001a', '069 0001A', ' Lyon '])('is found by %s', async (asked) => {
    const { text } = await page(`/offices/FR?q=${encodeURIComponent(asked)}`)
    const found = text.split('<h3>')[1]?.split('<h2>')[0] ?? ''
    expect(found).toContain(`/regions/${lyon}`)
  })

  it.each(['%', '_', 'x'.repeat(5000), '<script>', '\u0000', ''])(
    'is found by nothing that is no name: %#',
    async (asked) => {
      const { status, text } = await page(`/offices/fr?q=${encodeURIComponent(asked)}`)
      expect(status).toBe(200)
      expect(text).not.toContain('<h3>')
      expect(text).not.toContain('<script')
    },
  )
})

describe('an office', () => {
  it('names its people by post, and escapes what they are called', async () => {
    const { status, text } = await page('/offices/FR')
    expect(status).toBe(200)
    expect(text).toContain('Diane &lt;b&gt;Roux&lt;/b&gt;, Director')
    expect((await page('/offices')).text).toContain('href="/offices/FR"')
  })

  it.each([
    '/offices/DE',
    '/offices/nowhere',
    '/offices/%00',
    '/regions/nothing',
    '/regions/00000000-0000-4000-8000-000000000000',
  ])('is not there at %s', async (path) => {
    const { status, headers, text } = await page(path, 'fr')
    expect([status, headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(text).toContain('Cette page n’existe pas')
  })

  it('is not there for a region of a country without one', async () => {
    const bayern = await regionOf(house.db, 'DE', 'Bayern')
    expect((await page(`/regions/${bayern}`)).status).toBe(404)
    expect((await house.visitor().get(`/api/regions/${bayern}/contacts`)).status).toBe(404)
  })
})

describe('the contacts of a region', () => {
  let browser: Awaited<ReturnType<TestApp['as']>>
  const rector = {
    ...{ kind: 'rector', name: 'Anne Dupont', salutation: 'Madame la rectrice', address: 'Rue Y', email: null },
    ...{ from: '2024-01-01', to: null },
  }
  const path = () => `/api/offices/${office.id}/contacts`
  beforeEach(async () => void (browser = await house.as(director)))

  it('are added, mended, ended by a day and taken away', async () => {
    const nice = await regionOf(house.db, 'FR', 'Nice')
    const names = async (on: string) => {
      const { body } = await browser.get(`/api/offices/${office.id}/regions?on=${on}`)
      return body.regions
        .find(({ id }: { id: string }) => id === nice)
        .contacts.map(({ name, salutation }: Record<string, string>) => `${salutation} ${name}`)
    }
    const added = await browser.post(path(), { regionId: nice, ...rector })
    expect([added.status, await names('2026-01-01')]).toEqual([201, ['Madame la rectrice Anne Dupont']])
    const one = `${path()}/${added.body.contact.id}`
    expect((await browser.send('PUT', one, { ...rector, name: 'Anne Durand', to: '2026-01-01' })).status).toBe(204)
    expect([await names('2025-12-31'), await names('2026-01-01')]).toEqual([['Madame la rectrice Anne Durand'], []])
    expect((await browser.delete(one)).status).toBe(204)
    expect([await names('2025-12-31'), (await browser.delete(one)).status]).toEqual([[], 404])
  })

  it.each([
    ['a region of another country', async () => ({ regionId: await regionOf(house.db, 'DE', 'Bayern') }), 'regionId'],
    ['an end before the beginning', () => Promise.resolve({ regionId: lyon, to: '2023-01-01' }), 'to'],
    ['an address that is none', () => Promise.resolve({ regionId: lyon, email: 'anne' }), 'email'],
    ['a name of nothing', () => Promise.resolve({ regionId: lyon, name: ' ' }), 'name'],
  ])('are not added with %s', async (_what, change, field) => {
    const { status, body } = await browser.post(path(), { ...rector, ...(await change()) })
    expect([status, body.error.fields[0].path]).toEqual([400, field])
  })
})
