import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { insertExtract } from '#db/queries/extracts.ts'
import { applications, conditionResults, evidence } from '#db/schema/applications.ts'
import { audit } from '#db/schema/audit.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import { members, projects } from '#db/schema/projects.ts'
import { blockOf } from '#server/extracts/content.ts'
import { eraseExtractsOf } from '#server/extracts/leave.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import { makeCampaign, makeOpenSince } from '#test/helpers/applications.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { outcome } from '#test/helpers/contact-cast.ts'
import { makeMembers, makeProject, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeOffice } from '#test/helpers/offices.ts'
import { makeTalk, said, say } from '#test/helpers/talk.ts'

/* Teachers apply: nothing they wrote is lost, what is missing is said, and what is handed in stays as it was. */

let house: LiveApp
let france: { id: string }
let base: Awaited<ReturnType<typeof makeClassProject>>
let campaignId: string
let asOwner: Browser
let asTeacher: Browser
let asPartner: Browser
beforeAll(async () => {
  house = await openLiveApp()
  france = await makeOffice(house.db, { countryCode: 'FR' })
})
beforeEach(async () => {
  base = await makeClassProject(house.db)
  await makeOpenSince(house.db, base.projectId, new Date(house.clock.now().getTime() - hours(200)))
  await since(base.projectId)
  campaignId = await makeCampaign(house.db, { officeId: france.id, now: house.clock.now() })
  const { owner, teacher, colleague } = base
  ;[asOwner, asTeacher, asPartner] = [await house.as(owner), await house.as(teacher), await house.as(colleague)]
  house.forgetPaces()
})
afterAll(() => house.close())

/** The clock of tests stands; people are in the project since before it. */
const since = (projectId: string) =>
  house.db
    .update(members)
    .set({ joinedAt: new Date(house.clock.now().getTime() - hours(100)) })
    .where(eq(members.projectId, projectId))

const begin = (browser: Browser, body: object = { projectId: base.projectId }, id = campaignId) =>
  browser.post(`/api/campaigns/${id}/applications`, body)
async function begun(): Promise<string> {
  const { status, body } = await begin(asOwner)
  expect(status).toBe(201)
  return body.id
}
const show = async (browser: Browser, id: string) => (await browser.get(`/api/applications/${id}`)).body.application
const put = (browser: Browser, id: string, field: string, text: string, revision = 0) =>
  browser.send('PUT', `/api/applications/${id}/answers/${field}`, { text, revision })
const act = (browser: Browser, id: string, what: string, body: object = {}) =>
  browser.post(`/api/applications/${id}/${what}`, body)
const declarations = ['shared_plan', 'finished', 'contributed', 'collaborative', 'data_respected']
async function declareAll(browser: Browser, id: string) {
  for (const field of declarations) expect((await put(browser, id, field, 'yes')).status).toBe(200)
}
const join = async (id: string, browser: Browser, userId: string, part = 'author') => {
  expect((await act(asOwner, id, 'people', { userId, part })).status).toBe(200)
  expect((await act(browser, id, 'endorse')).status).toBe(200)
}
const lines = async (action: string, targetId: string) =>
  (
    await house.db
      .select()
      .from(audit)
      .where(and(eq(audit.action, action), eq(audit.targetId, targetId)))
  ).length

/** A pupil of each school said something in it. */
const takeExtract = () =>
  house.db.transaction(async (tx) => {
    const { pupil, friend, projectId, teacher } = base
    const say = (by: string, text: string) => ({ kind: 'text' as const, by, at: null, text })
    const blocks = [blockOf([say(pupil.id, 'The heron waits'), say(friend.id, ' for the otter')])]
    const at = house.clock.now()
    const content = { title: 'The river', version: null, blocks, drawing: null, figures: [] }
    const row = { projectId, kind: 'passage', content, takenBy: teacher.id, takenAt: at, madeAt: at } as const
    return insertExtract(tx, row, [pupil.id, friend.id])
  })

