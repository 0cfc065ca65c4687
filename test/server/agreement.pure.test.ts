import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { rulebookRules } from '#server/campaigns/rulebook.ts'
import { agreementOf, type MarkedBy } from '#server/evaluations/agreement.ts'
import { markedKeys, type Marks, resultOf } from '#server/evaluations/points.ts'
import { thresholdOn } from '#server/figures/thresholds.ts'

/* What of marks is told as averages: of no few, and nothing that subtracting from what stands beside it gives away. */

const rules = rulebookRules.parse(shippedRulebooks.find(({ scheme }) => scheme === 'training_award')?.rules)
const keys = [...markedKeys(rules).keys()]
const { least } = thresholdOn('2026-12-01')

/** A mark, that it does not apply, or none at all. */
const given = fc.option(fc.option(fc.integer({ min: 1, max: 3 })), { nil: undefined })
const marks = fc
  .array(given, { minLength: keys.length, maxLength: keys.length })
  .map(
    (values): Marks =>
      new Map(keys.flatMap((key, at) => (values[at] === undefined ? [] : [[key, values[at]] as const]))),
  )
const judgedOf = (readers: Marks[]): MarkedBy => ({ readers, byCriterion: resultOf(rules, readers).byCriterion })
const application = fc.array(marks, { minLength: 1, maxLength: 3 }).map(judgedOf)
const whole = keys.map((key) => [key, 2] as const)
const plain = (...changes: Marks[]) =>
  judgedOf([new Map(whole), new Map([...whole, ...changes.flatMap((one) => [...one])])])

describe('averages and agreement', () => {
  it('are told of as many applications as figures are, and leave none or as many out of each number beside them', () => {
    fc.assert(
      fc.property(fc.array(application, { maxLength: 24 }), (judged) => {
        const told = agreementOf(rules, judged, least)
        expect(told === null).toBe(judged.length < least)
        for (const { key, average, apart, same } of told?.criteria ?? []) {
          const counted = judged.filter(({ byCriterion }) => typeof byCriterion[key] === 'number').length
          const both = judged.filter(
            ({ readers: [one, other] }) => typeof one?.get(key) === 'number' && typeof other?.get(key) === 'number',
          ).length
          expect(apart === null).toBe(same === null)
          const numbers = [judged.length, ...(average === null ? [] : [counted]), ...(apart === null ? [] : [both])]
          for (const one of numbers) {
            expect(one).toBeGreaterThanOrEqual(least)
            for (const other of numbers) expect(one === other || Math.abs(one - other) >= least).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('are the mean of all that count, once five are judged', () => {
    const four = [1, 2, 3, 4].map(() => plain())
    expect(agreementOf(rules, four, least)).toBe(null)
    const [key = ''] = keys
    const five = [...four, plain(new Map([[key, 3]]))]
    expect(agreementOf(rules, five, least)?.criteria.find((one) => one.key === key)).toEqual({
      ...{ key, average: 2.1, apart: 0.2, same: 0.8 },
    })
  })

  it('hide a criterion that applies to all but one', () => {
    const [key = '', other = ''] = keys
    const none = judgedOf([new Map([...whole, [key, null]]), new Map([...whole, [key, null]])])
    const told = agreementOf(rules, [...Array.from({ length: 9 }, () => plain()), none], least)
    const of = (of: string) => told?.criteria.find((one) => one.key === of)
    expect(of(key)).toEqual({ key, average: null, apart: null, same: null })
    expect(of(other)).toEqual({ key: other, average: 2, apart: 0, same: 1 })
  })
})
