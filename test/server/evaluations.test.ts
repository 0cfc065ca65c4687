import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applicationAnswers, applications, evidence } from '#db/schema/applications.ts'
import { awards } from '#db/schema/awards.ts'
import { decisions, evaluations } from '#db/schema/evaluations.ts'
import type { Rules } from '#server/campaigns/rulebook.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeJudgedCampaign, makeSubmitted } from '#test/helpers/judging.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* Readers who are blind to each other, a third where they differ, what is decided and what is published of it. */

let house: TestApp
type Browser = Awaited<ReturnType<TestApp['as']>>
let officeId: string
let people: Record<'director' | 'officer' | 'second' | 'ada' | 'bo' | 'cy' | 'near', TestUser>
const browsers = {} as Record<keyof typeof people, Browser>
beforeAll(async () => {
  house = await openTestApp()
  house.clock.advance(Date.parse('2026-12-02T10:00:00Z') - house.clock.now().getTime())
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  const at = (schoolId?: string) =>
    makeStaff(house.db, { locale: 'fr', ...(schoolId === undefined ? {} : { schoolId }) })
  people = {
    ...{ director: await at(officeId), officer: await at(officeId), second: await at(officeId) },
    ...{ ada: await at(), bo: await at(), cy: await at(), near: await at() },
  }
  const posts = { director: 'director', officer: 'officer', second: 'officer' } as const
  for (const [name, user] of Object.entries(people)) {
    const post = posts[name as keyof typeof posts] ?? 'assessor'
    await makeMandate(house.db, { officeId, userId: user.id, post })
    browsers[name as keyof typeof people] = await house.as(user)
  }
})
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

interface Answer {
  status: number
  body: { error?: { reason?: string; fields?: { path: string; reason: string }[] } }
}
const outcome = ({ status, body }: Answer) => [
  status,
  body.error?.reason,
  ...(body.error?.fields ?? []).map(({ path, reason }) => `${path} ${reason}`),
]

/** An application of somebody of the school of `near`, in a campaign of these rules. */
async function handedIn(change: Partial<Rules> = {}, campaignId?: string) {
  const { db } = house
  const campaign = campaignId ?? (await makeJudgedCampaign(db, { officeId, change }))
  const applicant = await makeStaff(db, { schoolId: people.near.schoolId, displayName: 'Applying Teacher' })
  const projectId = (await makeProject(db, { kind: 'european', state: 'open' })).id
  await makeMember(db, { projectId, user: applicant, role: 'owner' })
  const id = await makeSubmitted(db, { campaignId: campaign, projectId, userId: applicant.id })
  return { campaign, id, applicant, projectId }
}
const assign = (campaign: string) => browsers.officer.post(`/api/campaigns/${campaign}/assign`, {})
const readersOf = async (id: string) =>
  house.db.select().from(evaluations).where(eq(evaluations.applicationId, id)).orderBy(evaluations.reader)
const nameOf = (userId: string) =>
  (Object.keys(people) as (keyof typeof people)[]).find((name) => people[name].id === userId) ?? 'ada'

const gate = (of: { id: string; assessorId: string }, body: object = { isNear: false }) =>
  browsers[nameOf(of.assessorId)].post(`/api/evaluations/${of.id}/gate`, body)
const mark = (of: { id: string; assessorId: string }, criterion: string, body: object) =>
  browsers[nameOf(of.assessorId)].send('PUT', `/api/evaluations/${of.id}/marks/${criterion}`, {
    ...{ comment: '', revision: 0 },
    ...body,
  })
const show = async (of: { id: string; assessorId: string }) =>
  (await browsers[nameOf(of.assessorId)].get(`/api/evaluations/${of.id}`)).body
const handIn = (of: { id: string; assessorId: string }) =>
  browsers[nameOf(of.assessorId)].post(`/api/evaluations/${of.id}/submit`, {})