describe('beginning', () => {
  it('is done once by each teacher, of a project that may be recognised, where the office calls', async () => {
    const id = await begun()
    expect((await begin(asOwner)).body.id).toBe(id)
    expect((await begin(asTeacher)).body.id).not.toBe(id)
    expect(await lines('application.begun', id)).toBe(1)
    expect(outcome(await begin(asPartner))).toEqual([409, 'application_country'])
    expect((await begin(await house.as(base.visitor))).status).toBe(403)
    expect((await begin(await house.as(base.pupil))).status).toBe(403)
    expect((await begin(await house.as(await makeStaff(house.db)))).status).toBe(404)
    expect((await begin(asOwner, { schoolId: base.school.id })).status).toBe(400)
    const { applications: mine } = (await asOwner.get(`/api/applications?project=${base.projectId}`)).body
    expect(mine).toMatchObject([{ id, state: 'draft', shut: null, standings: ['applicant'] }])
    expect(mine[0].missing.map((lack: { asked: { en: string } }) => lack.asked.en)).toContain(
      'Collaborative activities were organised',
    )
    expect(mine[0].criteria.map((one: { id: string }) => one.id)).toContain('collaboration')
    expect(
      (await asTeacher.get('/api/applications')).body.applications.map((one: { id: string }) => one.id),
    ).not.toContain(id)
  })

  it('says early that a kind of project is never eligible', async () => {
    await house.db.update(projects).set({ kind: 'school' }).where(eq(projects.id, base.projectId))
    expect(outcome(await begin(asOwner))).toEqual([409, 'application_kind'])
    const { campaigns: called, never } = (await asOwner.get(`/api/projects/${base.projectId}/recognition`)).body
    expect(called.find((one: { id: string }) => one.id === campaignId)).toMatchObject({
      isNever: true,
      applicationId: null,
    })
    expect(never.map(({ scheme }: { scheme: string }) => scheme)).toContain('national_label')
  })

  it('waits for the opening and ends with the call, at one moment for all clocks', async () => {
    const now = house.clock.now()
    const at = (ms: number) => new Date(now.getTime() + ms)
    const draft = await makeCampaign(house.db, { officeId: france.id, now, state: 'draft', openedAt: null })
    expect((await begin(asOwner, undefined, draft)).status).toBe(404)
    const later = await makeCampaign(house.db, { officeId: france.id, now, opensAt: at(1000) })
    expect(outcome(await begin(asOwner, undefined, later))).toEqual([409, 'campaign_not_open'])
    const over = await makeCampaign(house.db, { officeId: france.id, now, closesAt: now })
    expect(outcome(await begin(asOwner, undefined, over))).toEqual([409, 'application_late'])
    const off = await makeCampaign(house.db, { officeId: france.id, now, state: 'cancelled' })
    expect(outcome(await begin(asOwner, undefined, off))).toEqual([409, 'campaign_cancelled'])
    const computed = await makeCampaign(house.db, { officeId: france.id, now }, { scheme: 'european_label' })
    expect(outcome(await begin(asOwner, undefined, computed))).toEqual([409, 'application_not_applied_for'])
    const school = await makeCampaign(house.db, { officeId: france.id, now }, { scheme: 'school_label' })
    expect(outcome(await begin(asOwner, { schoolId: base.school.id }, school))).toEqual([
      409,
      'application_not_invited',
    ])
    expect((await begin(asOwner, { schoolId: base.partner.id }, school)).status).toBe(404)
  })
})

