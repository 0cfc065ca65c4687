import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { claire, pick, riversProject } from '#test/helpers/demo.ts'
import { request, signIn } from '#test/helpers/live-client.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import { findChromium } from '#test/helpers/tools.mjs'
import { median } from './table.ts'

/**
 * A plan of a school year, as a teacher opens it and drags in it: `tsx test/bench/plan.ts [--rounds 5]`. 40 weeks, 8 subjects,
 * 400 sessions; the built product in Chromium, its code kept from a visit before, on a processor four times slower. It prints
 * and judges nothing.
 */

const slower = 4
const moves = 60
const [weeks, subjects, sessions] = [40, 8, 400]
const longestMs = 60_000

const { values: flags } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })

const dayOf = (count: number) => new Date(Date.UTC(2026, 8, 7) + count * 86_400_000).toISOString().slice(0, 10)

const lanes = Array.from({ length: subjects }, (_, at) => ({
  ...{ id: `lane-${at}`, type: 'column', text: `Subject ${at + 1}`, order: `a${at}`, size: [288, 0] },
}))

const lessons = Array.from({ length: sessions }, (_, at) => ({
  ...{ id: `s-${at}`, type: 'session', parent: `lane-${at % subjects}`, text: `Session ${at + 1} of the year` },
  ...{ order: `b${String(at).padStart(3, '0')}V`, room: `B${at % 12}`, startsAt: 480 + (at % 7) * 60, planned: 60 },
  date: dayOf(7 * Math.floor((at * weeks) / sessions) + (at % 5)),
}))

async function makeBoard(origin: string): Promise<string> {
  const login = await signIn(origin, claire)
  const projectId = await riversProject(origin, login)
  const content = { type: 'board', layout: 'plan', objects: [...lanes, ...lessons] }
  const data = { kind: 'board', title: 'A year', access: 'teachers', content }
  return String(pick(await request(origin, login, 'POST', `/api/projects/${projectId}/documents`, data), 'id'))
}

const taskMs = async (devtools: CDPSession) => {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
}

/** From asking for the address until the last session stands there and was painted. */
async function opening(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' })
  const until = performance.now() + longestMs
  while ((await page.evaluate<number>('document.querySelectorAll("[data-plan-card]").length')) < sessions) {
    if (performance.now() > until) throw new Error('the plan was not there')
    await sleep(10)
  }
  return page.evaluate<number>('performance.now()')
}

/** Milliseconds of the main thread for one move of the pointer, and for the drop. */
async function dragging(page: Page, devtools: CDPSession): Promise<{ move: number; drop: number }> {
  const box = await page.locator('[data-plan-card]').first().boundingBox()
  if (box === null) throw new Error('no card is in sight')
  await page.mouse.move(box.x + 30, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 40)
  const before = await taskMs(devtools)
  for (let at = 0; at < moves; at++) await page.mouse.move(box.x + 60 + (at % 20) * 12, box.y + 40 + (at % 7) * 6)
  const moved = await taskMs(devtools)
  await page.mouse.up()
  await sleep(500)
  return { move: (moved - before) / moves, drop: (await taskMs(devtools)) - moved }
}

async function round(context: BrowserContext, address: string) {
  const page = await context.newPage()
  await page.setViewportSize({ width: 1280, height: 800 })
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const open = await opening(page, address)
  await sleep(1_000)
  const drag = await dragging(page, devtools)
  await page.close()
  return { open, ...drag }
}

const executablePath = findChromium()
if (executablePath === null) throw new Error('this needs Chromium')
const server = await serverProcess({ isDemo: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] })
try {
  await server.start()
  const address = `/board/${await makeBoard(server.origin)}`
  const context = await browser.newContext({ baseURL: server.origin, locale: 'en-GB' })
  await context.request.post('/api/session', { data: claire, headers: { Origin: server.origin } })
  await round(context, address)
  const found: Awaited<ReturnType<typeof round>>[] = []
  for (let at = 0; at < Number(flags.rounds); at++) found.push(await round(context, address))
  const of = (what: 'open' | 'move' | 'drop') => median(found.map((one) => one[what])).toFixed(what === 'move' ? 1 : 0)
  console.log(`${weeks} weeks, ${subjects} subjects, ${sessions} sessions, CPU ${slower} times slower:`)
  console.log(`opened in ${of('open')} ms; ${of('move')} ms of the main thread for a move, ${of('drop')} ms for a drop`)
} finally {
  await browser.close()
  await server.dispose()
}
