import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeCampaign } from '#test/helpers/applications.ts'
import { outcome } from '#test/helpers/contact-cast.ts'
import { makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* An institution of teacher education applies: its staff see what is called and what it will ask, write together, and hand in. */

let house: TestApp
let officeId: string
let institution: { id: string }
let first: Browser
let second: Browser
beforeAll(async () => {
  house = await openTestApp()
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  institution = await makeSchool(house.db, { kind: 'institution' })
  const staff = () => makeStaff(house.db, { schoolId: institution.id })
  ;[first, second] = [await house.as(await staff()), await house.as(await staff())]
})
beforeEach(() => house.forgetPaces())
afterAll(() => house.close())

const called = (values: object = {}, rules: object = {}) =>
  makeCampaign(house.db, { officeId, now: house.clock.now(), ...values }, { scheme: 'training_award', ...rules })
const calls = async (browser: Browser) => (await browser.get('/api/school/calls')).body.calls as Call[]
interface Call {
  id: string
  phase: string
  missing: { id: string; word: string; asked: object | null }[]
  application: { state: string; isMine: boolean } | null
}
const of = async (browser: Browser, id: string) => (await calls(browser)).find((one) => one.id === id)
const begin = (browser: Browser, id: string, schoolId = institution.id) =>
  browser.post(`/api/campaigns/${id}/applications`, { schoolId })

describe('an institution', () => {
  it('reads before a word is written what the award will ask, begins it, writes together, and hands it in once it is stood by', async () => {
    const id = await called()
    expect(await of(first, id)).toMatchObject({
      ...{ phase: 'open', application: null },
      missing: [
        { id: 'endorsed', word: 'not_endorsed_by_institution', asked: null },
        { id: 'two_years', word: 'not_declared', asked: { en: expect.any(String) } },
      ],
    })
    const { body } = await begin(first, id)
    expect((await of(first, id))?.application).toMatchObject({ state: 'draft', isMine: true })
    expect((await of(second, id))?.application).toMatchObject({ state: 'draft', isMine: false })
    expect((await begin(second, id)).body.id).toBe(body.id)
    expect((await of(second, id))?.application).toMatchObject({ isMine: true })

    const path = `/api/applications/${body.id}`
    await first.send('PUT', `${path}/answers/two_years`, { text: 'yes', revision: 0 })
    const early = await first.post(`${path}/submit`, {})
    expect(early.body.error.fields).toEqual([{ path: 'condition.endorsed', reason: 'not_endorsed_by_institution' }])
    const speaker = await makeStaff(house.db, { schoolId: institution.id })
    expect((await first.post(`${path}/people`, { userId: speaker.id, part: 'endorser' })).status).toBe(200)
    expect((await (await house.as(speaker)).post(`${path}/endorse`, {})).status).toBe(200)
    expect((await first.post(`${path}/submit`, {})).body.application.state).toBe('submitted')
    expect((await of(second, id))?.application).toMatchObject({ state: 'submitted' })
  })

  it('is told what it lacks of conditions that are known already', async () => {
    const conditions = [{ id: 'long', is: 'school_registered_for', years: 2, isStrict: false, cutOff: null }]
    const id = await called({}, { conditions })
    expect((await of(first, id))?.missing).toMatchObject([{ id: 'long', word: 'school_not_registered' }])
  })

  it('sees its own calls alone, and a school sees none of it', async () => {
    const own = await called()
    const label = await makeCampaign(house.db, { officeId, now: house.clock.now() }, { scheme: 'school_label' })
    const german = await called({ officeId: (await makeOffice(house.db, { countryCode: 'DE' })).id })
    const over = await called({ closesAt: house.clock.now() })
    const ids = (await calls(first)).map(({ id }) => id)
    expect(ids).toContain(own)
    for (const other of [label, german, over]) expect(ids).not.toContain(other)
    expect(outcome(await begin(first, german))).toEqual([409, 'application_country'])
    const teacher = await makeStaff(house.db)
    const asTeacher = await house.as(teacher)
    expect((await asTeacher.get('/api/school/calls')).status).toBe(404)
    expect(outcome(await begin(asTeacher, own, teacher.schoolId))).toEqual([409, 'application_subject'])
    expect((await begin(asTeacher, own)).status).toBe(404)
  })
})
