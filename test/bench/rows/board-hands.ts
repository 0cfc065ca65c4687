import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import type { Bench } from '../bench.ts'
import { openBrowser, Watched } from '../browser.ts'
import { buildScreens } from '../build.ts'
import { boardOf, sceneOf } from '../scene.ts'
import { type Line, median, progress } from '../table.ts'

/** One browser on a board of two thousand things on which thirty draw: how busy its main thread is, four times slower. */

const count = 2_000
const people = 30
const slow = 4
const limits = { far: 50, near: 50 } as const

interface Busy {
  /** The whole board in sight, as one picture. */
  far: number
  /** At its own size: elements. */
  near: number
}

export async function measureBoardHands(bench: Bench): Promise<Line[]> {
  const product = bench.contenders.find(({ name }) => name === 'préau')
  const { school } = bench.surroundings
  if (product === undefined || school === null) throw new Error('no Postgres was found: there is no product to draw on')
  const browser = await openBrowser()
  if (browser === null) throw new Error('no Chromium was found: apt-get install chromium, or set CHROMIUM_PATH')
  await buildScreens()
  const server = await product.start('hands')
  try {
    const found: Busy[] = []
    for (let round = 0; round < bench.rounds; round++) {
      progress(`board-hands: round ${round + 1}`)
      // A board of its own: what was drawn before would be in the way.
      const room = await school.room(people + 1, boardOf(sceneOf(count)), 'board')
      const [own = '', ...cookies] = room.cookies
      await bench.load.ask('openDrawers', { key: 'hands', port: server.port, room: { ...room, cookies } })
      const seen = { origin: `http://127.0.0.1:${server.port}`, cookie: own, address: `/board/${room.name}` }
      await bench.load.ask('startDrawing', { key: 'hands', drawing: people })
      found.push(await measureOne(browser, seen, bench.seconds * 1_000))
      await bench.load.ask('stopDrawing', 'hands')
      await bench.load.ask('closeDrawers', 'hands')
    }
    const line = (what: string, of: (busy: Busy) => number, limit: number): Line => ({
      row: 'board-hands',
      what: `30 draw among 2,000 things, CPU 4x slower: main thread, ${what}`,
      unit: '%',
      figures: { préau: median(found.map(of)) },
      goals: [{ than: null, is: 'at most', limit }],
      notes: [],
    })
    return [line('all in sight', ({ far }) => far, limits.far), line('at life size', ({ near }) => near, limits.near)]
  } finally {
    await browser.close()
    await server.kill()
  }
}

async function measureOne(
  browser: Browser,
  { origin, cookie, address }: { origin: string; cookie: string; address: string },
  ms: number,
): Promise<Busy> {
  const watched = await Watched.open(browser, { origin, cookie, clock: 'timeTicks' })
  await watched.page.goto(address)
  await watched.page.waitForFunction(
    (least) => Number(document.querySelector('[data-painted]')?.getAttribute('data-painted') ?? 0) >= least,
    count,
  )
  await watched.throttle(slow)
  const far = await watched.busyPart(() => sleep(ms))
  await watched.page.getByRole('button', { name: /Show at actual size$/ }).click()
  await watched.page.waitForFunction(() => document.querySelector('[data-painted]') === null)
  const near = await watched.busyPart(() => sleep(ms))
  await watched.close()
  return { far, near }
}
