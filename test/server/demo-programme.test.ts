import { afterAll, beforeAll, expect, it } from 'vitest'
import { mandates, offices } from '#db/schema/offices.ts'
import { programmeGreeting, seedProgramme } from '#server/demo/programme/programme.ts'
import { seedDemo } from '#server/demo/seed.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
  await seedDemo(house.deps)
})
afterAll(() => house.close())

it('opens nothing in the plain demonstration, and offices of Europe and three countries where it is asked for', async () => {
  expect(await house.db.select().from(offices)).toEqual([])
  const logins = await seedProgramme(house.deps)
  const open = await house.db.select().from(offices)
  expect(open.map(({ countryCode }) => countryCode ?? 'EU').toSorted()).toEqual(['DE', 'EU', 'FR', 'IT'])
  const given = await house.db.select().from(mandates)
  expect(new Set(given.map(({ post }) => post))).toEqual(new Set(['director', 'officer', 'observer', 'correspondent']))
  for (const { email } of [...logins.offices, ...logins.correspondents, ...logins.teachers]) {
    const answer = await house.visitor().post('/api/session', { email, password: 'demo-demo-demo' })
    expect([email, answer.status]).toEqual([email, 200])
  }
  const said = programmeGreeting(logins, 'http://preau.test').join('\n')
  for (const { email } of logins.offices) expect(said).toContain(email)
})

it('lets one find teachers by words of any script, and by their name only where they want it', async () => {
  const { body } = await house
    .visitor()
    .post('/api/session', { email: 'lukas@demo.school', password: 'demo-demo-demo' })
  const lukas = await house.as(body.user)
  const find = async (q: string) =>
    (await lukas.get(`/api/directory/people?q=${encodeURIComponent(q)}`)).body.people.map(
      ({ name }: { name: string | null }) => name,
    )
  expect(await find('theatro')).toContain('Carla Ferri')
  expect([await find('ponti'), await find('Paolo Villa')]).toEqual([[null], []])
})

it('changes nothing at a second run', async () => {
  const before = await house.db.select().from(mandates)
  await seedProgramme(house.deps)
  expect(await house.db.select().from(mandates)).toEqual(before)
})
