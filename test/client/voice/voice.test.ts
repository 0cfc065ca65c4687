import { parse } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { localeFolders, readCatalogue, saidTo } from '#client/locales/compile.mjs'
import { voices } from './languages.ts'
import { idleRules, readersOf } from './readers.ts'
import { hasTwoForms, saidBy, sentencesOf, wrongVoice } from './sentences.ts'

const spoken = Object.entries(voices).filter(([locale]) => localeFolders().includes(locale))

describe.each(spoken)('the voice of %s', (locale, voice) => {
  const catalogue = [...readCatalogue(locale)]

  it('tells pupils the one form and adults the other, and dodges neither', () => {
    const wrong = catalogue.flatMap(([id, { ast }]) =>
      wrongVoice(voice, ast, readersOf(id))
        .filter((words) => voice.exceptions[id] !== words)
        .map((words) => `${id} (for ${readersOf(id)}): ${words}`),
    )
    expect(wrong).toEqual([])
  })

  it('has two forms only where both read', () => {
    const needless = catalogue.filter(([id, { ast }]) => hasTwoForms(ast) && readersOf(id) !== 'all').map(([id]) => id)
    expect(needless).toEqual([])
  })

  it('excuses nothing that is gone', () => {
    const known = new Set(catalogue.map(([id]) => id))
    expect(Object.keys(voice.exceptions).filter((id) => !known.has(id))).toEqual([])
  })
})

describe.each(localeFolders())('an error in %s', (locale) => {
  it('is short: a sentence of what happened, and one of what to do', () => {
    const errors = [...readCatalogue(locale)].filter(([id]) => id.startsWith('errors.'))
    const said = errors.flatMap(([id, { ast }]) =>
      (['pupil', 'other'] as const).map((reader) => ({ id, text: saidBy(saidTo(ast, reader)).join('') })),
    )
    const long = said.filter(({ text }) => sentencesOf(text).length > 2 || text.length > 200)
    expect(long).toEqual([])
  })
})

describe('who reads what', () => {
  it('is ruled for what there is', () => {
    expect(idleRules([...readCatalogue('en').keys()])).toEqual([])
  })

  it.each([
    ['errors.channel_paused', 'all'],
    ['errors.setup_done', 'adults'],
    ['boards.moderate_youArePaused', 'pupils'],
    ['boards.moderate_hiddenHelp', 'adults'],
    ['classrooms.empty', 'adults'],
    ['classrooms.step_scan', 'pupils'],
    ['today.noGroup', 'pupils'],
  ])('%s is for %s', (id, readers) => {
    expect(readersOf(id)).toBe(readers)
  })
})

describe('a slip is found', () => {
  it.each([
    ['fr', 'Vous pouvez lire.', 'pupils', ['Vous']],
    ['fr', 'Reste chez toi, puis réessayez.', 'pupils', ['réessayez']],
    ['fr', 'Votre carte attend.', 'all', ['Votre']],
    ['fr', 'Ta carte attend.', 'all', ['Ta']],
    ['fr', 'Rien n’est perdu. Demande de l’aide.', 'adults', ['Demande']],
    ['fr', 'Choisir un outil en bas.', 'all', ['Choisir un outil en bas.', 'Choisir un outil en bas.']],
    ['fr', '{reader, select, pupil {Vos mots} other {Tes mots}}', 'all', ['Vos', 'Tes']],
    ['fr', '{reader, select, pupil {Tes mots sont à l’abri.} other {Vos mots sont à l’abri.}}', 'all', []],
    ['fr', '{count, plural, one {# boîte} other {# boîtes}} chez {name}', 'all', []],
    ['de', 'Wenden Sie sich an Ihre Schule.', 'pupils', ['Sie']],
    ['de', 'Frag deine Lehrkraft.', 'adults', ['deine']],
    ['de', '{reader, select, pupil {Du kannst lesen.} other {Sie können lesen.}}', 'all', []],
  ] as const)('%s: %s', (locale, text, readers, found) => {
    const voice = voices[locale]
    expect(voice && wrongVoice(voice, parse(text), readers)).toEqual(found)
  })
})
