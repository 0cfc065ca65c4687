import { expect, it } from 'vitest'
import type { Skills } from '#client/data/judgements-skills.ts'
import { groupsOf, hasGap, isUsed, linesOf, seenIn } from '#client/judgements/skills.ts'
import type { Place } from '#client/judgements/place.ts'

/* The skills map: which line is worked on where, in which group it was seen, and what is nowhere. */

const member = (userId: string, groupId: string | null, values = {}) => ({
  ...{ userId, groupId, name: userId, kind: 'pupil', school: { id: 'here' }, isSelf: false },
  ...values,
})
const criterion = (id: string, itemId: string | null) => ({ id, itemId, words: id, levels: [], isRemoved: false })

const place = {
  projectId: 'p',
  rubric: {
    rubric: { criteria: [criterion('measures', 'i1'), criterion('ours', null), criterion('hidden', 'elsewhere')] },
  },
  judgements: {
    judgements: [{ kind: 'self', pupilId: 'bo', criterionId: 'measures' }],
    observations: [{ pupilId: 'ada', criterionId: 'measures' }],
    agreements: [],
  },
  people: {
    members: [
      member('teacher', null, { kind: 'staff', isSelf: true }),
      member('ada', 'herons'),
      member('bo', 'otters'),
      member('cy', null, { school: { id: 'there' } }),
    ],
    groups: [
      { id: 'herons', name: 'Herons', position: 0 },
      { id: 'otters', name: 'Otters', position: 1 },
    ],
  },
} as unknown as Place

const session = { title: 'Measure', language: 'en', planned: 60, done: 0, date: '2027-01-05', subject: 'Science' }
const item = (id: string, code: string, parent: string | null) => ({ id, code, parent, texts: { en: code } })
const skills: Skills = {
  planId: 'plan',
  sessions: [{ ...session, id: 's1', itemIds: ['i1', 'h2'] }],
  frameworks: [
    {
      ...{ id: 'f', names: { en: 'Framework' } },
      items: [
        item('h1', '1', null),
        item('i1', '1.1', '1'),
        item('i2', '1.2', '1'),
        item('h2', '2', null),
        item('i3', '2.1', '2'),
      ],
    },
  ],
}

it('has each line with its lessons and criteria, and a heading of lines only where it is used itself', () => {
  const lines = linesOf(place, skills, 'fr')
  expect(lines.map(({ id }) => id)).toEqual(['i1', 'i2', 'h2', 'i3', 'ours', 'hidden'])
  expect(lines.filter(isUsed).map(({ id }) => id)).toEqual(['i1', 'h2', 'ours', 'hidden'])
  expect(lines[0]).toMatchObject({ code: '1.1', words: '1.1', lang: 'en', sessions: [{ id: 's1' }] })
})

it('counts what teachers saw of their own school’s pupils by groups; the rest is a gap', () => {
  const groups = groupsOf(place, 'none')
  expect(groups.map(({ name, pupils }) => [name, pupils.map(({ userId }) => userId)])).toEqual([
    ['Herons', ['ada']],
    ['Otters', ['bo']],
  ])
  const [first] = linesOf(place, skills, 'en')
  if (!first) throw new Error('there is no line')
  // What a pupil said of themselves is no teacher’s look.
  expect([...seenIn(place, first)]).toEqual(['ada'])
  expect(hasGap(place, first, groups)).toBe(true)
  expect(hasGap(place, first, groups.slice(0, 1))).toBe(false)
  expect(hasGap(place, { ...first, sessions: [] }, groups.slice(0, 1))).toBe(true)
})
