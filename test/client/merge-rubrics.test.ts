import { expect, it } from 'vitest'
import { mergeRubrics } from '#client/judgements/merge-rubrics.ts'
import type { Criterion, Rubric } from '#client/data/rubrics.ts'

const criterion = (id: string, words: string): Criterion => ({
  id,
  words,
  itemId: null,
  levels: ['', '', '', ''],
  isRemoved: false,
})
const rubric = (version: number, ...criteria: Criterion[]): Rubric => ({
  ...{ version, isOpen: false, peers: 'nobody', products: [], criteria },
})
const wordsOf = ({ criteria }: Rubric) => criteria.map(({ words }) => words)

const base = rubric(1, criterion('a', 'Asks'), criterion('b', 'Listens'), criterion('c', 'Explains'))

it('keeps what each of two wrote, and both where they wrote in one place', () => {
  const mine = rubric(
    1,
    criterion('a', 'Asks others'),
    criterion('b', 'Listens'),
    criterion('c', 'Explains'),
    criterion('m', 'Mine'),
  )
  const theirs = rubric(
    2,
    criterion('a', 'Asks well'),
    criterion('b', 'Listens long'),
    criterion('c', 'Explains'),
    criterion('t', 'Theirs'),
  )
  const merged = mergeRubrics(base, mine, theirs)
  expect(wordsOf(merged)).toEqual(['Asks others', 'Asks well', 'Listens long', 'Explains', 'Mine', 'Theirs'])
  expect(new Set(merged.criteria.map(({ id }) => id)).size).toBe(6)
  expect(merged.version).toBe(2)
})

it('takes out what one of them took out and the other left alone, and keeps it where the other wrote in it', () => {
  const mine = rubric(1, criterion('b', 'Listens'), criterion('c', 'Explains'))
  const theirs = rubric(2, criterion('a', 'Asks well'), criterion('b', 'Listens'))
  expect(wordsOf(mergeRubrics(base, mine, theirs))).toEqual(['Listens', 'Asks well'])
})

it('takes their switches where mine are as they were', () => {
  const theirs: Rubric = { ...base, version: 2, isOpen: true, peers: 'group' }
  expect(mergeRubrics(base, { ...base, peers: 'project' }, theirs)).toMatchObject({ isOpen: true, peers: 'project' })
})
