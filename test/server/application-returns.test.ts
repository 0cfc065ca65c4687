import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { applications, conditionResults } from '#db/schema/applications.ts'
import { audit } from '#db/schema/audit.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import { evaluations } from '#db/schema/evaluations.ts'
import { members } from '#db/schema/projects.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import { makeCampaign, makeOpenSince } from '#test/helpers/applications.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { outcome } from '#test/helpers/contact-cast.ts'
import { makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* What is handed in and lacks something goes back to who wrote it, until a day that holds for it alone. */

let house: LiveApp
let officeId: string
let asOfficer: Browser
let asDirector: Browser
const office = {} as Record<'officer' | 'director' | 'assessor', TestUser>
let base: Awaited<ReturnType<typeof makeClassProject>>
let campaignId: string
let asOwner: Browser
let id: string
beforeAll(async () => {
  house = await openLiveApp()
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  for (const post of ['officer', 'director', 'assessor'] as const) {
    office[post] = await makeStaff(house.db, { schoolId: officeId })
    await makeMandate(house.db, { officeId, userId: office[post].id, post })
  }
})
afterAll(() => house.close())

const act = (browser: Browser, what: string, body: object = {}) => browser.post(`/api/applications/${id}/${what}`, body)
const show = async (browser: Browser = asOwner) => (await browser.get(`/api/applications/${id}`)).body.application
const put = (field: string, text: string, revision = 0) =>
  asOwner.send('PUT', `/api/applications/${id}/answers/${field}`, { text, revision })
const inDays = (days: number) => new Date(house.clock.now().getTime() + hours(24 * days))
const soon = () => new Date(house.clock.now().getTime() + hours(0.5))
const back = (browser: Browser = asOfficer, more: object = {}) =>
  act(browser, 'return', { reason: 'The plan of the second school is missing.', until: soon(), ...more })
const frozen = () => house.db.select().from(conditionResults).where(eq(conditionResults.applicationId, id))
const endCall = () =>
  house.db.update(campaigns).set({ closesAt: house.clock.now() }).where(eq(campaigns.id, campaignId))

beforeEach(async () => {
  base = await makeClassProject(house.db)
  await makeOpenSince(house.db, base.projectId, inDays(-9))
  await house.db
    .update(members)
    .set({ joinedAt: inDays(-5) })
    .where(eq(members.projectId, base.projectId))
  campaignId = await makeCampaign(house.db, { officeId, now: house.clock.now() })
  ;[asOwner, asOfficer, asDirector] = [
    await house.as(base.owner),
    await house.as(office.officer),
    await house.as(office.director),
  ]
  house.forgetPaces()
  id = (await asOwner.post(`/api/campaigns/${campaignId}/applications`, { projectId: base.projectId })).body.id
  for (const field of ['shared_plan', 'finished', 'contributed', 'collaborative', 'data_respected'])
    expect((await put(field, 'yes')).status).toBe(200)
  expect((await act(asOwner, 'submit')).status).toBe(200)
})

it('is told to its authors with the reason, is open again, and what was kept of its conditions goes until it comes anew', async () => {
  expect(await frozen()).toHaveLength(9)
  expect(outcome(await put('summary', 'A river'))).toEqual([409, 'application_submitted'])
  expect((await back()).status).toBe(204)
  const application = await show()
  expect(application).toMatchObject({
    ...{ state: 'draft', shut: null, submittedAt: null, conditionsAt: null },
    returned: { reason: 'The plan of the second school is missing.', until: soon().toISOString() },
  })
  const { notices } = (await asOwner.get('/api/notices')).body
  expect(notices[0]).toMatchObject({ kind: 'returned', application: { id } })
  expect((await frozen()).map(({ condition }) => condition)).toEqual(['$returned'])
  expect((await put('finished', 'no', 1)).status).toBe(200)
  expect(outcome(await act(asOwner, 'submit'))).toEqual([409, 'application_not_ready'])
  expect((await put('finished', 'yes', 2)).status).toBe(200)
  expect((await act(asOwner, 'submit')).body.application).toMatchObject({ state: 'submitted', returned: null })
  expect(await frozen()).toHaveLength(9)
  const [line] = await house.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, 'application.returned'), eq(audit.targetId, id), eq(audit.chain, officeId)))
  expect(line?.detail).toEqual({ until: soon().toISOString() })
})

