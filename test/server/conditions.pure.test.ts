import { describe, expect, it } from 'vitest'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import type { Scheme } from '#db/schema/values.ts'
import { checkAll, checkCondition } from '#server/campaigns/conditions/conditions.ts'
import { lastSuch, monthsBefore, nextSuch } from '#server/campaigns/conditions/days.ts'
import type { AwardFact, Facts, SchoolFacts } from '#server/campaigns/conditions/facts.ts'
import { rulesOf } from '#server/campaigns/rulebook.ts'

/* One school and one project under each shipped rulebook, on several days: what facts.md says of each. */

function conditionsOf(scheme: Scheme, version: string) {
  const found = shippedRulebooks.find((book) => book.scheme === scheme && book.version === version)
  if (!found) throw new Error(`${scheme} ${version} is not shipped`)
  return rulesOf(found.rules).conditions
}

/** Ids of the conditions that are not met, in order. */
const missing = (facts: Facts, scheme: Scheme, version: string, day: string) =>
  checkAll(facts, conditionsOf(scheme, version), day).flatMap(({ id, answer }) => (answer.isMet ? [] : [id]))

const award = (facts: Partial<AwardFact>): AwardFact => ({
  ...{ id: 'label', scheme: 'national_label', projectId: 'project', userId: 'ann', schoolId: 'school' },
  ...{ countryCode: 'FR', points: null, awardedOn: '2024-10-15', validUntil: null, withdrawnOn: null },
  ...facts,
})

const school: SchoolFacts = {
  id: 'school',
  registeredOn: '2022-10-01',
  closedOn: null,
  terms: [
    { userId: 'ann', post: 'teacher', from: '2022-10-01', to: null },
    { userId: 'ben', post: 'teacher', from: '2023-09-01', to: null },
    { userId: 'cleo', post: 'librarian', from: '2024-01-10', to: '2025-07-01' },
    { userId: 'dora', post: 'head', from: '2024-09-01', to: null },
  ],
  seenMonths: new Map([
    ['ann', ['2024-09-01', '2024-10-01']],
    ['ben', ['2023-09-01', '2024-10-01']],
    ['cleo', ['2024-01-01', '2024-10-01']],
  ]),
  parts: [
    {
      ...{ projectId: 'project', kind: 'european', from: '2023-11-01', to: null, awards: [award({})] },
      states: [
        { state: 'draft', from: '2023-10-20' },
        { state: 'open', from: '2023-11-01' },
      ],
    },
  ],
}
const withSchool = (changes: Partial<SchoolFacts>): Facts => ({ school: { ...school, ...changes } })

describe('the school label of 2017', () => {
  const left = (changes: Partial<SchoolFacts>, day = '2024-11-04') =>
    missing(withSchool(changes), 'school_label', '2017', day)

  it('asks four conditions, and says who, which and since when', () => {
    const checked = checkAll({ school }, conditionsOf('school_label', '2017'), '2024-11-04')
    expect(checked.map(({ answer }) => answer.isMet)).toEqual([true, true, true, true])
    expect(checked.map(({ answer }) => answer.proof)).toEqual([
      [{ what: 'school', id: 'school', since: '2022-10-01' }],
      [{ what: 'person', id: 'dora', since: '2024-09-01' }],
      [
        { what: 'person', id: 'ann', since: '2022-10-01' },
        { what: 'person', id: 'ben', since: '2023-09-01' },
        { what: 'person', id: 'cleo', since: '2024-01-10' },
      ],
      [
        { what: 'project', id: 'project', since: '2023-11-01' },
        { what: 'award', id: 'label', since: '2024-10-15' },
      ],
    ])
  })

  it('turns green one by one, and past days give past answers', () => {
    expect(left({}, '2022-09-30')).toEqual(['registered', 'management', 'staff', 'project'])
    expect(left({}, '2023-09-01')).toEqual(['registered', 'management', 'project'])
    expect(left({}, '2024-09-30')).toEqual(['registered', 'project'])
    expect(left({}, '2024-10-01')).toEqual(['project'])
    expect(left({}, '2024-10-15')).toEqual([])
    expect(left({ terms: school.terms.filter(({ post }) => post !== 'head') }, '2024-10-15')).toEqual(['management'])
  })

  it('is met by a member of the management as by a head, and by neither after they left', () => {
    const management = { userId: 'eve', post: 'management' as const, from: '2024-02-01', to: '2024-11-04' }
    const terms = [...school.terms.filter(({ post }) => post !== 'head'), management]
    expect(left({ terms }, '2024-11-03')).toEqual([])
    expect(left({ terms }, '2024-11-04')).toEqual(['management'])
  })

  it('asks for two people, not two posts of one', () => {
    const terms = [
      ...school.terms.filter(({ userId }) => userId === 'ann' || userId === 'dora'),
      { userId: 'ann', post: 'librarian' as const, from: '2023-01-01', to: null },
    ]
    expect(left({ terms })).toEqual(['staff'])
  })

  it('asks for a project of this year: who has left it before does not count', () => {
    const part = (to: string | null) => ({ parts: school.parts.map((one) => ({ ...one, to })) })
    expect(left(part('2024-09-15'))).toEqual([])
    expect(left(part('2024-06-30'))).toEqual(['project'])
    expect(left({ parts: school.parts.map((one) => ({ ...one, kind: 'national' as const })) })).toEqual(['project'])
  })

  it('takes no label that was withdrawn, from that day on', () => {
    const parts = school.parts.map((one) => ({ ...one, awards: [award({ withdrawnOn: '2024-11-01' })] }))
    expect(left({ parts }, '2024-10-31')).toEqual([])
    expect(left({ parts }, '2024-11-01')).toEqual(['project'])
  })

  it('is not met by a school that is closed, or that nobody ever was at', () => {
    expect(left({ closedOn: '2024-11-01' })).toEqual(['registered'])
    expect(left({ registeredOn: null, terms: [], parts: [] })).toEqual(['registered', 'management', 'staff', 'project'])
  })
})

