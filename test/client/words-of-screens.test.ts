import { describe, expect, it } from 'vitest'
import { readCatalogue } from '#client/locales/compile.mjs'
import { beginning, wordsOfScreens } from '#client/locales/reach.mjs'
import { loadWords, speakOnly, withWords } from '#client/locales/words.ts'

const screens = wordsOfScreens([...readCatalogue('en').keys()])
const wordsOf = (...paths: string[]) => paths.flatMap((path) => [...(screens.get(path) ?? [])])

describe('the words that come with a screen', () => {
  const pupils = ['auth/join-page', 'today/today-page', 'documents/documents-page', 'me/me-page', 'pages/page-page']
  const onPage = ['editor/page-editor', 'boards/board-page', 'boards/canvas/canvas-face', 'boards/wall/wall-face']
  const paths = [...pupils, ...onPage].map((path) => `client/${path}.tsx`)

  it('are nothing of the school’s administration where pupils are', () => {
    for (const path of paths) expect(wordsOf(path).length, path).toBeGreaterThan(5)
    const said = wordsOf(beginning, ...paths)
    expect(said.filter((id) => /^(schools|classrooms|invitations|quiet|people)\./.test(id))).toEqual([])
  })

  it('are those that a sentence is put together from, and not those that came before on every way there', () => {
    expect(wordsOf('client/boards/canvas/canvas-face.tsx')).toContain('boards.shape_star')
    expect(wordsOf('client/boards/list/list-view.tsx')).toContain('boards.list_shape_star')
    expect(wordsOf('client/boards/canvas/canvas-face.tsx')).not.toContain('errors.offline')
    expect(wordsOf(beginning)).toContain('errors.offline')
  })

  it('are all that the catalogue has, but for a few that nobody says', () => {
    const said = new Set(wordsOf(...screens.keys()))
    const unsaid = /^(?:common\.\w+|boards\.frame_listShortcut)$/
    expect([...readCatalogue('en').keys()].filter((id) => !said.has(id) && !unsaid.test(id))).toEqual([])
  })
})

describe('a screen that comes', () => {
  const say = (text: string) => async () => ({ default: { 'people.hello': text } })
  const hello = { en: say('Hello'), fr: say('Bonjour'), de: say('Hallo') }

  it('has its words in the language that is spoken, and in the one that is about to be', async () => {
    const english = await loadWords('en')
    const german = loadWords('de')
    expect(await withWords(Promise.resolve('screen'), hello)).toBe('screen')
    expect([english['people.hello'], (await german)['people.hello']]).toEqual(['Hello', 'Hallo'])
  })

  it('is said in a language that is chosen later, and costs nothing in one that is left', async () => {
    await loadWords('en')
    await withWords(Promise.resolve(null), hello)
    expect((await loadWords('fr'))['people.hello']).toBe('Bonjour')
    speakOnly('fr')
    const later = { ...hello, en: () => Promise.reject(new Error('nobody asks')) }
    expect(await withWords(Promise.resolve('screen'), later)).toBe('screen')
  })
})
