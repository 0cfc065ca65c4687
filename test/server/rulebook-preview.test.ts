import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeAward, makeRulebook, makeTerm } from '#test/helpers/campaigns.ts'
import { makeMember, makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* Who would be eligible today by rules that nobody has saved yet, as their editor asks it. */

let house: TestApp
let officer: Browser
let officeId: string
beforeAll(async () => {
  house = await openTestApp()
  house.clock.advance(Date.parse('2026-12-02T10:00:00Z') - house.clock.now().getTime())
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  const user = await makeStaff(house.db, { schoolId: officeId })
  await makeMandate(house.db, { officeId, userId: user.id, post: 'officer' })
  officer = await house.as(user)
})
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

const rulesOf = (scheme: string, version: string): { conditions: object[] } => {
  const found = shippedRulebooks.find((one) => one.scheme === scheme && one.version === version)
  if (!found) throw new Error(`${scheme} of ${version} is not shipped`)
  // As they come over the wire.
  return JSON.parse(JSON.stringify(found.rules))
}
const preview = (rulebookId: string, rules: object) =>
  officer.post(`/api/offices/${officeId}/rulebooks/${rulebookId}/preview`, { rules })

describe('the preview of rules', () => {
  it('counts schools by what stands on the screen, and stores nothing', async () => {
    const { db } = house
    const rulebookId = await makeRulebook(db, { officeId, countryCode: 'FR' })
    for (const [name, staff] of [
      ['One', 1],
      ['Two', 2],
    ] as const) {
      const school = await makeSchool(db, { countryCode: 'FR', name, town: 'Lyon' })
      for (let number = 0; number < staff; number++) {
        const { id: userId } = await makeStaff(db, { schoolId: school.id })
        await makeTerm(db, { userId, schoolId: school.id, post: 'librarian', fromDate: '2020-01-01' })
      }
    }
    const rules = rulesOf('school_label', '2017')
    const staff = (least: number) => ({
      ...rules,
      conditions: [{ id: 'staff', is: 'staff_registered', least, posts: ['librarian'], active: null }],
    })
    const { body } = await preview(rulebookId, staff(2))
    expect([body.count, body.first.map(({ name }: { name: string }) => name)]).toEqual([1, ['Two, Lyon']])
    expect((await preview(rulebookId, staff(1))).body.count).toBe(2)
    const stored = await officer.get(`/api/offices/${officeId}/rulebooks/${rulebookId}`)
    expect(stored.body.rulebook.revision).toBe(1)
  })

  it('counts projects by what is known of them and of who is in them, and says what is known later alone', async () => {
    const { db } = house
    const label = shippedRulebooks.find(({ scheme }) => scheme === 'national_label')
    if (!label) throw new Error('no national label is shipped')
    const rulebookId = await makeRulebook(db, {
      officeId,
      countryCode: 'FR',
      scheme: 'national_label',
      rules: label.rules,
    })
    const school = await makeSchool(db, { countryCode: 'FR' })
    const teacher = await makeStaff(db, { schoolId: school.id })
    const [labelled, other] = [
      await makeProject(db, { kind: 'european', state: 'open', name: 'Labelled' }),
      await makeProject(db, { kind: 'european', state: 'open', name: 'Other' }),
    ]
    for (const project of [labelled, other])
      await makeMember(db, { projectId: project.id, user: teacher, role: 'owner' })
    await makeAward(db, {
      ...{ scheme: 'national_label', awardedOn: '2026-11-01', projectId: labelled.id, countryCode: 'FR' },
    })
    const rules = JSON.parse(JSON.stringify(label.rules))
    const asking = (...conditions: object[]) => ({ ...rules, conditions })
    const has = { id: 'has', is: 'labelled', scheme: 'national_label', within: 'ever' }
    const { body } = await preview(rulebookId, asking(has, { id: 'stand', is: 'endorsed', by: 'partner', least: 1 }))
    expect([body.count, body.first, body.later]).toEqual([1, [{ id: labelled.id, name: 'Labelled' }], ['stand']])
    expect((await preview(rulebookId, asking())).body.count).toBeGreaterThanOrEqual(2)
  })

  it('says what is wrong at its field, and keeps what the rules are about', async () => {
    const rulebookId = await makeRulebook(house.db, { officeId, countryCode: 'FR' })
    const rules = rulesOf('school_label', '2017')
    const wrong = { ...rules, conditions: [{ id: 'Bad', is: 'management_registered' }] }
    const fields = async (asked: object) =>
      ((await preview(rulebookId, asked)).body.error.fields ?? []).map(
        ({ path, reason }: { path: string; reason: string }) => `${path} ${reason}`,
      )
    expect(await fields(wrong)).toEqual(['rules.conditions.0.id rulebook_id'])
    expect(await fields(rulesOf('national_prize', '2015'))).toEqual(['rules.subject rulebook_subject'])
  })
})
