import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import * as Y from 'yjs'
import { seedPage } from '#collab/documents/page.ts'
import type { Bench } from '../bench.ts'
import { openBrowser, serveFolder, Watched } from '../browser.ts'
import { buildBareTiptap, buildScreens } from '../build.ts'
import type { ContenderName } from '../contenders.ts'
import type { Dialect } from '../load/messages.ts'
import type { ClassRoom } from '../load/typing.ts'
import { whereTimeGoesIn } from '../profile.ts'
import { type Line, median, progress } from '../table.ts'

/** A page under somebody's fingers, alone and with 29 others who type: ours, carets and all, beside Tiptap and nothing else. */

const row = 'page-hand'
const others = 29
const keysPerSecond = 5
const slow = 4
const warmMs = 3_000
const limits = { alone: { p95: 25, busy: 12 }, class: { p95: 40, busy: 50 } } as const

interface Hand {
  /** From the key to its paint, in milliseconds. */
  keys: number[]
  /** Part of the time in which the main thread was at work, in percent. */
  busy: number
}

interface Entrant {
  name: ContenderName
  dialect: Dialect
  port: number
  /** A page of so many words: who types in it, where it is seen, and with which cookie. */
  room(words: number): Promise<{ room: ClassRoom; origin: string; cookie?: string; address: string }>
}

interface Case {
  words: number
  isAlone: boolean
}

export async function measurePageHand(bench: Bench): Promise<Line[]> {
  const { school } = bench.surroundings
  const [product, peer] = ['préau', 'y-websocket'].map((name) => bench.contenders.find((one) => one.name === name))
  if (product === undefined || school === null) throw new Error('no Postgres was found: there is no product to type in')
  const browser = await openBrowser()
  if (browser === null) throw new Error('no Chromium was found: apt-get install chromium, or set CHROMIUM_PATH')
  const screens = await buildScreens()
  const beside = new Map<string, string>()
  const { server: files, origin } = await serveFolder(await buildBareTiptap(), beside)
  const servers = [await product.start('hand'), ...(peer ? [await peer.start('memory')] : [])]
  const [ours, theirs] = servers
  const entrants: Entrant[] = []
  if (peer && theirs) entrants.push({ name: 'y-websocket', dialect: 'y', port: theirs.port, room: bareRoom })
  if (ours) entrants.push({ name: 'préau', dialect: 'preau', port: ours.port, room: ownRoom(ours.port) })

  async function bareRoom(words: number) {
    const { room } = (await peer?.document(new Uint8Array(), others)) ?? { room: null }
    if (room === null) throw new Error('no room')
    const content = Buffer.from(pageOf(words)).toString('base64')
    const line = `ws://127.0.0.1:${theirs?.port ?? 0}${room.path}`
    beside.set('/page.json', JSON.stringify({ content, line }))
    return { room, origin, address: '/' }
  }

  function ownRoom(port: number) {
    return async (words: number) => {
      const { cookies, ...room } = (await school?.room(others + 1, pageOf(words))) ?? {
        cookies: [],
        name: '',
        path: '',
      }
      const [cookie = '', ...rest] = cookies
      const place = { origin: `http://127.0.0.1:${port}`, address: `/page/${room.name}` }
      return { room: { ...room, cookies: rest }, cookie, ...place }
    }
  }

  try {
    const lines: Line[] = []
    for (const words of bench.words)
      for (const isAlone of [true, false]) lines.push(...(await measureCase(browser, { words, isAlone })))
    return lines
  } finally {
    await browser.close()
    files.close()
    for (const server of servers) await server.kill()
  }

  async function measureCase(browser: Browser, one: Case): Promise<Line[]> {
    const found = new Map<ContenderName, Hand[]>(entrants.map(({ name }) => [name, []]))
    const notes: string[] = []
    for (let round = 0; round < bench.rounds; round++)
      for (const entrant of entrants) {
        progress(
          `${row}: round ${round + 1}, ${one.words} words, ${one.isAlone ? 'alone' : 'a class'}, ${entrant.name}`,
        )
        const isLast = round === bench.rounds - 1 && entrant.name === 'préau'
        const { hand, profile } = await measureHand(browser, entrant, { ...one, isProfiled: bench.profile && isLast })
        found.get(entrant.name)?.push(hand)
        if (profile !== null) notes.push(`most of the main thread's time goes to ${whereTimeGoesIn(profile, screens)}`)
      }
    return linesOf(found, one, notes)
  }

  async function measureHand(
    browser: Browser,
    entrant: Entrant,
    { words, isAlone, isProfiled }: Case & { isProfiled: boolean },
  ) {
    const { room, address, ...place } = await entrant.room(words)
    const watched = await Watched.open(browser, { ...place, clock: 'timeTicks' })
    const key = `${row}-${entrant.name}-${room.name}`
    try {
      await watched.page.goto(address, { waitUntil: 'commit' })
      await watched.paintedAfter(isThere(words))
      await watched.page.locator('.ProseMirror').press('Control+End')
      if (!isAlone) {
        const rooms = [room]
        await bench.load.ask('openClasses', {
          ...{ key, dialect: entrant.dialect, port: entrant.port, keysPerSecond, rooms, hasCarets: true },
        })
        await bench.load.ask('startTyping', key)
      }
      await watched.throttle(slow)
      await type(watched, warmMs)
      await watched.page.evaluate('takeTyped()')
      const busy = await watched.busyPart(() => type(watched, bench.seconds * 1_000))
      const keys = await watched.page.evaluate<number[]>('takeTyped()')
      // Not in what is measured: the profiler is work, too.
      const profile = isProfiled ? await watched.profile(() => type(watched, bench.seconds * 1_000)) : null
      return { hand: { keys, busy }, profile }
    } finally {
      await watched.close()
      if (!isAlone) {
        await bench.load.ask('stopTyping', key)
        await bench.load.ask('closeClasses', key)
      }
    }
  }
}