describe('the school label of 2021', () => {
  it('asks for more than two years, no head, and two who were here in two years', () => {
    const terms = school.terms.filter(({ post }) => post !== 'head')
    const parts = school.parts.map((one) => ({ ...one, awards: [award({ awardedOn: '2024-01-15' })] }))
    const left = (day: string) => missing(withSchool({ terms, parts }), 'school_label', '2021', day)
    expect(left('2024-10-01')).toEqual(['registered'])
    expect(left('2024-10-02')).toEqual([])
    expect(left('2026-01-15')).toEqual([])
    expect(left('2026-01-16')).toEqual(['project'])
    // Ann and Ben were here last in October 2024.
    expect(left('2026-11-01')).toEqual(['staff', 'project'])
  })
})

describe('the school label of 2024', () => {
  it('counts two years back from the day that ends registration, and asks for three who were here since', () => {
    const left = (changes: Partial<SchoolFacts>, day: string) =>
      missing(withSchool(changes), 'school_label', '2024', day)
    expect(left({}, '2024-11-04')).toEqual(['registered'])
    expect(left({ registeredOn: '2022-09-01' }, '2024-11-04')).toEqual([])
    expect(left({ registeredOn: '2022-09-01' }, '2024-09-20')).toEqual(['staff', 'project'])
    // Cleo has left, and nobody was here since September.
    expect(left({}, '2025-11-04')).toEqual(['staff'])
    expect(left({}, '2026-10-16')).toEqual(['staff', 'project'])
  })
})

const project = (kind: 'european' | 'national', awards: AwardFact[]): NonNullable<Facts['project']> => ({
  ...{ id: 'project', kind, awards, rank: null },
  states: [
    { state: 'open', from: '2024-01-10' },
    { state: 'closed', from: '2024-06-20' },
  ],
})
const person = (submitted: string[]): NonNullable<Facts['person']> => ({
  id: 'ann',
  memberships: [{ projectId: 'project', role: 'owner', from: '2024-01-10', to: null }],
  applications: submitted.map((submittedOn, index) => ({
    ...{ id: `a${index}`, scheme: 'national_label', projectId: index === 0 ? 'project' : `p${index}`, userId: 'ann' },
    ...{ submittedOn, withdrawnOn: null, outcome: null },
  })),
})
const yes = ['shared_plan', 'finished', 'contributed', 'collaborative', 'data_respected']
const application = (questions: string[], id = 'draft'): NonNullable<Facts['application']> => ({
  ...{ id, endorsements: [], declared: new Map(questions.map((question) => [question, '2024-06-25'])) },
})

describe('the national label', () => {
  const label = { project: project('european', []), person: person([]), application: application(yes) }
  const left = (facts: Facts, version = '2022', day = '2024-07-01') => missing(facts, 'national_label', version, day)

  it('asks five declarations today, and none in 2014', () => {
    expect(left(label)).toEqual([])
    const without = { ...label, application: application(yes.slice(1)) }
    expect(left(without)).toEqual(['shared_plan'])
    expect(left(without, '2014')).toEqual([])
  })
  it('is not for national projects today', () => {
    const national = { ...label, project: project('national', []) }
    expect(left(national)).toEqual(['kind'])
    expect(left(national, '2014')).toEqual([])
    expect(checkAll(national, conditionsOf('national_label', '2022'), '2024-07-01')[1]?.answer.missing).toEqual({
      ...{ word: 'kind_not_eligible', values: { kind: 'national' } },
    })
  })
  it('is for four projects a school year: of five the last is none, and August begins anew', () => {
    const four = ['2023-09-01', '2023-10-01', '2024-01-01', '2024-05-01']
    expect(left({ ...label, person: person(four.slice(1)) })).toEqual([])
    expect(left({ ...label, person: person(four) })).toEqual(['times'])
    expect(left({ ...label, person: person(four) }, '2022', '2024-08-01')).toEqual([])
    // The fourth itself stays what it was when a fifth is tried.
    expect(left({ ...label, person: person([...four, '2024-06-01']), application: application(yes, 'a3') })).toEqual([])
    expect(left({ ...label, person: person([...four, '2024-06-01']), application: application(yes, 'a4') })).toEqual([
      'times',
    ])
  })
  it('is for who was a teacher of the project', () => {
    expect(left({ ...label, person: { ...person([]), memberships: [] } })).toEqual(['member'])
  })
})