/** Opens it, gives everything this value, hands it in. */
async function read(of: { id: string; assessorId: string }, value: number) {
  await gate(of)
  for (const key of (await show(of)).dossier.unmarked) expect((await mark(of, key, { value })).status).toBe(200)
  expect((await handIn(of)).status).toBe(200)
}
async function readAll(id: string, ...values: number[]) {
  const readers = await readersOf(id)
  for (const [at, value] of values.entries()) {
    const of = readers[at]
    if (!of) throw new Error('nobody reads it')
    await read(of, value)
  }
}
const stateOf = async (id: string) =>
  (await house.db.select().from(applications).where(eq(applications.id, id)))[0]?.state

const sitting = () => [people.director.id, people.officer.id, people.second.id]
const decide = (who: keyof typeof people, id: string, more: object = {}) =>
  browsers[who].post(`/api/applications/${id}/decisions`, {
    ...{ outcome: 'awarded', feedback: [], present: sitting(), ...more },
  })

describe('readers', () => {
  it('are two who are near to nothing of it, as long as their mandate lasts, and once however often it is asked', async () => {
    const { campaign, id } = await handedIn()
    expect((await assign(campaign)).body).toMatchObject({ given: 2, lacking: [] })
    expect((await assign(campaign)).body).toMatchObject({ given: 0, lacking: [] })
    const readers = await readersOf(id)
    expect(readers).toHaveLength(2)
    expect(readers.map(({ assessorId }) => nameOf(assessorId))).not.toContain('near')
    expect(outcome(await browsers.ada.post(`/api/campaigns/${campaign}/assign`, {}))).toEqual([403, 'forbidden'])
    expect((await browsers.near.get(`/api/evaluations/${readers[0]?.id}`)).status).toBe(404)
    expect((await browsers.director.get(`/api/evaluations/${readers[0]?.id}`)).status).toBe(404)
  })

  it('say first whether they are near: who is gives it back, and it goes to the next', async () => {
    const { campaign, id, projectId } = await handedIn()
    await assign(campaign)
    const [first] = await readersOf(id)
    if (!first) throw new Error('nobody reads it')
    expect((await show(first)).dossier).toBe(null)
    expect(outcome(await mark(first, 'pedagogy', { value: 3 }))).toEqual([409, 'evaluation_not_now'])
    expect((await gate(first, { isNear: true })).status).toBe(400)
    expect((await gate(first, { isNear: true, reason: 'A friend of mine teaches in it.' })).status).toBe(200)
    const readers = await readersOf(id)
    expect(readers.map(({ state }) => state)).toEqual(['conflicted', 'offered', 'offered'])
    expect(new Set(readers.map(({ assessorId }) => assessorId)).size).toBe(3)
    expect((await show(first)).dossier).toBe(null)
    expect((await browsers[nameOf(first.assessorId)].get(`/api/projects/${projectId}`)).status).toBe(404)
  })

  it('mark on the scale alone, never over what they gave on another device, and hand in all or nothing', async () => {
    const { campaign, id } = await handedIn()
    await assign(campaign)
    const [first] = await readersOf(id)
    if (!first) throw new Error('nobody reads it')
    await gate(first)
    for (const value of [-1, 2.5, 6])
      expect(outcome(await mark(first, 'pedagogy', { value }))).toEqual([400, 'invalid_input', 'value mark_off_scale'])
    expect((await mark(first, 'unheard_of', { value: 3 })).status).toBe(404)
    expect((await mark(first, 'pedagogy', { value: 3 })).body.mark).toMatchObject({ value: 3, revision: 1 })
    const late = await mark(first, 'pedagogy', { value: 4 })
    expect(outcome(late)).toEqual([409, 'mark_changed'])
    expect(late.body).toMatchObject({ error: { stands: { value: { value: 3 }, revision: 1 } } })
    expect((await mark(first, 'pedagogy', { value: 4, revision: 1 })).body.mark.revision).toBe(2)
    expect(outcome(await handIn(first))).toContain('technology.digital_tools mark_missing')
    expect((await show(first)).dossier.marks).toMatchObject([{ criterion: 'pedagogy', value: 4 }])
    for (const key of (await show(first)).dossier.unmarked) await mark(first, key, { value: 3 })
    await handIn(first)
    expect(outcome(await mark(first, 'pedagogy', { value: 5, revision: 2 }))).toEqual([409, 'evaluation_not_now'])
  })

  it('see nothing of each other before both are in, nor who wrote it; nor does the office, nor who applies', async () => {
    const { campaign, id, applicant } = await handedIn()
    const at = new Date()
    await house.db.insert(applicationAnswers).values({
      ...{ applicationId: id, field: 'summary', text: 'We measured rivers.', authorId: applicant.id, changedAt: at },
      revision: 1,
    })
    const pinned = { applicationId: id, criterion: 'pedagogy', hash: 'x', sourceKind: 'passage' as const, pinnedAt: at }
    await house.db.insert(evidence).values([
      { ...pinned, extract: { title: 'A river', blocks: [] }, pinnedBy: applicant.id },
      { ...pinned, extract: null, pinnedAt: new Date(at.getTime() + 1), withdrawnAt: at, pinnedBy: applicant.id },
    ])
    await assign(campaign)
    const [first, second] = await readersOf(id)
    if (!first || !second) throw new Error('nobody reads it')
    await read(first, 3)
    await gate(second)
    const blind = await show(second)
    expect(blind.dossier).toMatchObject({
      answers: [{ field: 'summary', text: 'We measured rivers.' }],
      evidence: [{ extract: { title: 'A river' } }, { extract: null, isWithdrawn: true }],
      others: [],
    })
    expect(JSON.stringify(blind)).not.toContain(applicant.id)
    expect(JSON.stringify(blind)).not.toContain('Applying Teacher')
    expect((await show(first)).dossier.others).toEqual([])
    const deliberation = `/api/campaigns/${campaign}/deliberation`
    const [row] = (await browsers.officer.get(deliberation)).body.rows
    expect([row.line, row.points, row.readings.map(({ total }: { total: number }) => total)]).toEqual([
      ...['reading', null],
      [null, null],
    ])
    for (const key of blind.dossier.unmarked) await mark(second, key, { value: 4 })
    await handIn(second)
    expect((await show(first)).dossier.others).toContainEqual(expect.objectContaining({ reader: 2, value: 4 }))
    expect(await stateOf(id)).toBe('judged')
    const applying = await house.as(applicant)
    for (const path of [deliberation, `/api/evaluations/${first.id}`, `/api/evaluations/${second.id}`])
      expect((await applying.get(path)).status).toBe(404)
    expect((await applying.get('/api/evaluations')).body).toEqual({ evaluations: [] })
    expect((await applying.get('/api/awards')).body).toEqual({ awards: [] })
  })

  it('who differ bring a third, and of three the two nearest count', async () => {
    const { campaign, id } = await handedIn()
    await assign(campaign)
    await readAll(id, 1, 5)
    expect([await stateOf(id), (await readersOf(id)).length]).toEqual(['submitted', 3])
    const third = (await readersOf(id))[2]
    if (!third) throw new Error('no third reads it')
    await read(third, 4)
    expect(await stateOf(id)).toBe('judged')
    const [row] = (await browsers.officer.get(`/api/campaigns/${campaign}/deliberation`)).body.rows
    expect([row.points, row.doDiffer, row.rank]).toEqual([22.5, true, 1])
  })
})

