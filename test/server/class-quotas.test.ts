import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { awards } from '#db/schema/awards.ts'
import { evaluations } from '#db/schema/evaluations.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makeStaff } from '#test/helpers/factories.ts'
import { makeJudgedCampaign, makeSubmitted } from '#test/helpers/judging.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* So many prizes in each age class: a line of its own through each, whoever stands higher in another. */

let house: TestApp
let officeId: string
const browsers = {} as Record<'director' | 'officer' | 'assessor', Browser>
let sitting: string[]
beforeAll(async () => {
  house = await openTestApp()
  house.clock.advance(Date.parse('2026-12-02T10:00:00Z') - house.clock.now().getTime())
  officeId = (await makeOffice(house.db, { countryCode: 'FR' })).id
  sitting = []
  for (const post of ['director', 'officer', 'assessor'] as const) {
    const user = await makeStaff(house.db, { schoolId: officeId })
    await makeMandate(house.db, { officeId, userId: user.id, post })
    browsers[post] = await house.as(user)
    sitting.push(user.id)
  }
})
afterAll(() => house.close())

const words = { en: 'Class' }
const classes = [
  { id: 'young', words, ageFrom: 7, ageTo: 11, isVocational: false },
  { id: 'old', words, ageFrom: 12, ageTo: 15, isVocational: false },
]
const ages = { young: { ageFrom: 8, ageTo: 10 }, old: { ageFrom: 13, ageTo: 15 }, none: { ageFrom: 17, ageTo: 18 } }

/** Two places in each class, one reader each. */
const twoEach = () =>
  makeJudgedCampaign(house.db, {
    ...{ officeId, scheme: 'national_prize' },
    change: {
      ...{ classes, quota: { per: 'class', size: { count: 2 }, rounding: 'down' }, leastPoints: null },
      ties: { byCriteria: [], atQuota: 'commission' },
      readers: { blind: 1, third: null, combine: 'mean', quorum: 3 },
    },
  })

async function handIn(campaignId: string, of: keyof typeof ages, name: string) {
  const applicant = await makeStaff(house.db)
  const project = await makeProject(house.db, { name, kind: 'european', state: 'open', ...ages[of] })
  await makeMember(house.db, { projectId: project.id, user: applicant, role: 'owner' })
  return makeSubmitted(house.db, { campaignId, projectId: project.id, userId: applicant.id })
}

/** Everything this mark, handed in. */
async function read(applicationId: string, value: number) {
  house.forgetPaces()
  const [of] = await house.db.select().from(evaluations).where(eq(evaluations.applicationId, applicationId))
  const path = `/api/evaluations/${of?.id}`
  const { dossier } = (await browsers.assessor.post(`${path}/gate`, { isNear: false })).body
  for (const key of dossier.unmarked)
    await browsers.assessor.send('PUT', `${path}/marks/${key}`, { value, comment: '', revision: 0 })
  expect((await browsers.assessor.post(`${path}/submit`, {})).status).toBe(200)
}

const decide = async (id: string, more: object = {}): Promise<string> => {
  const { status, body } = await browsers.officer.post(`/api/applications/${id}/decisions`, {
    ...{ outcome: 'awarded', feedback: [], present: sitting, ...more },
  })
  return status === 201 ? 'decided' : body.error.fields[0].reason
}

it('draws a line in each class, leaves a tie across it to the commission, and gives so many in each', async () => {
  const campaignId = await twoEach()
  const given = [
    ['young', 'Y5', 5],
    ['young', 'Y3a', 3],
    ['young', 'Y3b', 3],
    ['old', 'O2', 2],
    ['old', 'O1', 1],
    ['old', 'O0', 0],
    ['none', 'N5', 5],
  ] as const
  const ids = new Map<string, string>()
  for (const [of, name] of given) ids.set(name, await handIn(campaignId, of, name))
  const idOf = (name: string) => ids.get(name) ?? ''
  expect((await browsers.officer.post(`/api/campaigns/${campaignId}/assign`, {})).body.given).toBe(7)
  for (const [, name, value] of given) await read(idOf(name), value)

  const { rows } = (await browsers.officer.get(`/api/campaigns/${campaignId}/deliberation`)).body
  const lines = rows.map(({ title, ageClass, rank, line }: Record<string, unknown>) => [title, ageClass, rank, line])
  expect(lines.filter(([, ageClass]: [string, string]) => ageClass === 'young').toSorted()).toEqual([
    ['Y3a', 'young', 2, 'tied'],
    ['Y3b', 'young', 2, 'tied'],
    ['Y5', 'young', 1, 'inside'],
  ])
  expect(lines.filter(([, ageClass]: [string, string]) => ageClass === 'old')).toEqual([
    ['O2', 'old', 1, 'inside'],
    ['O1', 'old', 2, 'inside'],
    ['O0', 'old', 3, 'outside'],
  ])
  expect(lines.filter(([, ageClass]: [string, string | null]) => ageClass === null)).toEqual([
    ['N5', null, 1, 'outside'],
  ])

  for (const name of ['O0', 'N5']) expect(await decide(idOf(name))).toBe('decision_below_line')
  // With fewer points than some below the line of another class.
  for (const name of ['Y5', 'O2', 'O1']) expect(await decide(idOf(name))).toBe('decided')
  expect(await decide(idOf('Y3a'))).toBe('decision_tie_reason')
  const reason = 'Its pupils wrote more of it together.'
  expect(await decide(idOf('Y3a'), { reason })).toBe('decided')
  expect(await decide(idOf('Y3b'), { reason })).toBe('decision_places_full')
  for (const name of ['Y3b', 'O0', 'N5']) expect(await decide(idOf(name), { outcome: 'refused' })).toBe('decided')

  expect((await browsers.director.post(`/api/campaigns/${campaignId}/publish`, {})).status).toBe(200)
  const rowsGiven = await house.db.select().from(awards).where(eq(awards.campaignId, campaignId))
  expect(rowsGiven.map(({ shown, ageClass }) => `${shown.project} ${ageClass}`).toSorted()).toEqual([
    'O1 old',
    'O2 old',
    'Y3a young',
    'Y5 young',
  ])
  const { awards: seen } = (await browsers.director.get(`/api/offices/${officeId}/awards`)).body
  expect(seen.map(({ shown }: { shown: { project: string } }) => shown.project).toSorted()).toEqual([
    ...['O1', 'O2', 'Y3a', 'Y5'],
  ])
}, 60_000)
