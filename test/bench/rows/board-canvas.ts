import type { Browser } from '@playwright/test'
import { Camera } from '#client/boards/canvas/camera.ts'
import type { Bench } from '../bench.ts'
import { openBrowser, serveFolder, Watched } from '../browser.ts'
import { buildExcalidraw, buildScreens } from '../build.ts'
import type { ContenderName } from '../contenders.ts'
import { boardOf, sceneOf, sceneSize } from '../scene.ts'
import { type Line, median, progress } from '../table.ts'

/** Two thousand things on a board, drawn and dragged in a browser: ours beside Excalidraw, the same scene for both. */

const count = 2_000
const moves = 40
const slow = 4
const limits = { ratio: 0.5, dragAtLife: 33 } as const
/** Something in the middle of the scene that is a note, and no tool lies over it. */
const grabbed = sceneOf(count).findIndex(({ kind }, at) => at > 1_022 && kind === 'note')

const parts = [
  ['p50', 0.5],
  ['p95', 0.95],
] as const

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN
}

interface Figures {
  /** From the navigation until everything is painted, on the clock. */
  painted: number
  /** The same of the main thread's own time. */
  busy: number
  /** From having the content until it is painted, on the clock. */
  drawn: number
  /** Main thread for each move of the pointer. */
  drag: number[]
  dragSlow: number[]
  heap: number
}

interface Entrant {
  name: ContenderName
  rounds: Figures[]
  measure(browser: Browser): Promise<Figures>
}

export async function measureBoardCanvas(bench: Bench): Promise<Line[]> {
  const product = bench.contenders.find(({ name }) => name === 'préau')
  const { school } = bench.surroundings
  if (product === undefined || school === null) throw new Error('no Postgres was found: there is no product to draw')
  const browser = await openBrowser()
  if (browser === null) throw new Error('no Chromium was found: apt-get install chromium, or set CHROMIUM_PATH')
  await buildScreens()
  const excalidraw = await buildExcalidraw()
  const server = await product.start('canvas')
  const beside = new Map<string, string>()
  const { server: files, origin } = await serveFolder(excalidraw, beside)
  try {
    const scene = sceneOf(count)
    const room = await school.room(2, boardOf(scene), 'board')
    const [cookie = ''] = room.cookies
    const ours = { origin: `http://127.0.0.1:${server.port}`, cookie, address: `/board/${room.name}` }
    beside.set('/scene.json', await excalidrawScene(browser, origin))
    const entrants: Entrant[] = [
      { name: 'excalidraw', rounds: [], measure: (from) => measureExcalidraw(from, origin) },
      { name: 'préau', rounds: [], measure: (from) => measureOurs(from, ours) },
    ]
    const atLife: number[][] = []
    for (let round = 0; round < bench.rounds; round++) {
      for (const entrant of entrants) {
        progress(`board-canvas: round ${round + 1}, ${entrant.name}`)
        entrant.rounds.push(await entrant.measure(browser))
      }
      atLife.push(await dragAtLife(browser, ours))
    }
    return linesOf(entrants, atLife.flat())
  } finally {
    await browser.close()
    files.close()
    await server.kill()
  }
}

/** Both at the machine's own pace and four times slower, each in a browser window of its own. */
async function measure(open: () => Promise<Watched>, parts: Parts): Promise<Figures> {
  const found: Figures = { painted: 0, busy: 0, drawn: 0, drag: [], dragSlow: [], heap: 0 }
  for (const rate of [1, slow]) {
    const watched = await open()
    const times = await watched.timeTo(parts.address, parts.isThere)
    await watched.throttle(rate)
    const drag = await watched.drag(await parts.placeOf(watched), moves)
    if (!(await watched.page.evaluate<boolean>(parts.isHeld))) throw new Error('nothing was dragged')
    await watched.throttle(1)
    if (rate === 1) Object.assign(found, { ...times, drag, heap: await watched.heapMb() })
    else Object.assign(found, { dragSlow: drag })
    await watched.close()
  }
  return found
}

interface Parts {
  address: string
  /** True in the page once all of the scene is there. */
  isThere: string
  /** Where on the screen there is something to drag. */
  placeOf(watched: Watched): Promise<readonly [number, number]>
  /** True in the page where that has been dragged. */
  isHeld: string
}

const viewOfAll = () => {
  const { width, height } = sceneSize(count)
  return { zoom: Math.min(1_280 / width, 800 / height) * 0.95, scrollX: 100, scrollY: 100 }
}

/** The scene as Excalidraw stores it, with words measured as it does. */
async function excalidrawScene(browser: Browser, origin: string): Promise<string> {
  const { page, close } = await Watched.open(browser, { origin }).then((one) => ({
    page: one.page,
    close: () => one.close(),
  }))
  await page.goto('/')
  await page.waitForFunction('globalThis.convert !== undefined')
  const elements: unknown = await page.evaluate(`convert(${JSON.stringify(sceneOf(count))})`)
  await close()
  const { zoom, scrollX, scrollY } = viewOfAll()
  const appState = { scrollX, scrollY, zoom: { value: zoom } }
  return `{"elements":${String(elements)},"appState":${JSON.stringify(appState)}}`
}

