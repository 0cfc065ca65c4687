import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Browser, type BrowserContext, type CDPSession, chromium } from '@playwright/test'
import { claire, demoPupil, pick, riversProject, sharedPage, signInPupil } from '#test/helpers/demo.ts'
import { findChromium } from '#test/helpers/tools.mjs'
import { request, signIn } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import { median } from './table.ts'

/**
 * What a pupil's screens weigh and when they come: `tsx test/bench/weight.ts [--only page,board] [--rounds 5] [--kilobits 400]
 * [--latency 400]`. The built product in Chromium, cold and with what the first visit kept, on a slow line and a processor four
 * times slower. It prints and judges nothing. PREAU_DIST names another built tree.
 */

const slower = 4
const longestMs = 120_000
const settleMs = 9_000

/** What a screen is there for: then the first edit can be made. */
const ready = {
  page: '.ProseMirror[contenteditable=true]',
  board: '[aria-describedby=board-keys]',
  wall: 'main [role=list], main section h2',
  today: 'main h1',
}
type Screen = keyof typeof ready

interface Visit {
  bytes: Record<string, number>
  requests: number
  mark: number
  text: number
  writing: number
}

interface Seen {
  kind: string
  bytes: number
}

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(ready).join(',') },
    rounds: { type: 'string', default: '5' },
    list: { type: 'boolean', default: false },
    /** The line: how much it takes in a second, and how long an answer is on its way. */
    kilobits: { type: 'string', default: '400' },
    latency: { type: 'string', default: '400' },
  },
})
const bytesPerSecond = (Number(flags.kilobits) * 1_000) / 8
const line = {
  offline: false,
  latency: Number(flags.latency),
  downloadThroughput: bytesPerSecond,
  uploadThroughput: bytesPerSecond,
}

const kindOf = (url: string) => {
  const { pathname } = new URL(url)
  if (pathname.endsWith('.js')) return 'scripts'
  if (pathname.endsWith('.css')) return 'styles'
  if (/\.woff2?$/.test(pathname)) return 'fonts'
  return pathname.startsWith('/api/') ? 'answers' : 'other'
}

/** Everything that goes over the line from now on, as it is packed. */
async function listen(devtools: CDPSession): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>()
  await devtools.send('Network.enable')
  devtools.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
    if (url.startsWith('http')) seen.set(requestId, { kind: kindOf(url), bytes: 0 })
  })
  devtools.on('Network.requestServedFromCache', ({ requestId }) => void seen.delete(requestId))
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache === true || response.fromServiceWorker === true) seen.delete(requestId)
    if (flags.list) console.log(`  ${response.url.replace(/^https?:..[^/]*/, '')}`)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = seen.get(requestId)
    if (one) one.bytes = encodedDataLength
  })
  return seen
}

async function visit(context: BrowserContext, address: string, screen: Screen): Promise<Visit> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const seen = await listen(devtools)
  await devtools.send('Network.emulateNetworkConditions', line)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await page.addInitScript({ content: `globalThis.weightReady = ${JSON.stringify(ready[screen])}` })
  await page.addInitScript({ path: join(import.meta.dirname, 'first-seen.mjs') })
  await page.goto(address, { waitUntil: 'commit', timeout: longestMs })
  const until = performance.now() + longestMs
  // The page's own policy lets no condition be evaluated in it again and again.
  while (!(await page.evaluate<boolean>('weightTimes.writing > 0 && weightTimes.text > 0'))) {
    if (performance.now() > until) throw new Error(`${screen} was not there after ${longestMs} ms`)
    await sleep(100)
  }
  const requests = seen.size
  const times = await page.evaluate<{ text: number; writing: number; mark: number }>(
    `({ ...weightTimes, mark: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN })`,
  )
  const before = [...seen.values()]
  // What was on its way comes whole, and the shell is put away for the next visit.
  await sleep(settleMs)
  const bytes: Record<string, number> = {}
  for (const { kind, bytes: size } of before) bytes[kind] = (bytes[kind] ?? 0) + size
  await page.close()
  return { bytes, requests, ...times }
}

function lineOf(name: string, visits: readonly Visit[]): string {
  const kinds = ['scripts', 'styles', 'fonts', 'answers', 'other']
  const kb = (kind: string) => (median(visits.map(({ bytes }) => bytes[kind] ?? 0)) / 1_000).toFixed(0)
  const seconds = (of: (visit: Visit) => number) => (median(visits.map(of)) / 1_000).toFixed(1)
  const sizes = kinds.map((kind) => `${kind} ${kb(kind)}`).join(', ')
  const all = kinds.reduce((sum, kind) => sum + Number(kb(kind)), 0)
  const times = `mark ${seconds((one) => one.mark)}, text ${seconds((one) => one.text)}, writing ${seconds((one) => one.writing)} s`
  return `${name}: ${all} kB (${sizes}) in ${median(visits.map(({ requests }) => requests))} requests; ${times}`
}

async function addresses(origin: string): Promise<Record<Screen, string>> {
  const login = await signInPupil(origin, 'Alix M.')
  const projectId = await riversProject(origin, login)
  const listed = pick(await request(origin, login, 'GET', `/api/projects/${projectId}/documents`), 'documents')
  const documents = Array.isArray(listed) ? listed : []
  const addressOf = (kind: string) => {
    const id = pick(
      documents.find((one: unknown) => pick(one, 'kind') === kind && pick(one, 'reach') !== 'read'),
      'id',
    )
    return `/board/${String(id)}`
  }
  const page = await sharedPage(origin, await signIn(origin, claire), 'What the river says')
  return { today: '/', page: `/page/${page}`, board: addressOf('board'), wall: addressOf('wall') }
}

async function rounds(browser: Browser, origin: string, screen: Screen, address: string): Promise<void> {
  const cold: Visit[] = []
  const warm: Visit[] = []
  for (let round = 0; round < Number(flags.rounds); round++) {
    const context = await browser.newContext({ baseURL: origin, locale: 'en-GB' })
    const data = { card: demoPupil('Alix M.').card.code, isSharedDevice: false }
    await context.request.post('/api/session', { data, headers: { Origin: origin } })
    // As the server and the browser know a pupil who was here before: who comes by a card has the door's screen first.
    await context.addCookies([{ name: 'density', value: 'pupil', url: origin }])
    cold.push(await visit(context, address, screen))
    warm.push(await visit(context, address, screen))
    await context.close()
  }
  console.log(lineOf(`${screen}, cold`, cold))
  console.log(lineOf(`${screen}, warm`, warm))
}

const executablePath = findChromium()
if (executablePath === null) throw new Error('this needs Chromium')
const server = await serverProcess({ isDemo: true })
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync']
const browser = await chromium.launch({ executablePath, args })
try {
  await server.start()
  const all = await addresses(server.origin)
  for (const screen of Object.keys(ready) as Screen[])
    if (flags.only.split(',').includes(screen)) await rounds(browser, server.origin, screen, all[screen])
} finally {
  await browser.close()
  await server.dispose()
}
