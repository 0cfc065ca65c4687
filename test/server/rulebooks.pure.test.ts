import { describe, expect, it } from 'vitest'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { rulebookRules } from '#server/campaigns/rulebook.ts'
import type { Scheme } from '#db/schema/values.ts'

/* The rulebooks that come with Préau say what facts.md says, and name what is our own choice. */

function rulesOfShipped(scheme: Scheme, version: string) {
  const found = shippedRulebooks.find((book) => book.scheme === scheme && book.version === version)
  if (!found) throw new Error(`${scheme} ${version} is not shipped`)
  return rulebookRules.parse(found.rules)
}

describe('each shipped rulebook', () => {
  it.each(shippedRulebooks.map((book) => [`${book.scheme} ${book.version}`, book] as const))(
    '%s is whole',
    (_, book) => {
      const rules = rulebookRules.parse(book.rules)
      expect(rules).toEqual(book.rules)
      expect(book.source.length).toBeGreaterThan(10)
      expect(book.validUntil === null || book.validUntil > book.validFrom).toBe(true)
      for (const words of [
        book.titles,
        ...rules.criteria.map((one) => one.words),
        ...rules.form.map((one) => one.words),
      ])
        expect(Object.keys(words).toSorted()).toEqual(['de', 'en', 'fr'])
    },
  )

  it('of one scheme follow each other without days in common', () => {
    for (const book of shippedRulebooks)
      for (const other of shippedRulebooks)
        if (book !== other && book.scheme === other.scheme && book.validFrom <= other.validFrom)
          expect(book.validUntil !== null && book.validUntil <= other.validFrom, `${book.scheme} ${book.version}`).toBe(
            true,
          )
  })

  it('is marked an example where its source is not complete', () => {
    const examples = shippedRulebooks.filter(({ rules }) => rulebookRules.parse(rules).isExample)
    expect(shippedRulebooks.filter((book) => !examples.includes(book)).map(({ scheme }) => scheme)).toEqual([
      'european_label',
      'european_label',
      'european_label',
    ])
  })

  it('says that ties, rounding and the third reader are our choice, wherever somebody judges', () => {
    for (const { rules } of shippedRulebooks) {
      const { ours, readers } = rulebookRules.parse(rules)
      expect(ours).toContain('ties')
      expect(ours).toContain('decimals')
      if (readers.blind > 0) expect(ours).toContain('readers')
    }
  })
})

describe('the national label', () => {
  it('had six criteria in 2014, and has five with three knock-outs today', () => {
    const before = rulesOfShipped('national_label', '2014')
    const today = rulesOfShipped('national_label', '2022')
    expect(before.criteria).toHaveLength(6)
    expect(today.criteria.map(({ id }) => id)).toEqual([
      'collaboration',
      'technology',
      'pedagogy',
      'curriculum',
      'results',
    ])
    expect(today.criteria.flatMap(({ parts }) => parts.filter((part) => part.isKnockOut).map(({ id }) => id))).toEqual([
      'pupils_online',
      'digital_tools',
      'data_protection',
    ])
    for (const { scale, weight } of [...before.criteria, ...today.criteria])
      expect([scale.from, scale.to, weight]).toEqual([0, 5, 1])
  })

  it('asks five questions and takes four applications a year today', () => {
    const { conditions, limits, derives } = rulesOfShipped('national_label', '2022')
    expect(conditions.filter((one) => one.is === 'declared')).toHaveLength(5)
    expect(conditions).toContainEqual({
      ...{ id: 'times', is: 'applied_at_most', scheme: 'national_label', times: 4, per: 'school_year' },
    })
    expect(limits).toEqual({ perPersonAndYear: 4, secondApplications: 1, isOncePerProject: false })
    expect(derives).toEqual(['pupil_label'])
  })

  it('takes no national projects today, and did in 2014', () => {
    const kinds = (version: string) =>
      rulesOfShipped('national_label', version).conditions.flatMap((one) => (one.is === 'project_kind' ? one.in : []))
    expect(kinds('2014')).toContain('national')
    expect(kinds('2022')).toEqual(['european'])
  })
})

it('the prize asks age classes as its source has them', () => {
  const { classes } = rulesOfShipped('european_prize', '2026')
  expect(
    classes.map(({ ageFrom, ageTo, isVocational }) => (isVocational ? 'vocational' : `${ageFrom}-${ageTo}`)),
  ).toEqual([...['0-6', '7-11', '12-15', '16-19', 'vocational']])
})

it('the training award has three areas of three criteria, of levels 1 to 3 or none', () => {
  const { criteria } = rulesOfShipped('training_award', '2025')
  expect(criteria).toHaveLength(9)
  for (const { scale } of criteria) expect([scale.from, scale.to, scale.hasNotApplicable]).toEqual([1, 3, true])
})

describe('a rulebook is refused', () => {
  const whole = rulesOfShipped('national_label', '2022')
  const codes = (change: object) =>
    rulebookRules.safeParse({ ...whole, ...change }).error?.issues.map(({ message }) => message) ?? []

  it('where something stands in it twice', () => {
    expect(codes({ criteria: [...whole.criteria, ...whole.criteria.slice(0, 1)] })).toContain('rulebook_id_twice')
    expect(codes({ form: [...whole.form, ...whole.form.slice(0, 1)] })).toContain('rulebook_id_twice')
  })
  it('where it names what is not there', () => {
    expect(codes({ form: [] })).toContain('rulebook_unknown_id')
    expect(codes({ ties: { byCriteria: ['nobody_knows'], atQuota: 'all' } })).toContain('rulebook_unknown_id')
    expect(codes({ quota: { per: 'class', size: { count: 1 }, rounding: 'down' } })).toContain('rulebook_no_classes')
  })
  it('where a scale runs backwards, and where there is no word', () => {
    const [first] = whole.criteria
    const scale = { from: 5, to: 0, step: 1, levels: [], hasNotApplicable: false }
    expect(codes({ criteria: [{ ...first, scale }], form: [], conditions: [] })).toContain('rulebook_scale')
    expect(codes({ criteria: [{ ...first, words: {} }], form: [], conditions: [] })).toContain('rulebook_no_words')
  })
  it('where nobody would mark its criteria', () => {
    expect(codes({ readers: { ...whole.readers, blind: 0, third: null } })).toContain('rulebook_readers')
  })
})
