import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keysOf, soundOf } from '#server/search/key.ts'
import { bandOf, bands, bandsBetween, highestRank, lexemesOf, wordsAmong } from '#server/search/lexemes.ts'
import { questionAt, readWords } from '#server/search/question.ts'
import { deletesOf, distanceOf, nearest, slipsIn } from '#server/search/slips.ts'

/* What words become before they are looked for. */

describe('a key', () => {
  it.each([
    ['École élémentaire', 'ecole elementaire'],
    ["l'Europe d’aujourd'hui", 'l europe d aujourd hui'],
    ['Straße Łódź Þór', 'strasse lodz thor'],
    ['Γιώργος Παπαδόπουλος', 'giorgos papadopoulos'],
    ['Ευθυμία Ευαγγελία', 'efthymia evangelia'],
    ['Μπάμπης Ντίνος', 'bampis dinos'],
    ['Шевченко Мар’яна', 'shevchenko maryana'],
    ['القاهرة يوسف', 'qhra yusf'],
    ['თბილისი', 'tbilisi'],
    ['Երևան', 'erevan'],
    ['!!! ---', ''],
  ])('of %s is %s', (text, keys) => expect(keysOf(text, 10).join(' ')).toBe(keys))

  it('holds letters and digits alone, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const key of keysOf(text, 8)) expect(key).toMatch(/^[a-z0-9]{1,40}$/)
      }),
    )
  })

  it('sounds as it is written in another way', () => {
    const sounds = (one: string) => keysOf(one, 1).map(soundOf)
    for (const [one, other] of [
      ['Mohamed', 'محمد'],
      ['Hatzidakis', 'Χατζηδάκης'],
      ['Müller', 'Mueller'],
      ['Schevtschenko', 'Шевченко'],
      ['Tchaikovsky', 'Чайковский'],
    ] as const)
      expect([one, sounds(one)]).toEqual([one, sounds(other)])
  })
})

const word = fc.stringMatching(/^[a-z]{4,12}$/)

describe('a slip', () => {
  it('of one letter shares something with the word that was meant', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('q', 'x'), (meant, place, letter) => {
        const at = place % meant.length
        const wrong = meant.slice(0, at) + letter + meant.slice(at + 1)
        const known = new Set(deletesOf(meant))
        expect(deletesOf(wrong).some((one) => known.has(one))).toBe(true)
        if (slipsIn(wrong) > 0 && wrong !== meant) expect(nearest(wrong, [{ word: meant, uses: 1 }])).toEqual([meant])
      }),
    )
  })

  it('is made in words of letters alone: a code that is a digit off is another one', () => {
    expect(slipsIn('marseille')).toBe(2)
    expect(['0690012k', '1234567', 'nr339'].map(slipsIn)).toEqual([0, 0, 0])
    const title = 'Collège 0690012K 12'
    expect(wordsAmong(lexemesOf({ title, texts: [], filters: ['c.fr'], rank: 1 }))).toEqual(['college'])
  })

  it('is as far as letters have to be changed, added, left out or swapped', () => {
    expect(distanceOf('marseille', 'marseile', 2)).toBe(1)
    expect(distanceOf('marseille', 'marsielle', 2)).toBe(1)
    expect(distanceOf('paris', 'prais', 2)).toBe(1)
    expect(distanceOf('paris', 'london', 2)).toBe(3)
  })
})

describe('bands of ranks', () => {
  it('that stand for a range hold exactly what is in it', () => {
    const band = fc.integer({ min: 0, max: bands - 1 })
    fc.assert(
      fc.property(band, band, fc.integer({ min: 0, max: highestRank }), (one, other, rank) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const lexeme = lexemesOf({ title: '', texts: [], filters: [], rank }).find((each) => each.startsWith('#')) ?? ''
        const isIn = bandsBetween(low, high).some((beginning) => lexeme.startsWith(beginning))
        expect(isIn).toBe(bandOf(rank) >= low && bandOf(rank) <= high)
      }),
    )
  })
})

describe('a question', () => {
  it('has no operator that somebody typed', () => {
    const keys = readWords("maria' | !x & (y):* <-> 'z")
    expect(keys).toEqual(['maria', 'x', 'y', 'z'])
    expect(questionAt('words', keys, [])).toBe("'maria' & 'x' & 'y' & ('^z' | 'z')")
  })

  it('looks at eight words at most', () => {
    expect(readWords('a b c d e f g h i j k').length).toBe(8)
  })
})
