import { expect, test } from 'vitest'
import { repeatingIn } from '#client/classrooms/repeating.ts'

/** In which class somebody repeats the year. */

const row = (id: string, name: string, next: string) => ({
  ...{ id, name, pupilCount: 20, proposed: { does: 'up' as const, name: next } },
})
const classrooms = [row('sixth', '6e A', '5e A'), row('fifth', '5e A', '4e A'), row('third', '3e A', '3e A (2027)')]
const left = { id: 'gone', from: '3e A', to: '3e A (2026)', leaves: true }
const turned = { id: 't', doneAt: '2026-07-05', undoneAt: null, undoneUntil: null, classes: [left] }

test('the class that goes up to one’s own', () => {
  expect(repeatingIn({ classrooms, last: null }, 'fifth', '5e A')).toBe('sixth')
  expect(repeatingIn({ classrooms, last: turned }, 'fourth', '4e A')).toBe('fifth')
})

test('of a class that has left, the one that is called now what it was', () => {
  expect(repeatingIn({ classrooms, last: turned }, 'gone', '3e A (2026)')).toBe('third')
  const undone = { ...turned, undoneAt: '2026-07-06' }
  expect(repeatingIn({ classrooms, last: undone }, 'gone', '3e A (2026)')).toBeNull()
})

test('none where it is not known', () => {
  expect(repeatingIn(undefined, 'fifth', '5e A')).toBeNull()
  expect(repeatingIn({ classrooms, last: null }, 'sixth', '6e A')).toBeNull()
})
