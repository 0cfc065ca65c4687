import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { applications } from '#db/schema/applications.ts'
import { audit } from '#db/schema/audit.ts'
import { awards } from '#db/schema/awards.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import { decisions, evaluations } from '#db/schema/evaluations.ts'
import { members } from '#db/schema/projects.ts'
import { type Browser, hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeCampaign, makeOpenSince } from '#test/helpers/applications.ts'
import { makeMember, makeProject, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* Sixty at once at each door that changes something for good: it happens once, and each other is told why not, or to come again. */

let house: TestApp
let officeId: string
const people = {} as Record<'director' | 'officer' | 'assessor' | 'teacher', TestUser>
const browsers = {} as Record<keyof typeof people, Browser>
beforeAll(async () => {
  house = await openTestApp()
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  people.teacher = await makeStaff(house.db)
  for (const post of ['director', 'officer', 'assessor'] as const) {
    people[post] = await makeStaff(house.db, { schoolId: officeId })
    await makeMandate(house.db, { officeId, userId: people[post].id, post })
  }
  for (const name of ['director', 'officer', 'assessor', 'teacher'] as const)
    browsers[name] = await house.as(people[name])
})
beforeEach(() => house.forgetPaces())
afterAll(() => house.close())

/** One reader each, and nothing asked but a summary. */
async function begun() {
  const { db, clock } = house
  const { id: projectId } = await makeProject(db, { kind: 'european', state: 'open' })
  await makeOpenSince(db, projectId, new Date(clock.now().getTime() - hours(200)))
  await makeMember(db, { projectId, user: people.teacher, role: 'owner' })
  const joinedAt = new Date(clock.now().getTime() - hours(100))
  await db.update(members).set({ joinedAt }).where(eq(members.projectId, projectId))
  const rules = {
    ...{ conditions: [], leastPoints: null, derives: [] },
    readers: { blind: 1, third: null, combine: 'mean', quorum: 2 } as const,
  }
  const campaignId = await makeCampaign(db, { officeId, now: clock.now() }, rules)
  const { body } = await browsers.teacher.post(`/api/campaigns/${campaignId}/applications`, { projectId })
  return { campaignId, id: String(body.id) }
}

const sixty = async (browser: Browser, method: string, path: string, body: object = {}) => {
  house.forgetPaces()
  const answers = await Promise.all(Array.from({ length: 60 }, () => browser.send(method, path, body)))
  const statuses = answers.map(({ status }) => status)
  for (const status of statuses) expect([200, 201, 204, 409, 429]).toContain(status)
  return statuses.filter((status) => status < 300).length
}
const linesOf = async (action: string, targetId: string) =>
  house.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, action), eq(audit.targetId, targetId), eq(audit.chain, officeId)))

it('an answer is saved, an application handed in, sent back, given to readers, marked, decided and published once', async () => {
  const { db } = house
  const { campaignId, id } = await begun()
  const path = `/api/applications/${id}`
  await sixty(browsers.teacher, 'PUT', `${path}/answers/summary`, { text: 'A river', revision: 0 })
  const { body } = await browsers.teacher.get(path)
  expect(body.application.answers).toMatchObject([{ field: 'summary', text: 'A river', revision: 1 }])

  expect(await sixty(browsers.teacher, 'POST', `${path}/submit`)).toBe(1)
  const until = new Date(house.clock.now().getTime() + hours(24))
  expect(await sixty(browsers.officer, 'POST', `${path}/return`, { reason: 'The plan.', until })).toBe(1)
  expect(await linesOf('application.returned', id)).toHaveLength(1)
  house.forgetPaces()
  expect(await sixty(browsers.teacher, 'POST', `${path}/submit`)).toBe(1)
  expect(await linesOf('application.submitted', id)).toHaveLength(2)

  await db.update(campaigns).set({ closesAt: house.clock.now() }).where(eq(campaigns.id, campaignId))
  expect(await sixty(browsers.officer, 'POST', `/api/campaigns/${campaignId}/assign`)).toBeGreaterThan(0)
  const given = await db.select().from(evaluations).where(eq(evaluations.applicationId, id))
  expect(given).toHaveLength(1)
  const reading = `/api/evaluations/${given[0]?.id}`
  house.forgetPaces()
  const { dossier } = (await browsers.assessor.post(`${reading}/gate`, { isNear: false })).body
  for (const key of dossier.unmarked) {
    const mark = { value: 4, comment: '', revision: 0 }
    expect(await sixty(browsers.assessor, 'PUT', `${reading}/marks/${key}`, mark)).toBe(1)
  }
  expect(await sixty(browsers.assessor, 'POST', `${reading}/submit`)).toBeGreaterThan(0)
  const [judged] = await db.select().from(applications).where(eq(applications.id, id))
  expect(judged?.state).toBe('judged')

  const decision = { outcome: 'awarded', feedback: [], present: [people.director.id, people.officer.id] }
  expect(await sixty(browsers.officer, 'POST', `${path}/decisions`, decision)).toBe(1)
  expect(await db.select().from(decisions).where(eq(decisions.applicationId, id))).toHaveLength(1)
  expect(await sixty(browsers.director, 'POST', `/api/campaigns/${campaignId}/publish`)).toBe(1)
  expect(await db.select().from(awards).where(eq(awards.applicationId, id))).toHaveLength(1)
}, 120_000)
