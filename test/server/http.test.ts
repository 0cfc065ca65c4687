import { once } from 'node:events'
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnvironment } from '#server/env.ts'
import { createHttpServer } from '#server/http.ts'
import { storeSecretKey } from '#server/key/secret-key.ts'
import { builtPages } from '#server/pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'preau-http-'))
const script = `export const words = '${'river '.repeat(400)}'\n`
let server: Server
let address: string
let isReady = true
let damaged = 0

beforeAll(async () => {
  mkdirSync(join(folder, 'client/assets'), { recursive: true })
  writeFileSync(join(folder, 'client/index.html'), '<!doctype html>\n<html lang="en">\n<body></body></html>\n')
  writeFileSync(join(folder, 'client/assets/main-abc123.js'), script)
  const { settings } = environment({ PUBLIC_URL: 'https://preau.example' })
  server = createHttpServer({
    fetch: () => Response.json({ api: true }),
    upgrade: (_, socket) => void socket.end('HTTP/1.1 418 Relay\r\n\r\n'),
    answer: (_, response) => void response.writeHead(418).end(),
    pages: builtPages(join(folder, 'client')),
    health: {
      isAlive: () => true,
      whyNotReady: async () => (isReady ? null : 'database'),
      damagedDocuments: async () => damaged,
      leave: () => undefined,
    },
    settings,
    isDev: false,
    log: { error: () => undefined },
  })
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

function environment(variables: Record<string, string>, flags: string[] = []) {
  return readEnvironment({ DATA_DIR: join(folder, 'data'), ...variables }, flags)
}

const page = (headers: Record<string, string> = {}) => fetch(address, { headers: { Accept: 'text/html', ...headers } })

/** The status of what Node's own client asks, which sends what `fetch` would not. */
function knock(path: string, headers: Record<string, string> = { Connection: 'Upgrade', Upgrade: 'websocket' }) {
  return new Promise<number | undefined>((resolve, reject) => {
    const knocking = request(`${address}${path}`, { headers })
    knocking.on('response', (response) => resolve(response.statusCode)).on('error', reject)
    knocking.end()
  })
}

test('a connection outlasts the minute for which proxies keep theirs', async () => {
  expect((await page()).headers.get('keep-alive')).toBe('timeout=65')
})

describe('every answer', () => {
  test.each(['/', '/api/session', '/healthz', '/missing.js', '/assets/main-abc123.js', '/collab/x'])(
    'carries the security headers on %s',
    async (path) => {
      const { headers } = await fetch(address + path)
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      )
      expect(headers.get('content-security-policy')).toContain(`connect-src 'self' wss://preau.example;`)
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    },
  )
})

describe('a page', () => {
  test('is painted in the language, theme and density of the cookies at once', async () => {
    const text = await (await page({ Cookie: 'lang=fr; theme=dark; density=pupil' })).text()
    expect(text).toContain('<html lang="fr" data-theme="dark" data-density="pupil">')
  })

  test('takes nothing else from a cookie', async () => {
    const text = await (await page({ Cookie: 'lang="><script>; theme=neon; density=A B' })).text()
    expect(text).toContain('<html lang="en">')
  })

  test('answers any address that a person opens, but no missing file and no unknown socket', async () => {
    const opened = await fetch(`${address}/projects/1`, { headers: { Accept: 'text/html' } })
    expect(opened.status).toBe(200)
    expect((await fetch(`${address}/assets/gone.js`, { headers: { Accept: 'text/html' } })).status).toBe(404)
    expect((await fetch(address, { method: 'POST' })).status).toBe(405)
    expect(await knock('/elsewhere')).toBe(404)
    expect(await knock('/collab/room')).toBe(418)
    expect((await fetch(`${address}/collab/room/events`, { method: 'POST' })).status).toBe(418)
    expect((await fetch(`${address}/collab/room/events`)).status).toBe(426)
  })
})

test('the API answers no host of which no address can be built', async () => {
  for (const Host of ['127.0s0.1:3000', 'a b', '[::bad', ':80']) expect(await knock('/api/session', { Host })).toBe(400)
  expect(await knock('/api/session', { Host: '127.0.0.1:3000' })).toBe(200)
})

describe('a file of the client', () => {
  test('is kept for ever, travels compressed and is not sent twice', async () => {
    const first = await fetch(`${address}/assets/main-abc123.js`, { headers: { 'Accept-Encoding': 'br' } })
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(first.headers.get('content-encoding')).toBe('br')
    expect(await first.text()).toBe(script)

    const again = await fetch(`${address}/assets/main-abc123.js`, {
      headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })
})

test('a process that cannot store says that it is not ready, and lives', async () => {
  isReady = false
  expect((await fetch(`${address}/readyz`)).status).toBe(503)
  expect((await fetch(`${address}/healthz`)).status).toBe(200)
  isReady = true
})

test('a damaged document is said where the health of the house is asked, and stops nobody', async () => {
  damaged = 2
  const answer = await fetch(`${address}/readyz`)
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', damagedDocuments: 2 }])
  damaged = 0
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: 'ok' })
})

describe('settings', () => {
  test('name what is wrong in words', () => {
    expect(() => environment({ PORT: 'abc' })).toThrow(/^PORT: /)
    expect(() => environment({ DATABASE_URL: 'mysql://x' })).toThrow(/^DATABASE_URL: /)
    expect(() => environment({ PUBLIC_URL: 'https://a.example/path' })).toThrow(/^PUBLIC_URL: /)
    expect(() => environment({ SECRET_KEY: 'short' })).toThrow(/^SECRET_KEY: /)
    expect(() => environment({ FAILPOINT: 'after-lunch:1' })).toThrow(/^FAILPOINT: /)
    expect(() => environment({ FAILPOINT: 'after-ack:1', NODE_ENV: 'production' })).toThrow(/^FAILPOINT: /)
    expect(() => environment({ TEST_CLOCK: '/tmp/later', NODE_ENV: 'production' })).toThrow(/^TEST_CLOCK: /)
    expect(environment({ TEST_CLOCK: '/tmp/later' }).testClock).toBe('/tmp/later')
    expect(() => environment({}, ['--wrong'])).toThrow(/^--wrong: /)
  })

  test('are enough when empty: both spellings of the local address count, and a key that was stored is kept', () => {
    const first = environment({ PUBLIC_URL: '', PORT: '3131' })
    storeSecretKey(first.key)
    const second = environment({ PORT: '3131' })
    expect(first.settings.origins).toEqual(['http://localhost:3131', 'http://127.0.0.1:3131'])
    expect(second.settings.secretKey).toEqual(first.settings.secretKey)
    expect(first.settings.secretKey).toHaveLength(32)
  })
})
