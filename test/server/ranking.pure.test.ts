import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { rulebookRules } from '#server/campaigns/rulebook.ts'
import {
  counting,
  isOnScale,
  markedKeys,
  type Marks,
  needsThird,
  resultOf,
  roundTo,
  totalOf,
} from '#server/evaluations/points.ts'
import { drawLine, type Judged, placesOf, ranked } from '#server/evaluations/ranking.ts'

/* Points, ranks and quotas, over whatever readers may give. */

const shipped = shippedRulebooks.find(({ scheme, version }) => scheme === 'national_label' && version === '2022')
const rules = rulebookRules.parse(shipped?.rules)
const award = rulebookRules.parse(shippedRulebooks.find(({ scheme }) => scheme === 'training_award')?.rules)
const keys = [...markedKeys(rules).keys()]

const marks = fc.tuple(...keys.map(() => fc.integer({ min: 0, max: 5 }))).map((given) => asMarks(given))
const asMarks = (given: readonly number[]): Marks => new Map(keys.map((key, index) => [key, given[index] ?? 0]))
const all = (value: number, changes: Record<string, number | null> = {}): Marks =>
  new Map<string, number | null>([...keys.map((key) => [key, value] as const), ...Object.entries(changes)])

describe('points', () => {
  it('are the sum of the criteria, of 25 at most, and parts add nothing', () => {
    expect(totalOf(rules, all(5))).toBe(25)
    expect(totalOf(rules, all(4, { 'technology.digital_tools': 0 }))).toBe(20)
  })

  it('of two readers are their mean, in whichever order they came', () => {
    fc.assert(
      fc.property(marks, marks, (one, other) => {
        const result = resultOf(rules, [one, other])
        expect(result).toEqual(resultOf(rules, [other, one]))
        expect(result.points).toBe((totalOf(rules, one) + totalOf(rules, other)) / 2)
      }),
    )
  })

  it('lie between the lowest and the highest that a reader gave', () => {
    fc.assert(
      fc.property(fc.array(marks, { minLength: 1, maxLength: 3 }), (readers) => {
        const totals = readers.map((one) => totalOf(rules, one))
        const { points } = resultOf({ ...rules, readers: { ...rules.readers, combine: 'mean' } }, readers)
        expect(points).toBeGreaterThanOrEqual(roundTo(Math.min(...totals), 2))
        expect(points).toBeLessThanOrEqual(roundTo(Math.max(...totals), 2))
      }),
    )
  })

  it('are not lost by what does not apply', () => {
    const nine = [...markedKeys(award).keys()]
    const given = (value: number, none: string[]): Marks =>
      new Map(nine.map((key) => [key, none.includes(key) ? null : value]))
    expect(resultOf(award, [given(3, [])]).points).toBe(27)
    expect(resultOf(award, [given(3, nine.slice(0, 4))]).points).toBe(27)
    expect(resultOf(award, [given(2, nine.slice(0, 4))]).points).toBe(18)
    expect(resultOf(award, [given(2, nine)]).points).toBe(0)
  })

  it('are rounded as on paper, halves up', () => {
    expect([1.005, 2.675, 20.125, 0.125].map((value) => roundTo(value, 2))).toEqual([1.01, 2.68, 20.13, 0.13])
    expect(roundTo(1 / 3, 2)).toBe(0.33)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 4 }), (thousandths, decimals) => {
        const value = thousandths / 1000
        expect(Math.abs(roundTo(value, decimals) - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9)
        expect(roundTo(roundTo(value, decimals), decimals)).toBe(roundTo(value, decimals))
      }),
    )
  })
})

describe('a mark', () => {
  const scale = { from: 0, to: 5, step: 0.5, levels: [], hasNotApplicable: false }
  it('lies on its scale or is refused', () => {
    expect([0, 0.5, 5].every((value) => isOnScale(value, scale))).toBe(true)
    expect([-0.5, 5.5, 0.25, Number.NaN].some((value) => isOnScale(value, scale))).toBe(false)
  })
  it('that it does not apply is one only where the rulebook has it', () => {
    expect(isOnScale(null, scale)).toBe(false)
    expect(isOnScale(null, { ...scale, hasNotApplicable: true })).toBe(true)
  })
})

describe('a knock-out', () => {
  it('leaves nothing, however much the rest is worth', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const none = new Map(given).set('technology.data_protection', 0)
        const result = resultOf(rules, [none, none])
        expect(result.isKnockedOut).toBe(true)
        expect(result.below).toContain('technology.data_protection')
      }),
    )
  })
  it('counts what both gave: a half is not the least', () => {
    expect(resultOf(rules, [all(5, { 'technology.data_protection': 1 }), all(5)]).isKnockedOut).toBe(false)
    expect(
      resultOf(rules, [all(5, { 'technology.data_protection': 0 }), all(5, { 'technology.data_protection': 1 })])
        .isKnockedOut,
    ).toBe(true)
  })
  it('is asked of the whole where there is a least of all points', () => {
    const asking = { ...rules, leastPoints: 15 }
    expect(resultOf(asking, [all(3)]).isKnockedOut).toBe(false)
    expect(resultOf(asking, [all(3, { results: 2 })]).isKnockedOut).toBe(true)
  })
})