const sentence = 'The keeper of the lighthouse counts all the ships that pass it in the night '
const perParagraph = 4

/** Words in paragraphs of sixty, as a class writes them. */
function pageOf(words: number): Uint8Array {
  const ydoc = new Y.Doc()
  const text = sentence.repeat(perParagraph).trim()
  const count = Math.round(words / text.split(' ').length)
  const full = Array.from({ length: count }, () => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
  seedPage(ydoc, { type: 'doc', content: [...full, { type: 'paragraph' }] })
  return new Uint8Array(Y.encodeStateAsUpdate(ydoc))
}

const isThere = (words: number) => `(document.querySelector('.ProseMirror')?.textContent.length ?? -1) >= ${words * 4}`

/** Keys at the pace of the others, whatever the page does with them. */
async function type({ page }: Watched, ms: number): Promise<void> {
  const until = performance.now() + ms
  for (let at = 0; performance.now() < until; at++) {
    const next = performance.now() + 1_000 / keysPerSecond
    await page.keyboard.press('the quick brown fox '[at % 20] === ' ' ? 'Space' : 'e')
    await sleep(Math.max(0, next - performance.now()))
  }
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN
}

function linesOf(found: ReadonlyMap<ContenderName, Hand[]>, { words, isAlone }: Case, notes: string[]): Line[] {
  const where = `${words.toLocaleString('en')} words, ${isAlone ? 'alone' : `with ${others}`}, CPU ${slow}x slower`
  const limit = limits[isAlone ? 'alone' : 'class']
  const line = (what: string, unit: string, of: (hand: Hand) => number, most: number | null): Line => ({
    row,
    what: `${where}: ${what}`,
    unit,
    figures: Object.fromEntries([...found].map(([name, hands]) => [name, median(hands.map(of))])),
    goals: most === null ? [] : [{ than: null, is: 'at most', limit: most }],
    notes: [],
  })
  const keys = 'key to paint'
  return [
    line(`${keys}, p50`, 'ms', (hand) => quantile(hand.keys, 0.5), null),
    line(`${keys}, p95`, 'ms', (hand) => quantile(hand.keys, 0.95), limit.p95),
    { ...line('main thread', '%', ({ busy }) => busy, limit.busy), notes },
  ]
}
