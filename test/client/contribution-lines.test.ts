import { expect, it } from 'vitest'
import { linesOf } from '#client/contributions/lines.ts'
import type { ProjectContributions } from '#client/data/contributions.ts'

const counts = (kept: number) => ({
  ...{ kept, typed: kept, removed: 0, things: 0, cards: 0, strokes: 0, comments: 0, changed: 0 },
  ...{ documents: 1, messages: 0 },
})
const person = (userId: string, groupId: string | null, kept: number, isPupil = true) => ({
  ...counts(kept),
  ...{ userId, groupId, isPupil },
})

it('each group has its sum under its people, those in none come after, and all at the end', () => {
  const answer: ProjectContributions = {
    people: [person('bo', 'o', 3), person('ada', 'h', 5), person('theo', null, 2, false)],
    groups: [
      { id: 'o', name: 'Otters' },
      { id: 'h', name: 'Herons' },
    ],
    totals: [
      { ...counts(3), groupId: 'o', name: 'Otters' },
      { ...counts(5), groupId: 'h', name: 'Herons' },
      { ...counts(4), groupId: null, name: '' },
    ],
    all: counts(12),
    uncounted: [],
  }
  const words = { inNoGroup: 'none', all: 'all', total: (group: string) => `${group} together` }
  const lines = linesOf({ answer, names: new Map([['ada', 'Ada']]), locale: 'en', words })
  expect(lines.map(({ name, kept, isTotal }) => [name, kept, isTotal])).toEqual([
    ['Ada', 5, false],
    ['Herons together', 5, true],
    ['…', 3, false],
    ['Otters together', 3, true],
    ['…', 2, false],
    ['none together', 4, true],
    ['all', 12, true],
  ])
})
