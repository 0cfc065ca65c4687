import { expect, it } from 'vitest'
import { freeIn, weeksOf } from '#client/directory/free-weeks.ts'

/* What the filter by free weeks asks for, and says of a class. */

it('asks for two days in their order, a year apart at most', () => {
  expect(weeksOf({ from: '2027-01-13', to: '2027-03-28' })).toBe('2027-01-13..2027-03-28')
  expect(weeksOf({ from: '2027-01-13', to: '' })).toBeUndefined()
  expect(weeksOf({ from: '2027-03-28', to: '2027-01-13' })).toBeUndefined()
  expect(weeksOf({ from: '2027-01-13', to: '2028-02-28' })).toBeUndefined()
})

it('says in how many of those weeks there are lessons', () => {
  const free = ['2027-01-04', '2027-01-11', '2027-01-25', '2027-02-01']
  expect(freeIn('2027-01-13..2027-01-26', free)).toEqual({ count: 2, all: 3 })
  expect(freeIn('2027-01-13..2027-01-13', free)).toEqual({ count: 1, all: 1 })
})
