import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import type { Bench } from '../bench.ts'
import { openBrowser, Watched } from '../browser.ts'
import { buildScreens } from '../build.ts'
import { HttpLine } from '../load/http-line.ts'
import { type Line, median, progress } from '../table.ts'
import { fillChannel } from './chat-content.ts'

/** One browser in a channel of a thousand messages, whose log is as full as it gets, in which somebody says something each second, four times slower. */

const inChannel = 1_000
/** More the log never holds: what is further up or down leaves it. */
const inLog = 200
const people = 30
const slow = 4
const everyMs = 1_000
const limit = 50
/** Longest that the log may take to fetch what came before. */
const patienceMs = 60_000

/** Others say something each second, in turn, until the span is over. */
async function talk(lines: readonly HttpLine[], channelId: string, ms: number): Promise<void> {
  const until = performance.now() + ms
  for (let turn = 0; performance.now() < until; turn++) {
    const text = `The water stood higher than last week, we measured it twice at the bridge ${turn}`
    const body = JSON.stringify({ id: randomUUID(), text })
    const answer = await lines[turn % lines.length]?.request('POST', `/api/channels/${channelId}/messages`, body)
    if (answer?.status !== 201) throw new Error(`not taken: ${answer?.status} ${answer?.body.slice(0, 200)}`)
    await sleep(everyMs)
  }
}

/** Reads back until so many messages are in the log, and goes to its end again. */
async function readBack({ page }: Watched): Promise<void> {
  await page.locator('[data-message]').first().waitFor()
  const all = page.locator('[data-message]')
  const until = performance.now() + patienceMs
  while ((await all.count()) < inLog) {
    if (performance.now() > until) throw new Error(`only ${await all.count()} messages came`)
    await all.first().evaluate((one) => one.scrollIntoView({ block: 'start' }))
    await sleep(50)
  }
  await all.last().evaluate((one) => one.scrollIntoView({ block: 'end' }))
}

async function measureOne(browser: Browser, bench: Bench, port: number): Promise<number> {
  const { school } = bench.surroundings
  if (school === null) throw new Error('no school')
  const { room, channelId } = await school.space(people)
  await fillChannel(school.db, channelId, inChannel)
  const [own = '', ...cookies] = room.cookies
  const lines = cookies.map((cookie) => new HttpLine(port, cookie))
  const watched = await Watched.open(browser, { origin: `http://127.0.0.1:${port}`, cookie: own, clock: 'timeTicks' })
  try {
    await watched.page.goto(`/p/${room.name}/chat?channel=${channelId}`)
    await readBack(watched)
    await watched.throttle(slow)
    return await watched.busyPart(() => talk(lines, channelId, bench.seconds * 1_000))
  } finally {
    await watched.close()
    for (const line of lines) line.close()
  }
}

export async function measureChatHands(bench: Bench): Promise<Line[]> {
  const product = bench.contenders.find(({ name }) => name === 'préau')
  if (product === undefined || bench.surroundings.school === null)
    throw new Error('no Postgres was found: there is no product to talk in')
  const browser = await openBrowser()
  if (browser === null) throw new Error('no Chromium was found: apt-get install chromium, or set CHROMIUM_PATH')
  await buildScreens()
  const server = await product.start('chat-hands')
  try {
    const found: number[] = []
    for (let round = 0; round < bench.rounds; round++) {
      progress(`chat-hands: round ${round + 1}`)
      found.push(await measureOne(browser, bench, server.port))
    }
    return [
      {
        row: 'chat-hands',
        what: `a message a second, ${inLog} of ${inChannel} in the log, CPU ${slow}x slower: main thread`,
        unit: '%',
        figures: { préau: median(found) },
        goals: [{ than: null, is: 'at most', limit }],
        notes: [],
      },
    ]
  } finally {
    await browser.close()
    await server.kill()
  }
}