describe('the European label', () => {
  const labels = (points: [string, string, number][]) =>
    points.map(([countryCode, schoolId, one], index) => award({ id: `l${index}`, countryCode, schoolId, points: one }))
  const ranked = (rank: number, of: number, awards: AwardFact[]): Facts => ({
    project: { ...project('european', awards), rank: { rank, of, on: '2024-11-01' } },
  })
  const left = (facts: Facts, version: string) => missing(facts, 'european_label', version, '2024-12-01')
  const two = labels([
    ['FR', 'school', 21],
    ['DE', 'other', 20],
  ])

  it('of November 2022 is for the top third, and two partners with the label', () => {
    expect(left(ranked(3, 9, two), '2022')).toEqual([])
    expect(left(ranked(4, 9, two), '2022')).toEqual(['rank'])
    expect(left(ranked(1, 9, two.slice(0, 1)), '2022')).toEqual(['labelled'])
  })
  it('of later is for the top quarter', () => {
    expect(left(ranked(2, 8, two), '2023')).toEqual([])
    expect(left(ranked(3, 8, two), '2023')).toEqual(['rank'])
  })
  it('of today is for labels of two countries and a mean above 20, not of 20', () => {
    expect(left(ranked(2, 8, two), '2024')).toEqual([])
    const even = labels([
      ['FR', 'school', 20],
      ['DE', 'other', 20],
    ])
    expect(left(ranked(2, 8, even), '2024')).toEqual(['points'])
    const oneCountry = labels([
      ['FR', 'school', 24],
      ['FR', 'other', 24],
    ])
    expect(left(ranked(2, 8, oneCountry), '2024')).toEqual(['labelled'])
    expect(left({ project: project('european', two) }, '2024')).toEqual(['rank'])
  })
})

it('the European prize asks for the European label of the same year', () => {
  const labelled = (awardedOn: string): Facts => ({
    project: project('european', [award({ scheme: 'european_label', awardedOn })]),
  })
  expect(missing(labelled('2025-10-01'), 'european_prize', '2026', '2026-03-01')).toEqual([])
  expect(missing(labelled('2025-06-01'), 'european_prize', '2026', '2026-03-01')).toEqual(['labelled'])
})

it('the national prize of 2015 asks for the national label to have been applied for by 7 July', () => {
  const left = (day: string) =>
    missing({ project: project('european', []), person: person([day]) }, 'national_prize', '2015', '2024-07-20')
  expect(left('2024-07-07')).toEqual([])
  expect(left('2024-07-08')).toEqual(['applied'])
  expect(left('2023-07-07')).toEqual(['applied'])
})

it('the pupil label asks for the teacher’s, and the training award for the institution’s word', () => {
  expect(missing({ project: project('european', [award({})]) }, 'pupil_label', '2022', '2024-10-15')).toEqual([])
  expect(missing({ project: project('european', []) }, 'pupil_label', '2022', '2024-10-15')).toEqual(['labelled'])
  const said = { ...application(['two_years']), endorsements: [] }
  expect(missing({ application: said }, 'training_award', '2025', '2025-06-01')).toEqual(['endorsed'])
  const endorsements = [{ userId: 'rector', by: 'institution' as const, on: '2025-05-01' }]
  expect(missing({ application: { ...said, endorsements } }, 'training_award', '2025', '2025-06-01')).toEqual([])
})

it('a condition about what is not there is not met, and says so', () => {
  for (const { rules } of shippedRulebooks)
    for (const condition of rulesOf(rules).conditions)
      expect(checkCondition({}, condition, '2025-01-01')).toMatchObject({ isMet: false, proof: [] })
})

it('days are reckoned by the calendar', () => {
  expect(monthsBefore('2024-03-31', 1)).toBe('2024-02-29')
  expect(monthsBefore('2024-01-15', 24)).toBe('2022-01-15')
  expect(monthsBefore('2024-02-29', 12)).toBe('2023-02-28')
  expect([lastSuch('09-01', '2024-09-01'), lastSuch('09-01', '2024-08-31')]).toEqual(['2024-09-01', '2023-09-01'])
  expect([nextSuch('07-07', '2024-07-07'), nextSuch('07-07', '2024-07-08')]).toEqual(['2024-07-07', '2025-07-07'])
})
