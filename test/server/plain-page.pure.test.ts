import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { dayIn, isPlainPath, markup, plainPage, plainPlaces, sendMissing, sendPage } from '#server/kit/plain-page.ts'
import type { AppEnv } from '#server/kit/context.ts'
import { readerOf } from '#server/kit/reader.ts'

const reader = { locale: 'fr', theme: null } as const
const page = (title: string, body = markup`<p>body</p>`) => plainPage({ reader, title, robots: 'index', body })
const app = new Hono<AppEnv>().get('/:title', (c) => sendPage(c, page(c.req.param('title')))).notFound(sendMissing)
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

  it('says days as they are said in Europe, whatever the language', () => {
    expect((['en', 'fr', 'de'] as const).map((locale) => dayIn(locale, '2026-12-03'))).toEqual([
      ...['3 December 2026', '3 décembre 2026', '3. Dezember 2026'],
    ])
  })

  it('allows its one style, by its hash, and nothing else', async () => {
    const policy = (await app.request('/x')).headers.get('Content-Security-Policy')
    const style = /<style>(.*)<\/style>/.exec(page('x'))?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toContain(`default-src 'none'; style-src 'sha256-${hash}';`)
    expect(policy).not.toMatch(/script|unsafe|img/)
  })

  it('is not sent again to who knows it, nor kept where there is none', async () => {
    const first = await app.request('/x')
    const etag = first.headers.get('ETag') ?? ''
    expect([first.status, etag]).toEqual([200, expect.stringMatching(/^"[\w-]{22}"$/)])
    const again = await app.request('/x', { headers: { 'If-None-Match': `"a", W/${etag}` } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await app.request('/y', { headers: { 'If-None-Match': etag } })).status).toBe(200)
    const none = await app.request('/', { headers: { 'Accept-Language': 'fr' } })
    expect([none.status, none.headers.get('ETag'), none.headers.get('Cache-Control')]).toEqual([404, null, 'no-store'])
    expect(await none.text()).toContain('<html lang="fr">')
  })

  it('is in the language chosen here, or else the browser’s, or else English', () => {
    expect(headersOf({ Cookie: 'a=b; lang=de; theme=dark', 'Accept-Language': 'fr' })).toEqual({
      locale: 'de',
      theme: 'dark',
    })
    expect(headersOf({ Cookie: 'lang=xx; theme="><', 'Accept-Language': 'pt-BR, en;q=0.1, fr-CA;q=0.8' })).toEqual({
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
      expect(coloursOf(selector)).toHaveLength(10)
      for (const line of coloursOf(selector)) expect(css, selector).toContain(line)
    }
    for (const line of coloursOf('[data-theme=contrast]'))
      if (!line.startsWith('--on-brand')) expect(contrast).toContain(line)
  })
})

describe('its address', () => {
  it('is no screen’s, for the server, for the worker that keeps the shell and for a link', () => {
    expect(isPlainPath('/schools/1')).toBe(true)
    expect(['/school', '/schoolsx/1', '/'].filter(isPlainPath)).toEqual([])
    for (const file of ['client/public/shell-worker.js', 'client/app/root.tsx']) {
      const foreign = /const foreign = \/\^\\\/\(([\w|-]+)\)/.exec(readFileSync(file, 'utf8'))?.[1]
      expect(foreign?.split('|'), file).toEqual(['api', ...plainPlaces])
    }
  })
})
