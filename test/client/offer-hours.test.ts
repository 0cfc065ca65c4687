import { expect, test } from 'vitest'
import { type Hour, nextHour, problemOf } from '#client/offers/hours.ts'
import { clockOf, minutesOf } from '#client/offers/times.ts'

/** The lessons of an offer while they are said. */

const at = (weekday: number, startsAt = 540, minutes = 55): Hour => ({ weekday, startsAt, minutes })

test('one more lesson is at the same time on the next day that is free, and then after the last', () => {
  const week: Hour[] = []
  for (let count = 0; count < 6; count += 1) week.push(nextHour(week))
  expect(week.map(({ weekday, startsAt }) => [weekday, startsAt])).toEqual([
    [1, 540],
    [2, 540],
    [3, 540],
    [4, 540],
    [5, 540],
    [5, 595],
  ])
  expect(nextHour([at(3), at(2)])).toEqual(at(4))
})

test('what is not whole, too early, too late or at the same time as another is wrong', () => {
  expect(problemOf([at(1), at(1, 595)], 1)).toBeNull()
  expect(problemOf([at(1), at(1, 590)], 1)).toBe('atOnce')
  expect(problemOf([at(1, Number.NaN)], 0)).toBe('startsAt')
  expect(problemOf([at(1, 300)], 0)).toBe('startsAt')
  expect(problemOf([at(1, 540, Number.NaN)], 0)).toBe('minutes')
  expect(problemOf([at(1, 1_400)], 0)).toBe('late')
})

test('a time that is half typed is none yet', () => {
  expect([minutesOf('09:30'), minutesOf('')]).toEqual([570, Number.NaN])
  expect([clockOf(570), clockOf(Number.NaN)]).toEqual(['09:30', ''])
})