describe('an answer', () => {
  it('of two at once is shown to who came second, and neither is lost', async () => {
    const id = await begun()
    await join(id, asTeacher, base.teacher.id)
    expect((await put(asOwner, id, 'summary', 'We watch the river.')).body.answer).toEqual({
      field: 'summary',
      revision: 1,
    })
    const late = await put(asTeacher, id, 'summary', 'We watch herons.')
    expect(outcome(late)).toEqual([409, 'application_changed'])
    expect(late.body.error.stands).toMatchObject({ value: 'We watch the river.', revision: 1, author: 'Odile Owner' })
    // What is sent again is saved already.
    expect((await put(asOwner, id, 'summary', 'We watch the river.')).status).toBe(200)
    expect((await put(asTeacher, id, 'summary', 'We watch both.', 1)).body.answer.revision).toBe(2)
    const { answers, can } = await show(asTeacher, id)
    expect(answers).toMatchObject([{ field: 'summary', text: 'We watch both.', author: 'Theo Teacher', revision: 2 }])
    expect(can).toMatchObject({ write: true, writeOwn: false, submit: false })
    expect(outcome(await put(asTeacher, id, 'own_pedagogy', 'Mine'))).toEqual([403, 'application_own_part'])
  })

  it('fits its field, and stops with the end of the call', async () => {
    const id = await begun()
    expect((await put(asOwner, id, 'nothing_such', 'x')).status).toBe(404)
    expect((await put(asOwner, id, 'finished', 'perhaps')).status).toBe(400)
    const long = await put(asOwner, id, 'summary', 'x'.repeat(3001))
    expect([long.status, long.body.error.fields]).toEqual([400, [{ path: 'text', reason: 'application_answer_long' }]])
    expect((await put(asOwner, id, 'summary', 'Kept')).status).toBe(200)
    const { now } = { now: house.clock.now() }
    await house.db.update(campaigns).set({ closesAt: now }).where(eq(campaigns.id, campaignId))
    expect(outcome(await put(asOwner, id, 'summary', 'Too late', 1))).toEqual([409, 'application_late'])
    expect(outcome(await act(asOwner, id, 'submit'))).toEqual([409, 'application_late'])
    expect(await show(asOwner, id)).toMatchObject({ shut: 'application_late', answers: [{ text: 'Kept' }] })
  })
})

describe('people', () => {
  it('are asked where they may be, say yes or no, and one author stays', async () => {
    const id = await begun()
    const { colleague, teacher, visitor } = base
    expect((await asPartner.get(`/api/applications/${id}`)).status).toBe(404)
    expect(outcome(await act(asOwner, id, 'people', { userId: visitor.id, part: 'author' }))).toEqual([
      409,
      'application_person',
    ])
    expect(outcome(await act(asOwner, id, 'people', { userId: teacher.id, part: 'endorser' }))).toEqual([
      409,
      'application_person',
    ])
    await join(id, asPartner, colleague.id, 'endorser')
    expect(await show(asPartner, id)).toMatchObject({ standings: ['endorser'], can: { write: false, submit: false } })
    expect((await put(asPartner, id, 'summary', 'x')).status).toBe(403)
    await join(id, asTeacher, teacher.id)
    expect((await act(asTeacher, id, 'submit')).status).toBe(403)
    expect((await act(asTeacher, id, 'withdraw')).status).toBe(403)
    const out = (who: Browser, userId: string) => who.send('DELETE', `/api/applications/${id}/people/${userId}`)
    expect((await out(asTeacher, colleague.id)).status).toBe(403)
    expect(outcome(await out(asOwner, base.owner.id))).toEqual([409, 'application_last_author'])
    expect((await out(asTeacher, teacher.id)).status).toBe(204)
    expect((await asTeacher.get(`/api/applications/${id}`)).status).toBe(404)
  })
})

