import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvals } from '#db/schema/approvals.ts'
import { projectKinds } from '#db/schema/values.ts'
import { seedDemo } from '#server/demo/seed.ts'
import { demoPassword } from '#server/demo/content/schools.ts'
import { issueSetupLink } from '#server/setup/setup.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { testPassword } from '#test/helpers/factories.ts'

/** A school of its own and the plain demonstration: nothing of the programme is to be seen, and nobody is asked for a yes. */

const draft = { name: 'Rivers', cover: 3, languages: ['fr'], subjects: [], ageFrom: 11, ageTo: 12 }

async function ownSchool(house: TestApp): Promise<Browser[]> {
  const token = new URL((await issueSetupLink(house.deps)) ?? 'about:blank').hash.slice(1)
  const school = { name: 'Collège', town: 'Lyon', countryCode: 'FR', locale: 'fr' }
  const person = { displayName: 'Claire', email: 'claire@school.test', password: testPassword }
  const browser = house.visitor()
  expect((await browser.post('/api/setup', { token, school, person })).status).toBe(200)
  return [browser]
}

async function plainDemo(house: TestApp): Promise<Browser[]> {
  await seedDemo(house.deps)
  return Promise.all(
    ['claire', 'jonas'].map(async (name) => {
      const browser = house.visitor()
      const entered = { email: `${name}@demo.school`, password: demoPassword, isSharedDevice: false }
      expect((await browser.post('/api/session', entered)).status).toBe(200)
      return browser
    }),
  )
}

describe.each([
  ['a school of its own', ownSchool],
  ['the plain demonstration', plainDemo],
])('%s', (_name, open) => {
  let house: TestApp
  let people: Browser[]
  beforeAll(async () => {
    house = await openTestApp({ needsSecondStep: true })
    people = await open(house)
  })
  afterAll(() => house.close())

  it('offers no office, no help of one, no sign-up, and asks for no second step', async () => {
    for (const browser of people) {
      const { user } = (await browser.get('/api/session')).body
      expect(user.can).toMatchObject({ readOffice: false, askOffice: false, foundProject: true })
      expect((await browser.get('/api/offices')).body).toEqual({ offices: [], can: { open: false } })
      expect((await browser.get('/api/me/authenticators')).body.isNeeded).toBe(false)
      expect((await browser.get('/api/me/foundings')).body.projects).toEqual([])
    }
    const visitor = house.visitor()
    expect((await visitor.get('/api/register')).body.countries).toEqual([])
    expect((await visitor.get('/api/session')).body.hasSignUp).toBe(false)
    for (const path of ['/offices', '/offices/FR', '/offices/EU']) expect((await visitor.get(path)).status).toBe(404)
  })

  it.each(projectKinds)('asks nobody about a project of the kind %s', async (kind) => {
    for (const browser of people) {
      const made = await browser.post('/api/projects', { ...draft, kind, start: 'alone' })
      const { life } = (await browser.get(`/api/projects/${made.body.id}/life`)).body
      expect(life).toMatchObject({ isConcerned: false, approvals: [] })
      expect(life.state).toBe(kind === 'school' ? 'open' : 'waiting_partner')
      const closed = await browser.patch(`/api/projects/${made.body.id}`, { state: 'closed' })
      expect([closed.status, closed.body.project.state]).toEqual([200, 'closed'])
    }
    expect(await house.db.select().from(approvals)).toEqual([])
  })

  it('does not say that it lacks a yes in what is there already', async () => {
    for (const browser of people)
      for (const { id } of (await browser.get('/api/projects')).body.projects) {
        const answer = await browser.get(`/api/projects/${id}/life`)
        if (answer.status === 200) expect(answer.body.life.isConcerned).toBe(false)
      }
  })
})