describe('a decision', () => {
  const oneOfTwo: Partial<Rules> = {
    quota: { per: 'campaign', size: { count: 1 }, rounding: 'down' },
    ties: { byCriteria: [], atQuota: 'commission' },
  }
  /** Two in one campaign of one place, with these marks. */
  async function two(one: number, other: number) {
    const first = await handedIn(oneOfTwo)
    const second = await handedIn({}, first.campaign)
    await assign(first.campaign)
    await readAll(first.id, one, one)
    await readAll(second.id, other, other)
    return { campaign: first.campaign, first: first.id, second: second.id }
  }

  it('needs a quorum of those who hold a mandate and are near to nothing of it, once all is judged', async () => {
    const { campaign, id } = await handedIn()
    await assign(campaign)
    expect(outcome(await decide('officer', id))).toEqual([409, 'decision_not_judged'])
    await readAll(id, 3, 4)
    const present = (...ids: string[]) => decide('officer', id, { present: ids }).then(outcome)
    const refused = (reason: string) => [400, 'invalid_input', `present ${reason}`]
    expect(await present(...sitting().slice(1))).toEqual(refused('decision_quorum'))
    expect(await present(people.officer.id, people.officer.id, people.officer.id)).toEqual(refused('decision_quorum'))
    expect(await present(...sitting(), people.near.id)).toEqual([
      ...refused('decision_near'),
      `present.${people.near.id} decision_near`,
    ])
    const [row] = (await browsers.officer.get(`/api/campaigns/${campaign}/deliberation`)).body.rows
    expect(row.near).toEqual([people.near.id])
    const stranger = await makeStaff(house.db)
    expect(await present(...sitting(), stranger.id)).toEqual(refused('decision_not_sitting'))
    expect((await decide('ada', id)).status).toBe(403)
    expect(await stateOf(id)).toBe('judged')
  })

  it('is one, whoever of two secretaries is first, with the points that its marks give', async () => {
    const { campaign, id } = await handedIn()
    await assign(campaign)
    await readAll(id, 3, 4)
    const both = await Promise.all([decide('officer', id), decide('second', id, { outcome: 'refused' })])
    expect(both.map(outcome).toSorted()).toEqual([
      [201, undefined],
      [409, 'decision_made'],
    ])
    const [stored] = await house.db.select().from(decisions).where(eq(decisions.applicationId, id))
    const [row] = (await browsers.officer.get(`/api/campaigns/${campaign}/deliberation`)).body.rows
    expect([stored?.points, row.points]).toEqual([17.5, 17.5])
  })

  it('gives nothing below a line, below a least, or while others are read; a tie it breaks with a reason', async () => {
    const clear = await two(4, 3)
    expect(outcome(await decide('officer', clear.second))).toEqual([
      400,
      'invalid_input',
      'outcome decision_below_line',
    ])
    expect((await decide('officer', clear.first)).status).toBe(201)
    const tie = await two(4, 4)
    expect(outcome(await decide('officer', tie.first))).toEqual([400, 'invalid_input', 'reason decision_tie_reason'])
    const reason = 'Its pupils wrote more of it together.'
    expect((await decide('officer', tie.first, { reason })).status).toBe(201)
    expect(outcome(await decide('officer', tie.second, { reason }))).toEqual([
      ...[400, 'invalid_input'],
      'outcome decision_places_full',
    ])
    const out = await two(0, 3)
    expect(outcome(await decide('officer', out.first))).toEqual([400, 'invalid_input', 'outcome decision_knocked_out'])
    const late = await handedIn({}, out.campaign)
    expect(outcome(await decide('officer', out.second))).toEqual([409, 'decision_others_read'])
    expect(await stateOf(late.id)).toBe('submitted')
  }, 60_000)
})