it('stays open until its day when the call has ended, for it alone, and not a moment longer', async () => {
  const other = (await asOwner.post(`/api/campaigns/${campaignId}/applications`, { projectId: base.projectId })).body.id
  expect(other).toBe(id)
  await endCall()
  expect((await back()).status).toBe(204)
  expect((await put('summary', 'A river')).status).toBe(200)
  const asTeacher = await house.as(base.teacher)
  const late = await asTeacher.post(`/api/campaigns/${campaignId}/applications`, { projectId: base.projectId })
  expect(outcome(late)).toEqual([409, 'application_late'])
  house.clock.advance(hours(0.5))
  expect(outcome(await put('summary', 'A brook', 1))).toEqual([409, 'application_late'])
  expect(outcome(await act(asOwner, 'submit'))).toEqual([409, 'application_late'])
  const { shut, answers } = await show()
  expect(shut).toBe('application_late')
  expect(answers).toContainEqual(expect.objectContaining({ field: 'summary', text: 'A river' }))
})

it('is waited for: nothing is published before its day, and the commission sees what it waits for', async () => {
  await endCall()
  await back()
  const publish = () => asDirector.post(`/api/campaigns/${campaignId}/publish`, {})
  expect(outcome(await publish())).toEqual([409, 'campaign_returned'])
  const { returned, rows } = (await asOfficer.get(`/api/campaigns/${campaignId}/deliberation`)).body
  expect(returned).toMatchObject([{ applicationId: id, until: soon().toISOString() }])
  expect(rows).toEqual([])
  house.clock.advance(hours(0.5))
  expect((await publish()).status).toBe(200)
})

it('is sent back before anybody reads it, by who decides there, with words and a day that comes', async () => {
  expect((await asOfficer.get(`/api/campaigns/${campaignId}/deliberation`)).body.rows).toMatchObject([
    { applicationId: id, isReturnable: true },
  ])
  expect(outcome(await back(asOfficer, { until: inDays(-1) }))).toEqual([400, 'invalid_input'])
  expect((await back(asOfficer, { until: inDays(61) })).body.error.fields).toMatchObject([{ reason: 'return_far' }])
  expect((await back(asOfficer, { reason: ' ' })).status).toBe(400)
  expect((await back(asOwner)).status).toBe(404)
  expect((await show()).state).toBe('submitted')
  const reading = {
    applicationId: id,
    assessorId: office.assessor.id,
    round: 1,
    reader: 1,
    offeredAt: house.clock.now(),
  }
  await house.db.insert(evaluations).values(reading)
  expect(outcome(await back())).toEqual([409, 'return_too_late'])
  await house.db.update(evaluations).set({ state: 'conflicted' }).where(eq(evaluations.applicationId, id))
  expect((await back()).status).toBe(204)
  expect(outcome(await back())).toEqual([409, 'return_too_late'])
})

it('of a second application has its day too, which that had not', async () => {
  const published = { state: 'published', publishedAt: house.clock.now(), closesAt: house.clock.now() } as const
  await house.db.update(campaigns).set(published).where(eq(campaigns.id, campaignId))
  expect(outcome(await back())).toEqual([409, 'judging_not_now'])
  await house.db
    .update(applications)
    .set({ round: 2, reopened: ['results'] })
    .where(eq(applications.id, id))
  expect((await back()).status).toBe(204)
  expect((await put('own_results', 'Better')).status).toBe(200)
  house.clock.advance(hours(0.5))
  expect(outcome(await put('own_results', 'Best', 1))).toEqual([409, 'application_late'])
})
