import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeCampaign } from '#test/helpers/applications.ts'
import { makeSchool, makeStaff, makeTerm, type TestUser } from '#test/helpers/factories.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* A school applies: everybody in it writes, its head declares, and its conditions are what is known of it by date. */

let house: TestApp
let officeId: string
let first: Browser
let second: Browser
let boss: Browser
let school: { id: string }
let head: TestUser
beforeAll(async () => {
  house = await openTestApp()
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  school = await makeSchool(house.db)
  const staff = () => makeStaff(house.db, { schoolId: school.id })
  const people = [await staff(), await staff()] as const
  head = await staff()
  ;[first, second, boss] = [await house.as(people[0]), await house.as(people[1]), await house.as(head)]
  await makeTerm(house.db, { userId: head.id, post: 'head' })
  for (const { id } of people) await makeTerm(house.db, { userId: id, post: 'teacher' })
})
afterAll(() => house.close())

const called = (rules: Parameters<typeof makeCampaign>[2]) =>
  makeCampaign(house.db, { officeId, now: house.clock.now() }, { scheme: 'school_label', entry: 'apply', ...rules })
const begin = async (browser: Browser, campaignId: string): Promise<string> =>
  (await browser.post(`/api/campaigns/${campaignId}/applications`, { schoolId: school.id })).body.id
const show = async (browser: Browser, id: string) => (await browser.get(`/api/applications/${id}`)).body.application
const act = (browser: Browser, id: string, what: string) => browser.post(`/api/applications/${id}/${what}`, {})

describe('a school', () => {
  it('writes together, and its head of today declares it', async () => {
    const campaignId = await called({ declaration: 'head', conditions: [] })
    const id = await begin(first, campaignId)
    expect(await begin(second, campaignId)).toBe(id)
    expect((await act(first, id, 'declare')).status).toBe(403)
    expect((await act(first, id, 'submit')).body.error.fields).toContainEqual({
      ...{ path: 'declaration.head', reason: 'not_declared_by_head' },
    })
    expect((await boss.get('/api/applications')).body.applications).toMatchObject([{ id }])
    expect((await act(boss, id, 'declare')).body.application.declared).toMatchObject({ isOlder: false })
    expect((await show(second, id)).missing.map((lack: { of: string }) => lack.of)).not.toContain('declaration')
  })

  it('meets its conditions by who is registered there, as its own page says, and lacks what it lacks', async () => {
    const management = { id: 'management', is: 'management_registered' } as const
    const staff = (id: string, least: number) => ({
      ...{ id, is: 'staff_registered' as const, posts: ['teacher' as const], active: null, least },
    })
    const campaignId = await called({ conditions: [management, staff('staff', 2), staff('many', 50)] })
    const id = await begin(first, campaignId)
    const { conditions, missing } = await show(first, id)
    expect(conditions).toMatchObject([
      { id: 'management', isMet: true, proof: [{ what: 'person', id: head.id }] },
      { id: 'staff', isMet: true },
      { id: 'many', isMet: false, missing: { word: 'too_few_staff', values: { least: 50, there: 2 } } },
    ])
    expect(missing.filter(({ of }: { of: string }) => of === 'condition')).toMatchObject([{ id: 'many' }])
  })
})

it('an institution applies, and one of its own stands by it, as the rules ask', async () => {
  const { id: institution } = await makeSchool(house.db, { kind: 'institution' })
  const [author, speaker] = [
    await makeStaff(house.db, { schoolId: institution }),
    await makeStaff(house.db, { schoolId: institution }),
  ]
  const [writes, speaks] = [await house.as(author), await house.as(speaker)]
  const campaignId = await makeCampaign(house.db, { officeId, now: house.clock.now() }, { scheme: 'training_award' })
  const { id } = (await writes.post(`/api/campaigns/${campaignId}/applications`, { schoolId: institution })).body
  const lacks = async () => (await show(writes, id)).missing.map((lack: { word: string }) => lack.word)
  expect(await lacks()).toContain('not_endorsed_by_institution')
  const asked = { userId: speaker.id, part: 'endorser' }
  expect((await writes.post(`/api/applications/${id}/people`, asked)).status).toBe(200)
  expect(await lacks()).toContain('not_endorsed_by_institution')
  expect((await act(speaks, id, 'endorse')).status).toBe(200)
  expect(await lacks()).not.toContain('not_endorsed_by_institution')
})
