import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { putObject } from '#collab/documents/board-write.ts'
import { addDays, mondayOf } from '#collab/plan/days.ts'
import { claire, pick, riversProject } from '#test/helpers/demo.ts'
import { LiveClient, type Login, request, signIn } from '#test/helpers/live-client.ts'
import { builtServer, serverProcess } from '#test/helpers/server-process.ts'
import { openBrowser, Watched } from './browser.ts'
import { whereTimeGoesIn } from './profile.ts'
import { median } from './table.ts'

/**
 * A plan of a school year, as a teacher opens it and drags in it, and beside it a wall with as many cards:
 * `tsx test/bench/plan.ts [--rounds 5] [--profile]`. 40 weeks, 8 subjects, 400 sessions; the built product in Chromium, its code
 * kept from a visit before, on a processor four times slower. It prints and judges nothing.
 */

const slower = 4
const moves = 60
const [weeks, subjects, sessions] = [40, 8, 400]
/** A third of the year is over. */
const weeksOver = 13

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, profile: { type: 'boolean', default: false } },
})

const thisWeek = mondayOf(new Date().toISOString().slice(0, 10))
const first = addDays(thisWeek, -7 * weeksOver)
const dayOf = (at: number) => addDays(first, 7 * Math.floor((at * weeks) / sessions) + (at % 5))
const orderOf = (at: number) => `b${String(at).padStart(3, '0')}V`
const titleOf = (at: number) => `Session ${at + 1} of the year`
const all = Array.from({ length: sessions }, (_, at) => at)

/** Fills the plan of a project as a teacher's screen does. */
async function makePlan(origin: string, login: Login): Promise<string> {
  const path = `/api/projects/${await riversProject(origin, login)}/plan`
  const room = String(pick(await request(origin, login, 'POST', path, {}), 'documentId'))
  const client = new LiveClient({ origin, cookie: login.cookie, room })
  await client.whenLive()
  const fresh = () => objectId(authorOf(room, login.userId))
  const lanes = Array.from({ length: subjects }, fresh)
  client.ydoc.transact(() => {
    for (const [at, id] of lanes.entries())
      putObject(client.ydoc, id, { at: 1, type: 'column', text: `Subject ${at + 1}`, order: `a${at}`, size: [288, 0] })
    for (const at of all)
      putObject(client.ydoc, fresh(), {
        ...{ at: 1, type: 'session', parent: lanes[at % subjects] ?? null, text: titleOf(at), order: orderOf(at) },
        ...{ room: `B${at % 12}`, startsAt: 480 + (at % 7) * 60, planned: 60, date: dayOf(at) },
      })
  })
  await client.whenStored()
  client.destroy()
  return `/board/${room}`
}

/** As many cards in as many columns as the plan has subjects. */
async function makeWall(origin: string, login: Login): Promise<string> {
  const columns = Array.from({ length: subjects }, (_, at) => ({
    ...{ id: `column-${at}`, type: 'column', text: `Subject ${at + 1}`, order: `a${at}`, place: [at * 312, 0] },
  }))
  const cards = all.map((at) => ({
    ...{ id: `card-${at}`, type: 'card', parent: `column-${at % subjects}`, text: titleOf(at), order: orderOf(at) },
  }))
  const content = { type: 'board', layout: 'columns', objects: [...columns, ...cards] }
  const path = `/api/projects/${await riversProject(origin, login)}/documents`
  const answer = await request(origin, login, 'POST', path, {
    kind: 'wall',
    title: 'A wall',
    access: 'teachers',
    content,
  })
  return `/board/${String(pick(answer, 'id'))}`
}

interface Screen {
  name: string
  card: string
  /** What a card has once it can be pressed. */
  pressed: string
}

const plan: Screen = { name: 'the plan', card: '[data-plan-card]', pressed: 'button:nth-of-type(2)' }
const wall: Screen = { name: 'a wall', card: '[data-card]', pressed: 'button' }

/** Cards are under where somebody would point, and each of those can be pressed. A plan opens on the week of today. */
const isInSight = ({ card, pressed }: Screen) => `(() => {
  const seen = [...document.querySelectorAll('${card}')].filter((one) => {
    const { left, top, width, height } = one.getBoundingClientRect()
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })
  const head = document.querySelector('[data-column="${thisWeek}"]')
  const isHere = head === null || head.contains(document.elementFromPoint(head.getBoundingClientRect().left + 20, head.getBoundingClientRect().top + 20))
  return isHere && seen.length > 0 && seen.every((one) => one.querySelector('${pressed}') !== null)
})()`
const areThere = ({ card }: Screen) => `document.querySelectorAll('${card}').length >= ${sessions}`

