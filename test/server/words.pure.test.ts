import { describe, expect, it } from 'vitest'
import { fold, indexWords, wordsOf } from '#server/kit/words.ts'

describe('words for search', () => {
  it.each([
    ['Été à la rivière', ['ete', 'a', 'la', 'riviere']],
    ['STRASSE Straße', ['strasse']],
    ['Œuvre d’art, l’eau', ['oeuvre', 'd', 'art', 'l', 'eau']],
    ['Łódź Ålesund Ærø', ['lodz', 'alesund', 'aero']],
    ['İstanbul ILIK ılık', ['istanbul', 'ilik']],
    ['Οδυσσέας ΟΔΥΣΣΕΑΣ', ['οδυσσεασ']],
    ['Ёжик їжак Й', ['ежик', 'іжак', 'и']],
    ['Բարեւ բարև', ['բարեւ']],
    ['გამარჯობა ᲒᲐᲛᲐᲠᲯᲝᲑᲐ', ['გამარჯობა']],
    ['مَرْحَبًا أحمد', ['مرحبا', 'احمد']],
    ['Ştefan Ștefan Ţara', ['stefan', 'tara']],
    ['ﬁn 12,5 km²', ['fin', '12', '5', 'km2']],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it('are nothing of what a pattern is made of', () => {
    const pattern = '.*+?^${}()|[]\\/:&!\'"<>%_-'.repeat(400)
    expect(wordsOf(pattern)).toEqual([])
    expect(wordsOf('(a+)+$')).toEqual(['a'])
  })

  it('are not the references to people and documents', () => {
    const id = '0b6b2f2e-6f1d-4c58-9a3e-0f6a2b1c3d4e'
    expect(wordsOf(`Ask <@${id}> and <#${id}>`)).toEqual(['ask', 'and'])
  })

  it('stand behind the number of their channel, and are cut where they are endless', () => {
    expect(indexWords(7, 'Une Loutre')).toEqual(['7 une', '7 loutre'])
    expect(wordsOf('a'.repeat(4_000))).toEqual(['a'.repeat(40)])
  })

  it('fold quickly, whatever they are', () => {
    const started = performance.now()
    for (const text of ['\u0301'.repeat(4_000), 'ﷺ'.repeat(4_000), 'é'.repeat(4_000)]) fold(text)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