describe('evidence', () => {
  it('is a copy without names, goes with the extract, and says so', async () => {
    const id = await begun()
    const extract = await takeExtract()
    const pin = (extractId: string, criterion = 'collaboration') =>
      act(asOwner, id, 'evidence', { criterion, extractId, note: 'Look at the verbs' })
    expect((await pin(extract.id, 'nothing_such')).status).toBe(400)
    expect((await pin(base.projectId)).status).toBe(404)
    const { status, body } = await pin(extract.id)
    expect(status).toBe(201)
    const { text } = await asOwner.get(`/api/applications/${id}`)
    for (const secret of [base.pupil.id, base.friend.id, 'Alix', 'Jonas', 'Blue Heron'])
      expect(text).not.toContain(secret)
    const seen = await show(asOwner, id)
    expect(seen.evidence[0].extract.people).toMatchObject([
      { key: 'p1', kind: 'pupil', school: { countryCode: 'FR' } },
      { key: 'p2', kind: 'pupil', school: { countryCode: 'DE' } },
    ])
    expect(seen.gaps[0]).toMatchObject({ criterion: 'collaboration', evidence: 1, level: 'begun' })
    await house.db.transaction((tx) => eraseExtractsOf(tx, base.pupil.id))
    const erased = (await show(asOwner, id)).evidence[0]
    expect(erased.extract.blocks[0].parts).toMatchObject([{ kind: 'gone', why: 'erased' }, { text: ' for the otter' }])
    expect(erased.extract.people).toHaveLength(1)
    await asTeacher.send('DELETE', `/api/extracts/${extract.id}`)
    expect((await show(asOwner, id)).evidence).toMatchObject([
      { id: body.id, extract: null, isWithdrawn: true, why: 'extract_removed' },
    ])
    expect((await show(asOwner, id)).gaps[0]).toMatchObject({ evidence: 0 })
  })

  it('says what it shows, later too, and nobody writes over what somebody else said', async () => {
    const id = await begun()
    await join(id, asTeacher, base.teacher.id)
    const { body } = await act(asOwner, id, 'evidence', { criterion: 'results', extractId: (await takeExtract()).id })
    const say = (browser: Browser, note: string, before: string) =>
      browser.send('PATCH', `/api/applications/${id}/evidence/${body.id}`, { note, before })
    expect((await say(asOwner, 'The heron', '')).status).toBe(204)
    expect(outcome(await say(asTeacher, 'The otter', ''))).toEqual([409, 'application_changed'])
    expect((await say(asTeacher, 'Heron and otter', 'The heron')).status).toBe(204)
    expect((await show(asOwner, id)).evidence).toMatchObject([{ id: body.id, note: 'Heron and otter' }])
    expect(await lines('application.noted', id)).toBe(2)
    await asOwner.send('DELETE', `/api/applications/${id}/evidence/${body.id}`)
    expect((await say(asOwner, 'Gone', 'Heron and otter')).status).toBe(404)
  })

  it('is taken back until it is handed in, and comes from the project that applies', async () => {
    const id = await begun()
    const { body } = await act(asOwner, id, 'evidence', { criterion: 'results', extractId: (await takeExtract()).id })
    const back = () => asOwner.send('DELETE', `/api/applications/${id}/evidence/${body.id}`)
    expect([(await back()).status, (await back()).status]).toEqual([204, 204])
    expect((await show(asOwner, id)).evidence).toMatchObject([{ why: 'taken_back', extract: null }])
    const kept = await act(asOwner, id, 'evidence', { criterion: 'results', extractId: (await takeExtract()).id })
    await declareAll(asOwner, id)
    expect((await act(asOwner, id, 'submit')).status).toBe(200)
    const late = await asOwner.send('DELETE', `/api/applications/${id}/evidence/${kept.body.id}`)
    expect(outcome(late)).toEqual([409, 'application_submitted'])
    const [row] = await house.db.select().from(evidence).where(eq(evidence.id, kept.body.id))
    expect(row?.withdrawnAt).toBeNull()
  })
})