interface Opened {
  /** Until the first screen stands painted and can be pressed. */
  inSight: number
  /** Until all cards are there too. */
  there: number
}

const longestMs = 60_000

function soon<T>(wanted: Promise<T>, what: string): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`${what}: not within ${longestMs} ms`)), longestMs).unref()
  })
  return Promise.race([wanted, late])
}

async function opening(watched: Watched, address: string, screen: Screen): Promise<Opened> {
  await watched.page.goto('about:blank')
  await watched.page.goto(address, { waitUntil: 'commit' })
  const inSight = await soon(watched.paintedAfter(isInSight(screen)), `${screen.name} in sight`)
  return { inSight, there: Math.max(inSight, await watched.paintedAfter(areThere(screen))) }
}

interface Way {
  /** Address of the project's screen. */
  project: string
  address: string
  screen: Screen
}

/** From the press on its link in the project, which is at rest, until the first screen stands painted and can be pressed. */
async function fromProject(watched: Watched, { project, address, screen }: Way): Promise<number> {
  const { page } = watched
  await page.goto(project, { waitUntil: 'networkidle' })
  await page.evaluate(`addEventListener('pointerdown', () => (globalThis.pressedAt = performance.now()), true)`)
  await page.locator(`a[href="${address}"]`).first().click()
  const inSight = await soon(watched.paintedAfter(isInSight(screen)), `${screen.name} from the project`)
  return inSight - (await page.evaluate<number>('pressedAt'))
}

/** Milliseconds of the main thread for one move of the pointer. */
async function dragging(watched: Watched): Promise<number> {
  const head = await watched.page.locator(`[data-column="${thisWeek}"]`).boundingBox()
  const at = head === null ? 0 : head.x
  const boxes = await watched.page
    .locator(plan.card)
    .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect()).map(({ x, y }) => ({ x, y })))
  const box = boxes.find(({ x }) => x >= at && x < at + 20)
  if (box === undefined) throw new Error('no card is in sight')
  return median(await watched.drag([box.x + 30, box.y + 12], moves))
}

const ms = (figures: readonly number[]) => `${Math.round(median([...figures]))} ms`
const load = () =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')

async function measure(watched: Watched, project: string, addresses: ReadonlyMap<Screen, string>): Promise<void> {
  const found = new Map([...addresses.keys()].map((screen) => [screen, new Array<Opened>()]))
  const presses = new Map([...addresses.keys()].map((screen) => [screen, new Array<number>()]))
  const drags: number[] = []
  // The first visit of each fetches its code.
  for (let round = 0; round <= Number(flags.rounds); round++)
    for (const [screen, address] of addresses) {
      const opened = await opening(watched, address, screen)
      if (round > 0) found.get(screen)?.push(opened)
      if (round > 0 && screen === plan) drags.push(await dragging(watched))
      const pressed = await fromProject(watched, { project, address, screen })
      if (round > 0) presses.get(screen)?.push(pressed)
    }
  for (const [{ name }, rounds] of found) {
    const [inSight, there] = [rounds.map((one) => one.inSight), rounds.map((one) => one.there)]
    console.log(`${name}: first screen ${ms(inSight)} (least ${Math.round(Math.min(...inSight))}), all ${ms(there)}`)
  }
  for (const [{ name }, rounds] of presses) console.log(`${name}, from its project: ${ms(rounds)}`)
  console.log(`${median(drags).toFixed(1)} ms of the main thread for a move of the pointer`)
}

const browser = await openBrowser()
if (browser === null) throw new Error('this needs Chromium')
const server = await serverProcess({ isDemo: true })
try {
  await server.start()
  const login = await signIn(server.origin, claire)
  const project = `/p/${await riversProject(server.origin, login)}/pages`
  const addresses = new Map([
    [plan, await makePlan(server.origin, login)],
    [wall, await makeWall(server.origin, login)],
  ])
  const watched = await Watched.open(browser, { origin: server.origin, cookie: login.cookie, clock: 'timeTicks' })
  await watched.throttle(slower)
  console.log(`${weeks} weeks, ${subjects} subjects, ${sessions} sessions, CPU ${slower} times slower, load ${load()}:`)
  await measure(watched, project, addresses)
  if (flags.profile) {
    const profile = await watched.profile(async () => void (await opening(watched, addresses.get(plan) ?? '', plan)))
    console.log(whereTimeGoesIn(profile, resolve(builtServer(), '../../client')))
  }
} finally {
  await browser.close()
  await server.dispose()
}
