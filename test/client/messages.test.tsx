import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  compileLocale,
  localeFolders,
  messageTypes,
  problems,
  readCatalogue,
  typesPath,
} from '#client/locales/compile.mjs'
import { chooseLocale, locales } from '#client/locales/locales.ts'
import { speak } from '#client/locales/messages.tsx'

function catalogues(files: Record<string, Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'preau-messages-'))
  for (const [locale, messages] of Object.entries(files)) {
    mkdirSync(join(root, locale))
    writeFileSync(join(root, locale, 'people.json'), JSON.stringify(messages))
  }
  return root
}

describe('the catalogues', () => {
  it('say everything in every language, with the same placeholders and all plurals', () => {
    expect(problems()).toEqual([])
  })

  it('are in step with the types that screens are checked against', () => {
    expect(readFileSync(typesPath, 'utf8'), 'run node client/locales/generate.mjs').toBe(messageTypes())
  })

  it('are the languages one can choose', () => {
    expect(localeFolders()).toEqual([...locales].toSorted())
  })

  it('keep every error message free of values, since any error may be shown by its reason alone', () => {
    const withValues = [...readCatalogue('en')].filter(
      ([id, { placeholders }]) => id.startsWith('errors.') && placeholders.size > 0,
    )
    expect(withValues.map(([id]) => id)).toEqual([])
  })

  it('set spaces around French double punctuation that never break', () => {
    const breaking = [...readCatalogue('fr')]
      .filter(([, { source }]) => / [;!?»]|« | :\s/.test(source))
      .map(([id]) => id)
    expect(breaking).toEqual([])
  })
})

describe('a mistake in a catalogue is found', () => {
  it('when a language lacks a message', () => {
    const root = catalogues({ en: { a: 'A', b: 'B' }, fr: { a: 'A' } })
    expect(problems(root, ['en', 'fr'])).toEqual(['fr: people.b is missing'])
  })

  it('when a placeholder has another name', () => {
    const root = catalogues({ en: { hello: 'Hello {name}' }, fr: { hello: 'Bonjour {nom}' } })
    expect(problems(root, ['en', 'fr'])).toEqual(['fr: people.hello has {nom}, en has {name}'])
  })

  it('when Polish lacks one of its plurals', () => {
    const pages = '{count, plural, one {# strona} few {# strony} other {# strony}}'
    const root = catalogues({ en: { pages: '{count, plural, one {# page} other {# pages}}' }, pl: { pages } })
    expect(problems(root, ['en', 'pl'])).toEqual(['pl: people.pages lacks the plural "many"'])
  })

  it('when a sentence speaks to a reader that nobody is', () => {
    const root = catalogues({
      en: { wait: 'Wait.' },
      fr: { wait: '{reader, select, pupils {Attends.} other {Attendez.}}' },
    })
    expect(problems(root, ['en', 'fr'])).toEqual(['fr: people.wait speaks to "pupils", and no reader is that'])
  })
})

it('a message that a language lacks is said in English', () => {
  const root = catalogues({ en: { a: 'A', b: 'B' }, de: { a: 'Ä' } })
  expect(compileLocale('de', root)).toEqual({ 'people.a': 'Ä', 'people.b': 'B' })
})

describe('speaking', () => {
  const french = speak('fr', compileLocale('fr'))

  it('counts as the language does', () => {
    expect(french.t('common.pupilCount', { count: 0 })).toBe('aucun élève')
    expect(french.t('common.pupilCount', { count: 1 })).toBe('1 élève')
    expect(french.t('common.pupilCount', { count: 12 })).toBe('12 élèves')
  })

  it('knows which messages exist', () => {
    expect(french.hasMessage('errors.card_unknown')).toBe(true)
    expect(french.hasMessage('errors.toString')).toBe(false)
  })
})

describe('a sentence with two forms', () => {
  const root = catalogues({
    en: { wait: 'Wait for {name}.' },
    fr: { wait: '{reader, select, pupil {Attends {name}.} other {Attendez {name}.}}' },
  })

  it('needs no value of whoever says it, and none in a language with one form', () => {
    expect(problems(root, ['en', 'fr'])).toEqual([])
  })

  it.each([
    ['pupil', 'Attends Ada.'],
    ['adult', 'Attendez Ada.'],
    ['anybody', 'Attendez Ada.'],
  ] as const)('is told to a %s in the form that is theirs', (reader, said) => {
    const { format } = speak('fr', compileLocale('fr', root), reader)
    expect(format('people.wait', { name: 'Ada' })).toBe(said)
  })
})

describe('the language to start in', () => {
  it('is the account’s before the device’s, the device’s before the browser’s', () => {
    expect(chooseLocale('fr', 'lang=en', ['en-GB'])).toBe('fr')
    expect(chooseLocale(null, 'theme=dark; lang=fr', ['en-GB'])).toBe('fr')
    expect(chooseLocale(null, '', ['pl', 'fr-CA', 'en'])).toBe('fr')
    expect(chooseLocale(null, '', ['de-CH', 'en'])).toBe('de')
    expect(chooseLocale('de', 'lang=fr', ['en'])).toBe('de')
    expect(chooseLocale(null, 'lang=xx', ['pl'])).toBe('en')
  })
})
