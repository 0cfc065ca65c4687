import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rulebooks } from '#db/schema/campaigns.ts'
import { seedReference } from '#db/seed/reference.ts'
import { updateLastSeen } from '#db/queries/users.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeAward, makeCampaign, makePart, makeRulebook, makeTerm } from '#test/helpers/campaigns.ts'
import { makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* Conditions of the school label with what proves them, the radar of an office, its rulebooks and campaigns. */

let house: TestApp
type Browser = Awaited<ReturnType<TestApp['as']>>
let director: Browser
let officer: Browser
let officeId: string
beforeAll(async () => {
  house = await openTestApp()
  setClock('2026-12-02T10:00:00Z')
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  const people = {
    director: await makeStaff(house.db, { schoolId: officeId, isSchoolAdmin: true }),
    officer: await makeStaff(house.db, { schoolId: officeId }),
  }
  for (const post of ['director', 'officer'] as const)
    await makeMandate(house.db, { officeId, userId: people[post].id, post })
  director = await house.as(people.director)
  officer = await house.as(people.officer)
})
const setClock = (at: string) => house.clock.advance(Date.parse(at) - house.clock.now().getTime())
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

const outcome = ({ status, body }: { status: number; body: { error?: { reason?: string } } }) => [
  status,
  body.error?.reason,
]
const fieldsOf = (body: { error?: { fields?: { path: string; reason: string }[] } }) =>
  (body.error?.fields ?? []).map(({ path, reason }) => `${path} ${reason}`)

async function school(regionName = 'Lyon') {
  const { db } = house
  const regionId = await regionOf(db, 'FR', regionName)
  const { id } = await makeSchool(db, { countryCode: 'FR', timeZone: 'Europe/Paris', regionId })
  const [ann, ben] = [await makeStaff(db, { schoolId: id }), await makeStaff(db, { schoolId: id })]
  return { id, ann, ben }
}

/** A school that lacks one thing after the other. */
async function growing() {
  const { db } = house
  const { id: schoolId, ann, ben } = await school()
  await makeTerm(db, { userId: ann.id, schoolId, post: 'teacher', fromDate: '2024-10-01' })
  await makeTerm(db, { userId: ben.id, schoolId, post: 'teacher', fromDate: '2025-09-01' })
  await makeTerm(db, { userId: ben.id, schoolId, post: 'head', fromDate: '2026-09-01' })
  const projectId = (await makeProject(db, { kind: 'european', state: 'open' })).id
  await makePart(db, projectId, schoolId, '2025-11-01')
  await makeAward(db, { scheme: 'national_label', awardedOn: '2026-10-15', projectId, schoolId, countryCode: 'FR' })
  return { schoolId, ann, ben, projectId }
}

describe('a school', () => {
  it('sees each condition turn green, by whom and since when, on any day', async () => {
    const { schoolId, ann, ben, projectId } = await growing()
    const browser = await house.as(ann)
    const on = async (day: string) => {
      const { body } = await browser.get(`/api/school/conditions?on=${day}`)
      return body.conditions.flatMap((one: { id: string; isMet: boolean }) => (one.isMet ? [one.id] : []))
    }
    expect(await on('2024-09-30')).toEqual([])
    expect(await on('2025-09-01')).toEqual(['staff'])
    expect(await on('2026-09-30')).toEqual(['management', 'staff'])
    expect(await on('2026-10-01')).toEqual(['registered', 'management', 'staff'])
    expect(await on('2026-10-15')).toEqual(['registered', 'management', 'staff', 'project'])
    const { body } = await browser.get('/api/school/conditions')
    expect([body.on, body.isMet, body.rulebook.version]).toEqual(['2026-12-02', true, '2017'])
    expect(body.conditions.map(({ proof }: { proof: object[] }) => proof)).toMatchObject([
      [{ what: 'school', id: schoolId, since: '2024-10-01' }],
      [{ what: 'person', id: ben.id, since: '2026-09-01', name: ben.displayName }],
      [
        { what: 'person', id: ann.id, since: '2024-10-01', name: ann.displayName },
        { what: 'person', id: ben.id, since: '2025-09-01' },
      ],
      [
        { what: 'project', id: projectId, since: '2025-11-01' },
        { what: 'award', since: '2026-10-15', name: null },
      ],
    ])
  })

  it('is told of no day that has not come, and of no scheme that is not about schools', async () => {
    const { ann } = await school()
    const browser = await house.as(ann)
    const ahead = await browser.get('/api/school/conditions?on=2026-12-03')
    expect(fieldsOf(ahead.body)).toEqual(['on date_ahead'])
    expect((await browser.get('/api/school/conditions?scheme=national_label')).status).toBe(404)
    const elsewhere = await makeSchool(house.db, { countryCode: 'DE', timeZone: 'Europe/Berlin' })
    const german = await house.as(await makeStaff(house.db, { schoolId: elsewhere.id }))
    expect((await german.get('/api/school/conditions')).status).toBe(404)
  })

  it('keeps who was here in which month, so that a later visit does not change an earlier answer', async () => {
    const { schoolId, ann, ben } = await growing()
    const cleo = await makeStaff(house.db, { schoolId })
    await makeTerm(house.db, { userId: cleo.id, schoolId, post: 'teacher', fromDate: '2025-01-01' })
    for (const [person, days] of [
      [ann, ['2026-09-03', '2026-11-20']],
      [ben, ['2026-09-04', '2026-10-20']],
      [cleo, ['2026-08-30', '2026-11-02']],
    ] as const)
      for (const day of days) await updateLastSeen(house.db, person.id, day)
    const rulebookId = await makeRulebook(house.db, { officeId, countryCode: 'FR', of: '2024' })
    const lacks = async (on: string) => {
      const { body } = await officer.get(
        `/api/offices/${officeId}/radar?rulebook=${rulebookId}&on=${on}&lack=one:staff`,
      )
      return body.schools.map(({ id }: { id: string }) => id)
    }
    await makeTerm(house.db, { userId: cleo.id, schoolId, post: 'management', fromDate: '2024-01-01' })
    expect(await lacks('2026-10-20')).toContain(schoolId)
    expect(await lacks('2026-11-02')).not.toContain(schoolId)
  })
})

describe('the radar', () => {
  it('says which schools lack one condition and which, and to a correspondent those of the own region', async () => {
    const { schoolId, ben } = await growing()
    const far = await school('Lille')
    await makeTerm(house.db, { userId: far.ann.id, schoolId: far.id, post: 'teacher', fromDate: '2024-10-01' })
    const radar = async (browser: Browser, asked = '') =>
      (await browser.get(`/api/offices/${officeId}/radar?limit=200${asked}`)).body
    const whole = await radar(officer, '&lack=none')
    expect(whole.schools.map(({ id }: { id: string }) => id)).toContain(schoolId)
    const before = await radar(officer, '&on=2026-10-14')
    expect(before.schools).toContainEqual(
      expect.objectContaining({
        ...{ id: schoolId, region: 'Lyon' },
        lacks: { condition: 'project', missing: { word: 'no_labelled_project', values: { scheme: 'national_label' } } },
      }),
    )
    expect(before.conditions.map(({ lackedAlone }: { lackedAlone: number }) => lackedAlone)).toEqual([
      0,
      0,
      0,
      before.lackOne,
    ])
    expect((await radar(officer, '&on=2026-10-14&lack=one:staff')).found).toBe(0)
    const lyon = await regionOf(house.db, 'FR', 'Lyon')
    await makeMandate(house.db, { officeId, userId: ben.id, post: 'correspondent', regionId: lyon })
    const own = await radar(await house.as(ben), '&lack=none')
    expect(own.registered).toBeLessThan(whole.registered)
    expect(own.schools.map(({ region }: { region: string }) => region)).not.toContain('Lille')
  })
})

const dates = {
  ...{ year: 2026, title: '', opensAt: '2026-11-01T08:00:00Z', closesAt: '2027-01-15T22:59:00Z' },
  decidesAt: '2027-03-01T08:00:00Z',
}
const rulebookOf = async (version: string): Promise<string> => {
  const { body } = await officer.get(`/api/offices/${officeId}/rulebooks`)
  return body.rulebooks.find(
    (one: { version: string; scheme: string }) => one.version === version && one.scheme === 'school_label',
  ).id
}

describe('a rulebook', () => {
  it('that comes with Préau is copied and not changed; a copy is, once by each who began from it', async () => {
    const basedOn = await rulebookOf('2024')
    const path = `/api/offices/${officeId}/rulebooks`
    const { status, body } = await officer.post(path, { basedOn, version: 'France 2026' })
    expect([status, body.rulebook.isShipped, body.rulebook.can.edit]).toEqual([201, false, true])
    expect(outcome(await officer.post(path, { basedOn, version: 'France 2026' }))).toEqual([400, 'invalid_input'])
    const { id, titles, source, validFrom, rules } = body.rulebook
    const change = { version: 'France 2026', titles, source, validFrom, validUntil: null, rules }
    const save = (rulebookId: string, more: object) =>
      officer.send('PATCH', `${path}/${rulebookId}`, { ...change, ...more })
    expect((await save(id, { revision: 1, source: 'The office' })).body.rulebook).toMatchObject({ revision: 2 })
    expect(outcome(await save(id, { revision: 1 }))).toEqual([409, 'rulebook_changed'])
    expect(outcome(await save(basedOn, { revision: 1 }))).toEqual([403, 'rulebook_shipped'])
    const twice = { ...rules, criteria: [...rules.criteria, rules.criteria[0]] }
    expect(fieldsOf((await save(id, { revision: 2, rules: twice })).body)).toEqual(['rules.criteria rulebook_id_twice'])
    expect(fieldsOf((await save(id, { revision: 2, validUntil: '2020-01-01' })).body)).toEqual([
      'validUntil date_order',
    ])
  })

  it('stays as it is once a campaign goes by it, for its writers and for a release', async () => {
    const rulebookId = await rulebookOf('2021')
    await makeCampaign(house.db, { officeId, rulebookId, title: 'locks' }).then((id) =>
      director.post(`/api/campaigns/${id}/open`, {}),
    )
    await house.db.update(rulebooks).set({ source: 'as it was' }).where(eq(rulebooks.id, rulebookId))
    const other = await rulebookOf('2024')
    await house.db.update(rulebooks).set({ source: 'as it was' }).where(eq(rulebooks.id, other))
    await seedReference(house.db)
    const rows = await house.db.select().from(rulebooks)
    expect(rows.find(({ id }) => id === rulebookId)?.source).toBe('as it was')
    expect(rows.find(({ id }) => id === other)?.source).not.toBe('as it was')
  })
})

describe('a campaign', () => {
  const path = () => `/api/offices/${officeId}/campaigns`
  const found = (body: { campaigns: { id: string; title: string; version: number; phase: string }[] }, title: string) =>
    body.campaigns.find((one) => one.title === title)

  it('is planned, opened by the director alone, and put off but never brought forward', async () => {
    const rulebookId = await makeRulebook(house.db, { officeId, countryCode: 'FR' })
    const draft = { ...dates, title: 'first', rulebookId }
    const planned = found((await officer.post(path(), draft)).body, 'first')
    expect(planned?.phase).toBe('draft')
    expect(fieldsOf((await officer.post(path(), draft)).body)).toEqual(['title campaign_twice'])
    const id = planned?.id ?? ''
    expect((await officer.post(`/api/campaigns/${id}/open`, {})).status).toBe(403)
    expect(found((await director.post(`/api/campaigns/${id}/open`, {})).body, 'first')?.phase).toBe('open')
    expect(outcome(await director.post(`/api/campaigns/${id}/open`, {}))).toEqual([409, 'campaign_not_now'])
    const put = (more: object, version = 2) => officer.send('PATCH', `${path()}/${id}`, { ...draft, version, ...more })
    expect(fieldsOf((await put({ closesAt: '2027-01-14T22:59:00Z' })).body)).toEqual(['closesAt campaign_shorter'])
    expect(outcome(await put({ year: 2027 }))).toEqual([409, 'campaign_open'])
    expect((await put({ closesAt: '2027-01-20T22:59:00Z' })).status).toBe(200)
    expect(outcome(await put({ closesAt: '2027-01-22T22:59:00Z' }))).toEqual([409, 'campaign_changed'])
    expect(outcome(await officer.send('PATCH', `${path()}/${id}`, { state: 'cancelled' }))).toEqual([
      409,
      'campaign_not_now',
    ])
    const change = await officer.get(`/api/offices/${officeId}/rulebooks/${rulebookId}`)
    expect([change.body.rulebook.isLocked, change.body.rulebook.can.edit]).toEqual([true, false])
  })

  it('is judged from its last moment on, by the clock of the server, and then put off no more', async () => {
    const rulebookId = await makeRulebook(house.db, { officeId, countryCode: 'FR' })
    const draft = { ...dates, title: 'second', rulebookId, closesAt: '2026-12-02T10:30:00Z' }
    const id = found((await officer.post(path(), draft)).body, 'second')?.id ?? ''
    await director.post(`/api/campaigns/${id}/open`, {})
    setClock('2026-12-02T10:29:59.999Z')
    expect(found((await officer.get(path())).body, 'second')?.phase).toBe('open')
    setClock('2026-12-02T10:30:00Z')
    expect(found((await officer.get(path())).body, 'second')?.phase).toBe('judging')
    const late = { ...draft, closesAt: '2027-02-15T22:59:00Z', version: 2 }
    expect(outcome(await officer.send('PATCH', `${path()}/${id}`, late))).toEqual([409, 'campaign_over'])
    setClock('2026-12-02T10:00:00Z')
  })

  it('says by which rules schools are asked that year', async () => {
    const { ann } = await growing()
    const rulebookId = await makeRulebook(house.db, { officeId, countryCode: 'FR', of: '2024', version: 'of the year' })
    const id = await makeCampaign(house.db, { officeId, rulebookId, opensAt: new Date('2026-12-01T08:00:00Z') })
    const browser = await house.as(ann)
    const asked = async () => (await browser.get('/api/school/conditions')).body
    expect((await asked()).rulebook.version).not.toBe('of the year')
    await director.post(`/api/campaigns/${id}/open`, {})
    expect(await asked()).toMatchObject({ rulebook: { version: 'of the year' }, campaign: { id, phase: 'open' } })
  })

  it('does not begin before its end, and is not opened after it', async () => {
    const rulebookId = await makeRulebook(house.db, { officeId, countryCode: 'FR' })
    const wrong = { ...dates, title: 'third', rulebookId, closesAt: '2026-10-01T08:00:00Z' }
    expect(fieldsOf((await officer.post(path(), wrong)).body)).toEqual(['closesAt campaign_order'])
    const past = { ...wrong, opensAt: '2026-09-01T08:00:00Z' }
    const id = found((await officer.post(path(), past)).body, 'third')?.id ?? ''
    expect(outcome(await director.post(`/api/campaigns/${id}/open`, {}))).toEqual([409, 'campaign_past'])
    expect((await officer.send('PATCH', `${path()}/${id}`, { state: 'cancelled' })).status).toBe(200)
  })
})
