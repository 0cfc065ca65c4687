import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFirstLoads } from '#server/first-loads.ts'

/** What the built screens weigh, as it goes over the line (Brotli), with the words of one language. */

const built = join(import.meta.dirname, '../../dist/client')
const loads = readFirstLoads(built)

const bytesOf = (name: string) => {
  const file = join(built, name)
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size
}
const kilobytes = (names: readonly string[]) => names.reduce((sum, name) => sum + bytesOf(name), 0) / 1_000

/**
 * Reached on 2026-12-01, and three hundredths more; files without the page itself. The first three are from the 2nd: the
 * addresses of the programme's screens and what may go wrong there are with the first words, 1.7 kB; so is the last one: a
 * dialog knows whom to ask before it is closed, 0.2 kB. And of the door and the wall: the addresses of the first steps, 0.2 kB.
 */
const limits = {
  '/ pupil': { scripts: 161, files: 7 },
  '/join': { scripts: 197.3, files: 12 },
  '/sign-in': { scripts: 198, files: 12 },
  '/page/$documentId': { scripts: 373, files: 17 },
  'client/boards/canvas/canvas-face.tsx': { scripts: 308, files: 20 },
  'client/boards/wall/wall-face.tsx': { scripts: 289.3, files: 21 },
}

function loadOf(name: string) {
  const [path, density] = name.split(' ')
  const screen = loads?.screens.find(
    (one) => one.path === path && (one.density === null || one.density.includes(density ?? '')),
  )
  return screen ?? loads?.beside[name]
}

describe.skipIf(loads === null)('the scripts of a screen where pupils are, or come in,', () => {
  it.each(Object.entries(limits))('weigh no more than they did: %s', (name, limit) => {
    const load = loadOf(name)
    const begin = loads?.begin
    if (!load || !begin) throw new Error(`the build says nothing of ${name}`)
    for (const language of Object.keys(begin.words)) {
      const words = [...(begin.words[language] ?? []), ...(load.words[language] ?? [])]
      const scripts = [...begin.scripts, ...load.scripts]
      // French and German words are longer; what is held is the code, with English beside it.
      const said = language === 'en' ? kilobytes(words) : 0
      expect(kilobytes(scripts) + said, language).toBeLessThan(limit.scripts)
      expect(scripts.length + words.length + begin.styles.length + load.styles.length).toBeLessThanOrEqual(limit.files)
    }
  })

  it('are in the page only where it is said', () => {
    const page = readFileSync(join(built, 'index.html'), 'utf8')
    const named = [...page.matchAll(/assets\/[^"]+\.js/g)].map(([name]) => name)
    expect(named.toSorted()).toEqual([...(loads?.begin.scripts ?? [])].toSorted())
  })

  it('and no style holds back the mark', () => {
    const [head = '', body = ''] = readFileSync(join(built, 'index.html'), 'utf8').split('<body>')
    expect(head.match(/rel="stylesheet"[^>]*>/g)).toEqual(['rel="stylesheet" href="/layers.css" />'])
    expect(body.indexOf('class="start"')).toBeLessThan(body.indexOf('rel="stylesheet"'))
  })
})
