import { describe, expect, it } from 'vitest'
import { holdsOn, meet, termsOn, wasNeverHeld } from '#server/terms/posts.ts'

const from = (fromDate: string, toDate: string | null = null) => ({ fromDate, toDate })

describe('who had which post on a day', () => {
  it.each([
    ['2024-08-31', false],
    ['2024-09-01', true],
    ['2025-07-31', true],
    // What ended this morning does not hold today.
    ['2025-08-01', false],
  ])('on %s: %s', (day, isHeld) => {
    expect(holdsOn(from('2024-09-01', '2025-08-01'), day)).toBe(isHeld)
  })

  it('holds on and on where nobody ended it', () => {
    expect(holdsOn(from('2024-09-01'), '2199-12-31')).toBe(true)
  })

  it('was never held where it ended on the day it began', () => {
    const mistake = from('2024-09-01', '2024-09-01')
    expect([wasNeverHeld(mistake), holdsOn(mistake, '2024-09-01'), meet(mistake, from('2024-01-01'))]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('gives those of that day and no other', () => {
    const all = [
      { ...from('2020-09-01', '2022-09-01'), post: 'teacher' as const },
      { ...from('2022-09-01'), post: 'head' as const },
    ]
    expect(termsOn(all, '2021-01-01').map(({ post }) => post)).toEqual(['teacher'])
    expect(termsOn(all, '2022-09-01').map(({ post }) => post)).toEqual(['head'])
    expect(termsOn(all, '2019-01-01')).toEqual([])
  })
})

describe('two terms', () => {
  it('that are handed over on one day have no day in common', () => {
    expect(meet(from('2020-09-01', '2022-09-01'), from('2022-09-01'))).toBe(false)
    expect(meet(from('2022-09-01'), from('2020-09-01', '2022-09-01'))).toBe(false)
  })

  it('have one where one begins while the other goes on', () => {
    expect(meet(from('2020-09-01', '2022-09-02'), from('2022-09-01'))).toBe(true)
    expect(meet(from('2020-09-01'), from('2019-01-01'))).toBe(true)
  })
})