describe('handing in', () => {
  it('says all that is missing, then keeps conditions as they were, and nothing changes any more', async () => {
    const id = await begun()
    const early = await act(asOwner, id, 'submit')
    expect(outcome(early)).toEqual([409, 'application_not_ready'])
    expect(early.body.error.fields.map(({ path }: { path: string }) => path)).toEqual(
      declarations.map((one) => `condition.${one}`),
    )
    await declareAll(asOwner, id)
    expect((await act(asOwner, id, 'submit')).body.application).toMatchObject({
      state: 'submitted',
      shut: 'application_submitted',
    })
    expect(await house.db.select().from(conditionResults).where(eq(conditionResults.applicationId, id))).toHaveLength(9)
    expect(outcome(await put(asOwner, id, 'summary', 'Later'))).toEqual([409, 'application_submitted'])
    expect(outcome(await act(asOwner, id, 'submit'))).toEqual([409, 'application_submitted'])
    await house.db.delete(members).where(eq(members.userId, base.owner.id))
    const { conditions, conditionsAt } = await show(asOwner, id)
    expect(conditionsAt).not.toBeNull()
    expect(conditions.every(({ isMet }: { isMet: boolean }) => isMet)).toBe(true)
  })

  it('is done four times a year at most, also at once; one that is withdrawn makes room', async () => {
    const ids: string[] = []
    for (let count = 0; count < 5; count++) {
      const { id: projectId } = await makeProject(house.db)
      await makeMembers(house.db, projectId, [{ user: base.owner, role: 'owner' }])
      await makeOpenSince(house.db, projectId, new Date(house.clock.now().getTime() - hours(200)))
      await since(projectId)
      const id = (await begin(asOwner, { projectId })).body.id
      await declareAll(asOwner, id)
      ids.push(id)
    }
    const answers = await Promise.all(ids.map((id) => act(asOwner, id, 'submit')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 409])
    const fifth = answers.findIndex(({ status }) => status === 409)
    expect(answers[fifth]?.body.error.reason).toBe('application_too_often')
    const [other] = ids.filter((_, index) => index !== fifth)
    expect((await act(asOwner, other ?? '', 'withdraw')).body.application.state).toBe('withdrawn')
    expect((await act(asOwner, ids[fifth] ?? '', 'submit')).status).toBe(200)
  })

  it('tells whoever applied nothing of how it is judged before that is published', async () => {
    const id = await begun()
    await house.db
      .update(applications)
      .set({ state: 'decided', submittedAt: house.clock.now() })
      .where(eq(applications.id, id))
    expect(await show(asOwner, id)).toMatchObject({ state: 'submitted' })
    expect((await asOwner.get('/api/applications')).body.applications).toMatchObject([{ state: 'submitted' }])
    const published = { state: 'published', publishedAt: house.clock.now() } as const
    await house.db.update(campaigns).set(published).where(eq(campaigns.id, campaignId))
    expect(await show(asOwner, id)).toMatchObject({ state: 'decided' })
  })

  it('once more is about what was named alone', async () => {
    const id = await begun()
    const again = { round: 2, reopened: ['collaboration'] }
    await house.db.update(applications).set(again).where(eq(applications.id, id))
    await house.db.update(campaigns).set({ closesAt: house.clock.now() }).where(eq(campaigns.id, campaignId))
    expect((await put(asOwner, id, 'own_collaboration', 'Better')).status).toBe(200)
    expect(outcome(await put(asOwner, id, 'own_results', 'Better'))).toEqual([409, 'application_not_reopened'])
    const pin = { criterion: 'results', extractId: (await takeExtract()).id }
    expect(outcome(await act(asOwner, id, 'evidence', pin))).toEqual([409, 'application_not_reopened'])
  })
})

it('shows how schools worked together by what is kept, without names, and pins it', async () => {
  const talk = await makeTalk(house)
  await since(talk.projectId)
  await makeOpenSince(house.db, talk.projectId, new Date(house.clock.now().getTime() - hours(200)))
  const first = await said(talk.alix, talk.channel, 'Do you see herons?')
  await say(talk.jonas, talk.channel, 'Two of them', { replyTo: first })
  const { collaboration } = (await talk.odile.get(`/api/projects/${talk.projectId}/collaboration`)).body
  expect(collaboration.answers).toEqual([{ from: talk.partner.id, to: talk.school.id, count: 1 }])
  expect(collaboration.schools).toHaveLength(2)
  expect((await talk.alix.get(`/api/projects/${talk.projectId}/collaboration`)).status).toBe(403)
  const { id } = (await begin(talk.odile, { projectId: talk.projectId })).body
  expect((await act(talk.odile, id, 'evidence', { criterion: 'collaboration', collaboration: true })).status).toBe(201)
  const [pinned] = (await show(talk.odile, id)).evidence
  expect(pinned).toMatchObject({ kind: 'collaboration', extract: { answers: [{ count: 1 }] } })
  const { text } = await talk.odile.get(`/api/applications/${id}`)
  for (const secret of [talk.pupil.id, talk.friend.id, 'herons']) expect(text).not.toContain(secret)
})
