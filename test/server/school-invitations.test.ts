import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applications } from '#db/schema/applications.ts'
import { mails } from '#db/schema/mails.ts'
import { terms } from '#db/schema/terms.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeCampaign, makeRulebook } from '#test/helpers/campaigns.ts'
import { makeSchool, makeStaff, makeStaffWithPassword, makeTerm, type TestUser } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'
import { type Rules, rulesOf } from '#server/campaigns/rulebook.ts'
import { rulebooks } from '#db/schema/campaigns.ts'

/* Schools that meet the conditions are invited when a call opens, and apply by the rules that come with Préau. */

let house: TestApp
let officeId: string
let director: Browser
let officer: Browser
let assessor: Browser
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  house.clock.advance(Date.parse('2026-12-02T10:00:00Z') - house.clock.now().getTime())
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  const at = async (post: 'director' | 'officer' | 'assessor') => {
    const user = await makeStaff(house.db, { schoolId: officeId })
    await makeMandate(house.db, { officeId, userId: user.id, post })
    return house.as(user)
  }
  ;[director, officer, assessor] = [await at('director'), await at('officer'), await at('assessor')]
})
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

/** Two teachers and a head, since long. */
async function school() {
  const { id } = await makeSchool(house.db, { countryCode: 'FR', timeZone: 'Europe/Paris', locale: 'fr' })
  const staff = () => makeStaffWithPassword(house.db, { schoolId: id })
  const people = { ann: await staff(), ben: await staff(), head: await staff() }
  const since = { schoolId: id, fromDate: '2024-10-01' }
  for (const user of [people.ann, people.ben]) await makeTerm(house.db, { ...since, userId: user.id, post: 'teacher' })
  await makeTerm(house.db, { ...since, userId: people.head.id, post: 'head' })
  return { id, ...people }
}

let opensAt = Date.parse('2026-11-01T08:00:00Z')

/** The shipped rules of 2017, but for the project that takes a label to get. */
async function planned(change: Partial<Rules> = {}): Promise<string> {
  const rulebookId = await makeRulebook(house.db, { officeId, countryCode: 'FR' })
  const [row] = await house.db.select().from(rulebooks).where(eq(rulebooks.id, rulebookId))
  const rules = rulesOf(row?.rules ?? {})
  const conditions = rules.conditions.filter(({ id }) => id !== 'project')
  await house.db
    .update(rulebooks)
    .set({ rules: { ...rules, conditions, ...change } })
    .where(eq(rulebooks.id, rulebookId))
  // A school is asked about the newest of the year.
  opensAt += 60_000
  return makeCampaign(house.db, { officeId, rulebookId, opensAt: new Date(opensAt) })
}
const open = async (id: string) => (await director.post(`/api/campaigns/${id}/open`, {})).body
const invite = (id: string, who = officer) => who.post(`/api/campaigns/${id}/invite`, {})
const bells = async (user: TestUser) =>
  (await (await house.as(user)).get('/api/notices')).body.notices.filter(
    ({ kind }: { kind: string }) => kind === 'application_invited',
  )
const begin = async (browser: Browser, campaignId: string, schoolId: string) =>
  browser.post(`/api/campaigns/${campaignId}/applications`, { schoolId })
const reasonOf = ({ body }: { body: { error?: { reason?: string } } }) => body.error?.reason

describe('schools', () => {
  it('that meet the conditions are invited when the call opens, all their staff, each once', async () => {
    const [lyon, alone] = [await school(), await school()]
    await house.db.delete(terms).where(eq(terms.userId, alone.head.id))
    const campaignId = await planned()
    expect(reasonOf(await invite(campaignId))).toBe('campaign_not_open_now')
    const { invited, campaigns } = await open(campaignId)
    expect(invited).toMatchObject({ before: 0 })
    expect(campaigns.find(({ id }: { id: string }) => id === campaignId).invited).toBe(invited.schools)
    expect(await bells(lyon.ann)).toMatchObject([{ application: { isOwn: true } }])
    expect([(await bells(lyon.head)).length, (await bells(alone.ann)).length]).toEqual([1, 0])
    expect((await invite(campaignId)).body.invited).toEqual({ schools: 0, people: 0, before: invited.schools })
    await makeTerm(house.db, { schoolId: alone.id, userId: alone.ben.id, post: 'management', fromDate: '2026-12-01' })
    expect((await invite(campaignId)).body.invited).toEqual({ schools: 1, people: 3, before: invited.schools })
    expect([(await bells(lyon.ann)).length, (await bells(alone.ann)).length]).toEqual([1, 1])
    expect((await invite(campaignId, assessor)).status).toBe(403)
  })

  it('hear of it by a mail that names the call and is written when it goes', async () => {
    const { ann, head } = await school()
    await open(await planned())
    const server = await openMailServer()
    await postBy(house, server.url)
    await server.close()
    const letters = server.letters.filter(({ to }) => to.includes(ann.email) || to.includes(head.email))
    expect(letters).toHaveLength(2)
    expect(letters[0]?.source).toContain('tab=3Dlabel')
    expect(await house.db.select().from(mails).where(eq(mails.state, 'waiting'))).toEqual([])
  })

  it('are invited by no rules by which one applies', async () => {
    const campaignId = await planned({ entry: 'apply' })
    expect((await open(campaignId)).invited).toBe(null)
    expect(reasonOf(await invite(campaignId))).toBe('campaign_invites_nobody')
  })
})

