import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isPlainPath, markup, missingAnswer, plainAnswer, plainPage, plainPlaces } from '#server/kit/plain-page.ts'
import { readerOf } from '#server/kit/reader.ts'

const reader = { locale: 'fr', theme: null } as const
const page = (title: string, body = markup`<p>body</p>`) => plainPage({ reader, title, robots: 'index', body })
const headersOf = (given: Record<string, string>) => readerOf((name) => given[name])

describe('a page without script', () => {
  it('escapes every text and leaves its own marks', () => {
    const body = markup`<p title="${`"'`}">${'<script>&'}</p>${[markup`<b>${1}</b>`, ' <i>']}${null}`
    expect(body.text).toBe('<p title="&quot;&#39;">&lt;script&gt;&amp;</p><b>1</b> &lt;i&gt;')
    expect(page('<h1>')).toContain('<h1>&lt;h1&gt;</h1>')
    expect(page('<h1>')).toContain('<title>&lt;h1&gt; · Préau</title>')
  })

  it('says its language, whether engines may know it, and the theme where one was chosen', () => {
    expect(page('Lycée')).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect(page('Lycée')).toContain('<meta name="robots" content="index">')
    expect(
      plainPage({ reader: { locale: 'de', theme: 'dark' }, title: 'x', robots: 'noindex', body: markup`` }),
    ).toContain('<html lang="de" data-theme="dark">')
  })

  it('allows its one style, by its hash, and nothing else', () => {
    const [, , headers] = plainAnswer(page('x'))
    const style = /<style>(.*)<\/style>/.exec(page('x'))?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(headers['Content-Security-Policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}';`)
    expect(headers['Content-Security-Policy']).not.toMatch(/script|unsafe|img/)
  })

  it('is not sent again to who knows it, nor kept where there is none', () => {
    const [, status, headers] = plainAnswer(page('x'))
    expect([status, headers.ETag]).toEqual([200, expect.stringMatching(/^"[\w-]{22}"$/)])
    expect(plainAnswer(page('x'), { knows: `"a", W/${headers.ETag}` }).slice(0, 2)).toEqual([null, 304])
    expect(plainAnswer(page('y'), { knows: headers.ETag })[1]).toBe(200)
    const [text, missing, none] = missingAnswer(reader)
    expect([missing, none.ETag, none['Cache-Control']]).toEqual([404, undefined, 'no-store'])
    expect(text).toContain('<html lang="fr">')
  })

  it('is in the language chosen here, or else the browser’s, or else English', () => {
    expect(headersOf({ Cookie: 'a=b; lang=de; theme=dark', 'Accept-Language': 'fr' })).toEqual({
      locale: 'de',
      theme: 'dark',
    })
    expect(headersOf({ Cookie: 'lang=xx; theme="><', 'Accept-Language': 'pt-BR, fr-CA;q=0.8' })).toEqual({
      locale: 'fr',
      theme: null,
    })
    expect(headersOf({})).toEqual({ locale: 'en', theme: null })
  })

  it('has the colours of the screens', () => {
    const tokens = readFileSync('client/ui/tokens.css', 'utf8')
    const [light = '', rest = ''] = tokens.split("[data-theme='dark'] {")
    const [dark = '', contrast = ''] = rest.split("[data-theme='contrast'] {")
    const style = /<style>(.*)<\/style>/.exec(page('x'))?.[1] ?? ''
    const coloursOf = (selector: string) =>
      [...(style.split(`${selector}{`)[1]?.split('}')[0] ?? '').matchAll(/(--[\w-]+):(#\w+)/g)].map(
        ([, name, value]) => `${name}: ${value};`,
      )
    for (const [selector, css] of [
      [':root', light],
      ['[data-theme=dark]', dark],
    ] as const) {
      expect(coloursOf(selector)).toHaveLength(9)
      for (const line of coloursOf(selector)) expect(css, selector).toContain(line)
    }
    for (const line of coloursOf('[data-theme=contrast]'))
      if (!line.startsWith('--on-brand')) expect(contrast).toContain(line)
  })
})

describe('its address', () => {
  it('is no screen’s, for the server and for the worker that keeps the shell', () => {
    expect(isPlainPath('/schools/1')).toBe(true)
    expect(['/school', '/schools', '/schools/', '/schoolsx/1', '/'].filter(isPlainPath)).toEqual([])
    const worker = readFileSync('client/public/shell-worker.js', 'utf8')
    const foreign = /const foreign = \/\^\\\/\(([\w|]+)\)/.exec(worker)?.[1]
    expect(foreign?.split('|')).toEqual(['api', ...plainPlaces])
  })
})