function measureExcalidraw(browser: Browser, origin: string): Promise<Figures> {
  const { zoom, scrollX, scrollY } = viewOfAll()
  const note = sceneOf(count)[grabbed]
  if (note === undefined) throw new Error('the scene has nothing to drag')
  const place = [(note.x + 80 + scrollX) * zoom, (note.y + 60 + scrollY) * zoom] as const
  return measure(() => Watched.open(browser, { origin }), {
    address: '/?show',
    isThere: `globalThis.inkIn?.(document.querySelector('canvas.static'))`,
    placeOf: async () => place,
    isHeld: 'true',
  })
}

interface Ours {
  origin: string
  cookie: string
  address: string
}

/** From far, a board says of how many things it has put paint on its paper; near, each is an element. */
const isThere = `Math.max(
  Number(document.querySelector('[data-painted]')?.dataset.painted ?? 0),
  document.querySelectorAll('[data-object]').length,
) >= ${count}`

/** The middle of what is dragged, on a board that shows all it has. */
async function placeFromFar({ page }: Watched): Promise<readonly [number, number]> {
  const surface = await page.getByRole('region', { name: 'Board', exact: true }).boundingBox()
  const note = sceneOf(count)[grabbed]
  if (surface === null || note === undefined) throw new Error('the board has nothing to drag')
  const camera = new Camera()
  camera.resize(surface.width, surface.height)
  const { x, y, zoom } = camera.fitting({ x: 0, y: 0, ...sceneSize(count), rotation: 0 })
  return [surface.x + (note.x + note.width / 2 - x) * zoom, surface.y + (note.y + note.height / 2 - y) * zoom]
}

function measureOurs(browser: Browser, { origin, cookie, address }: Ours): Promise<Figures> {
  return measure(() => Watched.open(browser, { origin, cookie }), {
    ...{ address, isThere },
    placeOf: placeFromFar,
    // From far, what is chosen is the only element.
    isHeld: `document.querySelectorAll('[data-object][data-type="note"]').length === 1`,
  })
}

/** One thing of the same board seen at its own size: most of the others are not drawn. */
async function dragAtLife(browser: Browser, { origin, cookie, address }: Ours): Promise<number[]> {
  const watched = await Watched.open(browser, { origin, cookie })
  const { page } = watched
  await watched.timeTo(address, isThere)
  await page.getByRole('button', { name: /Show at actual size$/ }).click()
  // The view glides there: what is pressed must have come to rest.
  const isAtRest = `[...document.querySelectorAll('button')].some((one) => one.textContent === '100 %')`
  const isNear = `document.querySelector('[data-painted]') === null && document.querySelectorAll('[data-object]').length > 0`
  await watched.paintedAfter(`${isAtRest} && ${isNear}`)
  const place = await placeInSight(watched)
  await watched.throttle(slow)
  const drag = await watched.drag(place, moves)
  await watched.close()
  return drag
}

/** The middle of some note that no panel lies over. */
async function placeInSight({ page }: Watched): Promise<readonly [number, number]> {
  const middles = await page.evaluate(() =>
    [...document.querySelectorAll('[data-type="note"]')].map((note) => {
      const { x, y, width, height } = note.getBoundingClientRect()
      return [x + width / 2, y + height / 2] as const
    }),
  )
  const found = middles.find(([x, y]) => x > 330 && x < 1_050 && y > 220 && y < 580)
  if (found === undefined) throw new Error('no note in sight')
  return found
}

function linesOf(entrants: readonly Entrant[], atLife: readonly number[]): Line[] {
  const line = (what: string, unit: string, of: (rounds: readonly Figures[]) => number): Line => ({
    row: 'board-canvas',
    what,
    unit,
    figures: Object.fromEntries(entrants.map(({ name, rounds }) => [name, of(rounds)])),
    goals: [{ than: 'excalidraw', is: 'at most', limit: limits.ratio }],
    notes: [],
  })
  const middle = (of: (figures: Figures) => number) => (rounds: readonly Figures[]) => median(rounds.map(of))
  const dragLines = (what: string, of: (figures: Figures) => number[]) =>
    parts.map(([name, part]) => line(`${what}, ${name}`, 'ms', (rounds) => quantile(rounds.flatMap(of), part)))
  return [
    line(
      '2,000 things: navigation to painted',
      'ms',
      middle(({ painted }) => painted),
    ),
    line(
      '2,000 things: navigation to painted, main thread',
      'ms',
      middle(({ busy }) => busy),
    ),
    line(
      '2,000 things: content to painted',
      'ms',
      middle(({ drawn }) => drawn),
    ),
    ...dragLines('2,000 things in sight: drag, main thread a move', ({ drag }) => drag),
    ...dragLines('2,000 things in sight: drag, CPU 4x slower', ({ dragSlow }) => dragSlow),
    {
      ...line(
        '2,000 things: heap',
        'MB',
        middle(({ heap }) => heap),
      ),
      goals: [],
    },
    ...parts.map(([name, part]): Line => ({
      row: 'board-canvas',
      what: `2,000 things, at zoom 1: drag, CPU 4x slower, ${name}`,
      unit: 'ms',
      figures: { préau: quantile(atLife, part) },
      goals: [{ than: null, is: 'at most', limit: limits.dragAtLife }],
      notes: [],
    })),
  ]
}
