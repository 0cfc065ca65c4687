import { expect, test } from 'vitest'
import { matching, mentionQuery, type MentionOption, withMention } from '#client/chat/composer/mention-search.ts'

const option = (label: string): MentionOption => ({ kind: 'person', id: label, label, note: '' })

test('an @ at the beginning of a word asks, inside of one it does not', () => {
  expect(mentionQuery('Bonjour @Al', 11)).toEqual({ query: 'Al', from: 8 })
  expect(mentionQuery('@', 1)).toEqual({ query: '', from: 0 })
  expect(mentionQuery('(@Alix M', 8)).toEqual({ query: 'Alix M', from: 1 })
  expect(mentionQuery('claire@demo', 11)).toBeNull()
  expect(mentionQuery('@Alix M. et toi', 15)).toBeNull()
  expect(mentionQuery('Bonjour @Al', 7)).toBeNull()
})

test('names are found by any of their words, in any script and without accents', () => {
  const options = ['Émile D.', 'Alix M.', 'Σοφία Π.', 'Notre carnet du Rhône'].map(option)
  const labels = (query: string) => matching(options, query).map(({ label }) => label)
  expect(labels('em')).toEqual(['Émile D.'])
  expect(labels('rhon')).toEqual(['Notre carnet du Rhône'])
  expect(labels('σοφια')).toEqual(['Σοφία Π.'])
  expect(labels('')).toHaveLength(4)
  expect(labels('xyz')).toEqual([])
})

test('the name takes the place of what was typed', () => {
  expect(withMention('Bonjour @Al, ça va ?', { from: 8, caret: 11 }, 'Alix M.')).toEqual({
    text: 'Bonjour @Alix M. , ça va ?',
    caret: 17,
  })
  expect(withMention('@al toi', { from: 0, caret: 3 }, 'Alix M.')).toEqual({ text: '@Alix M. toi', caret: 9 })
})
