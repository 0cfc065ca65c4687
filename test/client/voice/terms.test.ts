import { describe, expect, it } from 'vitest'
import { readCatalogue } from '#client/locales/compile.mjs'
import { saidBy } from './sentences.ts'
import { terms } from './terms.ts'

const wholeWords = (not: string) => new RegExp(`(?<![\\p{L}·])(?:${not})(?!\\p{L})`, 'iu')

describe.each(Object.entries(terms))('the terms of %s', (locale, list) => {
  const catalogue = [...readCatalogue(locale)].map(([id, { ast }]) => ({ id, texts: saidBy(ast) }))

  it.each(list)('says $say', ({ not, say, except = [], room = '' }) => {
    const word = wholeWords(not)
    const wrong = catalogue.flatMap(({ id, texts }) =>
      except.includes(id) || !id.startsWith(room)
        ? []
        : texts.flatMap((text) => word.exec(text)?.[0] ?? []).map((found) => `${id}: ${found}, not ${say}`),
    )
    expect(wrong).toEqual([])
  })

  it('excuses only what needs it', () => {
    const idle = list.flatMap(({ not, except = [] }) =>
      except.filter(
        (id) =>
          !catalogue.some((message) => message.id === id && message.texts.some((text) => wholeWords(not).test(text))),
      ),
    )
    expect(idle).toEqual([])
  })
})