describe('a third reader', () => {
  it('comes where the first two differ by more than the rulebook lets them, whoever was first', () => {
    expect(needsThird(rules, all(5), all(4))).toBe(false)
    expect(needsThird(rules, all(5), all(4, { results: 3 }))).toBe(true)
    fc.assert(
      fc.property(marks, marks, (one, other) => {
        const isFar = Math.abs(totalOf(rules, one) - totalOf(rules, other)) > 5
        expect(needsThird(rules, one, other)).toBe(isFar)
        expect(needsThird(rules, other, one)).toBe(isFar)
      }),
    )
  })
  it('may be asked for by one criterion', () => {
    const by = { ...rules, readers: { ...rules.readers, third: { over: 2, of: 'criterion' as const } } }
    expect(needsThird(by, all(3), all(3, { results: 5 }))).toBe(false)
    expect(needsThird(by, all(2), all(2, { results: 5 }))).toBe(true)
  })
  it('makes the two nearest count, and of two pairs the better', () => {
    expect(counting(rules, [all(0), all(5), all(4)])).toEqual([all(5), all(4)])
    expect(resultOf(rules, [all(1), all(5), all(3)]).points).toBe(20)
    fc.assert(
      fc.property(marks, marks, marks, (one, two, three) => {
        expect(resultOf(rules, [one, two, three]).points).toBe(resultOf(rules, [three, one, two]).points)
      }),
    )
  })
})

const result = fc.record({ marks, id: fc.uuid() })
const list = fc.uniqueArray(result, { selector: ({ id }) => id, maxLength: 30 })
const judged = (rows: { id: string; marks: Marks }[]): Judged[] =>
  rows.map(({ id, marks: given }) => ({ id, result: resultOf(rules, [given]) }))
const rule = fc.record({
  byCriteria: fc.constantFrom<string[][]>([], ['collaboration'], ['results', 'technology']),
  atQuota: fc.constantFrom('all' as const, 'none' as const, 'commission' as const),
})

describe('a ranking', () => {
  it('is the same in whichever order they came, and leaves out who is knocked out', () => {
    fc.assert(
      fc.property(list, rule, (rows, ties) => {
        const given = judged(rows)
        const order = ranked(ties, given)
        expect(ranked(ties, given.toReversed())).toEqual(order)
        expect(order).toHaveLength(given.filter((one) => !one.result.isKnockedOut).length)
      }),
    )
  })
  it('gives each one more than the number of those who are better', () => {
    fc.assert(
      fc.property(list, rule, (rows, ties) => {
        const order = ranked(ties, judged(rows))
        for (const one of order) expect(one.rank).toBe(1 + order.filter(({ rank }) => rank < one.rank).length)
      }),
    )
  })
  it('puts nobody with fewer points before somebody with more', () => {
    fc.assert(
      fc.property(list, rule, (rows, ties) => {
        const points = ranked(ties, judged(rows)).map((one) => one.result.points)
        expect(points).toEqual(points.toSorted((one, other) => other - one))
      }),
    )
  })
})

describe('a quota', () => {
  it('divides all without losing or doubling anybody', () => {
    fc.assert(
      fc.property(list, rule, fc.nat(35), (rows, ties, places) => {
        const order = ranked(ties, judged(rows))
        const { inside, outside, undecided } = drawLine(order, places, ties)
        const ids = [...inside, ...undecided, ...outside].map(({ id }) => id)
        expect(ids.toSorted()).toEqual(order.map(({ id }) => id).toSorted())
        if (ties.atQuota !== 'all') expect(inside.length).toBeLessThanOrEqual(places)
        if (ties.atQuota !== 'commission') expect(undecided).toEqual([])
      }),
    )
  })
  it('never takes one and leaves another of the same rank, and nobody before a better one', () => {
    fc.assert(
      fc.property(list, rule, fc.nat(35), (rows, ties, places) => {
        const { inside, outside, undecided } = drawLine(ranked(ties, judged(rows)), places, ties)
        const lowest = Math.max(0, ...inside.map(({ rank }) => rank))
        for (const { rank } of [...undecided, ...outside]) expect(rank).toBeGreaterThan(lowest)
        expect(new Set(undecided.map(({ rank }) => rank)).size).toBeLessThan(2)
      }),
    )
  })
  it('leaves a place free rather than choose, takes all who share it, or asks', () => {
    const four = ranked({ byCriteria: [], atQuota: 'all' }, [
      { id: 'a', result: resultOf(rules, [all(5)]) },
      ...['b', 'c', 'd'].map((id) => ({ id, result: resultOf(rules, [all(4)]) })),
    ])
    expect(four.map(({ rank }) => rank)).toEqual([1, 2, 2, 2])
    const ids = (atQuota: 'all' | 'none' | 'commission') => {
      const drawn = drawLine(four, 2, { byCriteria: [], atQuota })
      return [drawn.inside, drawn.undecided, drawn.outside].map((rows) => rows.map(({ id }) => id).join(''))
    }
    expect(ids('all')).toEqual(['abcd', '', ''])
    expect(ids('none')).toEqual(['a', '', 'bcd'])
    expect(ids('commission')).toEqual(['a', 'bcd', ''])
  })
  it('of a share rounds as the rulebook says', () => {
    const of = (share: number, rounding: 'down' | 'nearest' | 'up', among: number) =>
      placesOf({ per: 'campaign', size: { share }, rounding }, among)
    expect([of(0.25, 'down', 7), of(0.25, 'nearest', 7), of(0.25, 'up', 7)]).toEqual([1, 2, 2])
    expect(of(1 / 3, 'down', 9)).toBe(3)
    expect(of(0.1, 'up', 30)).toBe(3)
    expect(placesOf({ per: 'campaign', size: { count: 5 }, rounding: 'down' }, 3)).toBe(3)
  })
})
