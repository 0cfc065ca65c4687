import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from '#client/chat/channels/excerpt.ts'

const marked = (text: string, query: string) =>
  excerpt(text, query)
    .map(({ text: part, isFound }) => (isFound ? `[${part}]` : part))
    .join('')

test('what was looked for is marked at the beginning of words, without case and accents, in any script', () => {
  expect(marked('Le Rhône et la rhonette, Elbrhône', 'RHON')).toBe('Le [Rhôn]e et la [rhon]ette, Elbrhône')
  expect(marked('Σοφία ήρθε', 'σοφια')).toBe('[Σοφία] ήρθε')
  expect(marked('Привіт, світе', 'ПРИВІТ')).toBe('[Привіт], світе')
  expect(marked('nothing here', 'xyz')).toBe('nothing here')
})

test('a long message is shown around the place', () => {
  const text = `${'water '.repeat(100)}glacier ${'water '.repeat(100)}`
  const shown = marked(text, 'glacier')
  expect(shown).toMatch(/^… .*\[glacier\].* …$/)
  expect(shown.length).toBeLessThan(200)
})

test('nothing is lost or made up of a short message, whatever is looked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'grapheme' }), (text, query) => {
      const whole = excerpt(text, query)
        .map((part) => part.text)
        .join('')
      fc.pre([...text].length <= 160)
      expect(whole).toBe(text.replaceAll(/\s+/g, ' '))
    }),
  )
})

test('a word is marked with the marks above its letters, and with letters that are two to a search', () => {
  expect(marked('Ο ποταμός είναι γαλάζιος', 'ΠΟΤΑΜΟΣ')).toBe('Ο [ποταμός] είναι γαλάζιος')
  expect(marked('النَّهر جميل', 'النهر')).toBe('[النَّهر] جميل')
  expect(marked('Die Straße am Fluss', 'strasse')).toBe('Die [Straße] am Fluss')
  expect(marked('un e\u0301le\u0301phant', 'eleph')).toBe('un [e\u0301le\u0301ph]ant')
})