describe('an invited school', () => {
  it('begins with one press, writes by several, and its head declares it', async () => {
    const { id, ann, ben, head } = await school()
    const campaignId = await planned()
    await open(campaignId)
    const [first, second, boss] = [await house.as(ann), await house.as(ben), await house.as(head)]
    const called = async () => (await first.get('/api/school/conditions')).body.campaign
    const before = await called()
    expect(before.application).toMatchObject({ state: 'invited', isMine: false })
    const { body } = await begin(first, before.id, id)
    expect((await begin(second, before.id, id)).body.id).toBe(body.id)
    expect((await called()).application).toMatchObject({ id: body.id, state: 'draft', isMine: true })
    const put = (browser: Browser, field: string) =>
      browser.send('PUT', `/api/applications/${body.id}/answers/${field}`, { text: 'We do.', revision: 0 })
    expect([(await put(first, 'e_safety')).status, (await put(second, 'teaching')).status]).toEqual([200, 200])
    const act = (browser: Browser, what: string) => browser.post(`/api/applications/${body.id}/${what}`, {})
    expect((await act(first, 'submit')).body.error.fields).toEqual([
      { path: 'declaration.head', reason: 'not_declared_by_head' },
    ])
    expect((await act(boss, 'declare')).status).toBe(200)
    expect((await act(first, 'submit')).body.application).toMatchObject({ state: 'submitted', missing: [] })
  })

  it('is begun by nobody whose school was not invited', async () => {
    const { id, ann, ben, head } = await school()
    for (const user of [ben, head]) await house.db.delete(terms).where(eq(terms.userId, user.id))
    const campaignId = await planned()
    await open(campaignId)
    expect(reasonOf(await begin(await house.as(ann), campaignId, id))).toBe('application_not_invited')
  })

  it('that loses its head before it hands in is told so, and keeps all it wrote', async () => {
    const { id, ann, head } = await school()
    const campaignId = await planned()
    await open(campaignId)
    const first = await house.as(ann)
    const { body } = await begin(first, campaignId, id)
    await first.send('PUT', `/api/applications/${body.id}/answers/e_safety`, { text: 'We do.', revision: 0 })
    await house.db.update(terms).set({ toDate: '2026-12-01' }).where(eq(terms.userId, head.id))
    expect((await first.post(`/api/applications/${body.id}/submit`, {})).body.error.fields).toContainEqual({
      ...{ path: 'condition.management', reason: 'no_management' },
    })
    const { application } = (await first.get(`/api/applications/${body.id}`)).body
    expect(application.answers).toMatchObject([{ field: 'e_safety', text: 'We do.' }])
  })

  it('that loses its head before one decides gets it for a reason that is written down, and hears of both', async () => {
    const { id, ann, ben, head } = await school()
    const campaignId = await planned({
      ...{
        declaration: 'nobody',
        criteria: [],
        form: [],
        readers: { blind: 0, third: null, combine: 'mean', quorum: 1 },
      },
    })
    await open(campaignId)
    const first = await house.as(ann)
    const { body } = await begin(first, campaignId, id)
    await begin(await house.as(ben), campaignId, id)
    expect((await first.post(`/api/applications/${body.id}/submit`, {})).status).toBe(200)
    await house.db.update(terms).set({ toDate: '2026-12-01' }).where(eq(terms.userId, head.id))
    const end = Date.parse('2027-01-20T10:00:00Z') - house.clock.now().getTime()
    house.clock.advance(end)
    house.forgetPaces()
    const sitting = await makeStaff(house.db, { schoolId: officeId })
    await makeMandate(house.db, { officeId, userId: sitting.id, post: 'director' })
    const asDirector = () => house.as(sitting)
    const decide = async (reason: string) =>
      (await house.as(sitting)).post(`/api/applications/${body.id}/decisions`, {
        ...{ outcome: 'awarded', feedback: [], present: [sitting.id], reason },
      })
    expect((await decide('')).body.error.fields).toMatchObject([{ path: 'reason', reason: 'decision_conditions' }])
    expect((await decide('A new head comes in February.')).status).toBe(201)
    const show = async () => (await (await house.as(ann)).get(`/api/applications/${body.id}`)).body.application
    const managementOf = ({ conditions }: { conditions: { id: string }[] }) =>
      conditions.find((one) => one.id === 'management')
    const before = await show()
    expect([before.result, managementOf(before)]).toMatchObject([null, { isMet: true, fallen: null }])
    expect((await (await asDirector()).post(`/api/campaigns/${campaignId}/publish`, {})).status).toBe(200)
    const after = await show()
    expect(managementOf(after)).toMatchObject({ isMet: true, fallen: { word: 'no_management' } })
    expect(after.result).toMatchObject({ decisions: [{ outcome: 'awarded', reason: '' }], mayAppeal: false })
    expect(after.result.awards).toMatchObject([{ scheme: 'school_label', state: 'valid' }])
    house.clock.advance(-end)
    const rows = await house.db.select().from(applications).where(eq(applications.id, body.id))
    expect(rows[0]?.state).toBe('decided')
  })
})