describe('a publication', () => {
  it('waits for all, makes awards as of that day, and reopens what may be applied for again', async () => {
    const { campaign, id, applicant, projectId } = await handedIn()
    const again = await handedIn({}, campaign)
    const lost = await handedIn({}, campaign)
    await assign(campaign)
    for (const one of [id, again.id, lost.id]) await readAll(one, 3, 4)
    await decide('officer', id)
    const publish = (who: keyof typeof people) => browsers[who].post(`/api/campaigns/${campaign}/publish`, {})
    expect(outcome(await publish('director'))).toEqual([409, 'campaign_undecided'])
    expect(outcome(await decide('officer', again.id, { outcome: 'second' }))).toContain(
      'feedback decision_second_of_what',
    )
    const feedback = [{ criterion: 'results', words: 'Show what came of it.' }]
    expect((await decide('officer', again.id, { outcome: 'second', feedback })).status).toBe(201)
    expect((await decide('officer', lost.id, { outcome: 'refused' })).status).toBe(201)
    expect((await house.as(applicant).then((one) => one.get('/api/awards'))).body.awards).toEqual([])
    expect(outcome(await publish('officer'))).toEqual([403, 'forbidden'])
    expect((await publish('director')).body).toEqual({ decided: 3 })
    expect(outcome(await publish('director'))).toEqual([409, 'judging_not_now'])
    const given = await house.db.select().from(awards).where(eq(awards.campaignId, campaign))
    expect(given.map(({ scheme }) => scheme).toSorted()).toEqual(['national_label', 'pupil_label'])
    const label = given.find(({ scheme }) => scheme === 'national_label')
    expect(label).toMatchObject({ projectId, userId: applicant.id, points: 17.5, awardedOn: '2026-12-02' })
    expect(label?.shown.people).toEqual([{ id: applicant.id, name: 'Applying Teacher' }])
    expect(given.find(({ scheme }) => scheme === 'pupil_label')).toMatchObject({
      parentId: label?.id,
      shown: { people: [] },
    })
    const [reopened] = await house.db.select().from(applications).where(eq(applications.id, again.id))
    expect([reopened?.state, reopened?.round, reopened?.reopened]).toEqual(['draft', 2, ['results']])
    await hears(lost)
    await appeals(lost.id)
    await reads(lost)
    await reads({ id: again.id, applicant: again.applicant }, 'second')
  })

  type HandedIn = Pick<Awaited<ReturnType<typeof handedIn>>, 'id' | 'applicant'>
  const resultOf = async ({ id, applicant }: HandedIn) =>
    (await (await house.as(applicant)).get(`/api/applications/${id}`)).body.application.result
  const bellsOf = async (user: TestUser) =>
    (await (await house.as(user)).get('/api/notices')).body.notices.map(({ kind }: { kind: string }) => kind)

  /** Whoever applied hears of it, and asks once more, once; whoever stands by it does not. */
  async function hears(lost: HandedIn) {
    expect(await bellsOf(lost.applicant)).toEqual(['application_decided'])
    const result = await resultOf(lost)
    expect(result).toMatchObject({ decisions: [{ outcome: 'refused', points: 17.5 }], awards: [], mayAppeal: true })
    const browser = await house.as(lost.applicant)
    const ask = (words: string) => browser.post(`/api/applications/${lost.id}/appeal`, { words })
    expect((await ask('')).status).toBe(400)
    expect((await ask('One reader missed the journal.')).status).toBe(200)
    expect(outcome(await ask('And again.'))).toEqual([409, 'application_appealed'])
    expect(await resultOf(lost)).toMatchObject({
      appeal: { text: 'One reader missed the journal.', isDecided: false },
      mayAppeal: false,
    })
    expect(await bellsOf(people.director)).toContain('application_appealed')
    expect(await bellsOf(people.ada)).not.toContain('application_appealed')
  }

  /** What came of it, with what the commission said by criterion. */
  async function reads(of: HandedIn, word: 'appeal' | 'second' = 'appeal') {
    const result = await resultOf(of)
    if (word === 'appeal')
      return expect(result).toMatchObject({
        decisions: [
          { stage: 'commission', reason: '' },
          { stage: 'appeal', reason: 'A reader had missed the journal.' },
        ],
        appeal: { isDecided: true },
        awards: [{ scheme: 'national_label', state: 'valid' }, { scheme: 'pupil_label' }],
      })
    expect(result).toMatchObject({
      decisions: [{ outcome: 'second', feedback: [{ criterion: 'results', said: 'Show what came of it.' }] }],
      mayAppeal: false,
    })
    const again = await (await house.as(of.applicant)).post(`/api/applications/${of.id}/appeal`, { words: 'No' })
    return expect(outcome(again)).toEqual([409, 'application_no_appeal'])
  }

  /** By somebody else than who wrote the first down, once, and heard of at once. */
  async function appeals(id: string) {
    const appeal = { stage: 'appeal', reason: 'A reader had missed the journal.' }
    expect(outcome(await decide('officer', id, appeal))).toEqual([403, 'forbidden'])
    expect((await decide('director', id, appeal)).status).toBe(201)
    expect(outcome(await decide('director', id, appeal))).toEqual([409, 'decision_made'])
    expect(await house.db.select().from(awards).where(eq(awards.applicationId, id))).toHaveLength(2)
  }
})
