import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screensOfRoutes } from '#server/bin/first-loads.ts'
import { type FirstLoads, linksFor } from '#server/first-loads.ts'
import { builtPages } from '#server/pages.ts'

const words = (name: string) => ({ en: [`assets/en-${name}.js`], fr: [`assets/fr-${name}.js`] })
const screen = (path: string, name: string, density: string[] | null = null) => ({
  ...{ path, density, words: words(name) },
  scripts: [`assets/${name}.js`],
  styles: [`assets/${name}.css`],
})
const loads: FirstLoads = {
  begin: { scripts: ['assets/main.js'], styles: [], words: words('begin') },
  screens: [
    screen('/', 'today', ['pupil', 'early']),
    screen('/', 'home', ['adult']),
    screen('/page/$documentId', 'page'),
    screen('/page/$documentId/versions', 'versions'),
  ],
  beside: {},
}
const links = (path: string, cookies = '', languages = '') => linksFor(loads, { path, cookies, languages })

describe('a page names what its screen loads', () => {
  test('by its address: scripts, styles and words of one language', () => {
    const named = links('/page/p1', 'session=s; lang=fr', 'en-GB,en;q=0.9')
    expect(named).toContain('<link rel="modulepreload" href="/assets/page.js" crossorigin>')
    expect(named).toContain('<link rel="preload" as="style" href="/assets/page.css" crossorigin>')
    expect(named.match(/fr-\w+/g)).toEqual(['fr-begin', 'fr-page'])
    expect(named).not.toMatch(/en-|versions|today|home|main\.js/)
  })

  test('in the first of the browser’s languages that is spoken here, where none was chosen', () => {
    expect(links('/', '', 'nl-NL,nl;q=0.9,fr;q=0.8')).toContain('fr-begin')
    expect(links('/', 'lang=xx', '')).toContain('en-begin')
  })

  test('at the beginning by who was here last, and the door’s nothing', () => {
    expect(links('/', 'session=s; density=early')).toContain('/assets/today.js')
    expect(links('/', '__Host-session=s; density=adult')).toContain('/assets/home.js')
    expect(links('/', 'density=pupil')).not.toContain('today')
  })

  test('and the first answers: who is here, and a document only where somebody may be', () => {
    expect(links('/page/p1', 'session=s')).toContain(
      '<link rel="preload" as="fetch" href="/api/documents/p1" crossorigin>',
    )
    expect(links('/page/p1')).not.toContain('/api/documents')
    expect(links('/page/%22%3E', 'session=s')).not.toContain('%22')
  })

  test('for every route of the client that has a screen', () => {
    const paths = screensOfRoutes().map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['/', '/join', '/board/$documentId', '/p/$projectId/chat', '/me']))
    expect(paths.length).toBeGreaterThan(25)
  })

  test('which stands under its address once: of two nothing at all would be drawn', () => {
    const named = screensOfRoutes().flatMap(({ path, density }) => (density === null ? [path] : []))
    expect(named).toEqual([...new Set(named)])
  })
})

describe('what the build packed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preau-packed-'))
  const script = `export const words = '${'river '.repeat(400)}'\n`
  const packed = brotliCompressSync(script)
  let server: Server
  let address = ''

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html>\n<html lang="en"><head></head><body></body></html>\n')
    writeFileSync(join(folder, 'assets/page.js'), script)
    writeFileSync(join(folder, 'assets/page.js.br'), packed)
    writeFileSync(join(folder, 'first-loads.json'), JSON.stringify(loads))
    const pages = builtPages(folder)
    server = createServer((request, response) => void pages(request, response))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const bound = server.address()
    address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
  })
  afterAll(() => {
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (path: string, accepted: string) =>
    fetch(address + path, { headers: { 'Accept-Encoding': accepted, Accept: 'text/html' } })

  test('goes out as it is to who takes it, for ever, and says what it hangs on', async () => {
    const answer = await ask('/assets/page.js', 'gzip, deflate, br, zstd')
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('content-length')).toBe(String(packed.byteLength))
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    expect(await answer.text()).toBe(script)
  })

  test('is nobody’s who does not want it', async () => {
    expect((await ask('/assets/page.js', 'gzip')).headers.get('content-encoding')).toBe('gzip')
    expect((await ask('/assets/page.js', 'br;q=0, identity')).headers.get('content-encoding')).toBeNull()
    expect((await ask('/assets/page.js.br', 'br')).status).toBe(404)
    expect((await ask('/first-loads.json', 'br')).status).toBe(404)
  })

  test('and a page comes packed, with what its screen loads', async () => {
    const answer = await ask('/page/p1', 'br')
    expect([answer.headers.get('content-encoding'), answer.headers.get('cache-control')]).toEqual(['br', 'no-cache'])
    expect(answer.headers.get('vary')).toBe('Cookie, Accept-Language, Accept-Encoding')
    expect(await answer.text()).toContain('href="/assets/page.js"')
  })
})
