import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { Drawing } from '#client/boards/ink/drawing.ts'
import type { Bench } from '../bench.ts'
import { handOf, randomOf } from '../load/hand.ts'
import { type Line, median, progress } from '../table.ts'

/** Thirty who draw on one board at once; what a stroke costs on the wire, and a thousand of them in the store. */

const people = 30
const warmMs = 5_000
const strokes = 1_000
const pointsPerStroke = 200
const limits = { downPerSecond: 15, perStroke: 1.5, stored: 300 } as const

interface Round {
  down: number
  up: number
  perStroke: number
  cpu: number
  seenLive: number
  loadCpu: number
}

export async function measureBoardClass(bench: Bench): Promise<Line[]> {
  const product = bench.contenders.find(({ name }) => name === 'préau')
  const { school } = bench.surroundings
  if (product === undefined || school === null) return [storedLine()]
  const server = await product.start('memory')
  const found: Round[] = []
  try {
    const room = await school.board(people)
    await bench.load.ask('openDrawers', { key: 'board', port: server.port, room })
    await draw(warmMs)
    for (let round = 0; round < bench.rounds; round++) {
      progress(`board-class: round ${round + 1}`)
      found.push(await draw(bench.seconds * 1_000))
    }
    await bench.load.ask('closeDrawers', 'board')
  } finally {
    await server.kill()
  }
  const of = (figure: (round: Round) => number) => median(found.map(figure))
  const line = (what: string, unit: string, figure: number, limit: number | null): Line => ({
    row: 'board-class',
    what,
    unit,
    figures: { préau: figure },
    goals: limit === null ? [] : [{ than: null, is: 'at most', limit }],
    notes: [],
  })
  return [
    line(
      `${people} draw at once: down to each`,
      'kB/s',
      of(({ down }) => down / 1_000),
      limits.downPerSecond,
    ),
    line(
      `${people} draw at once: up from each`,
      'kB/s',
      of(({ up }) => up / 1_000),
      null,
    ),
    line(
      `a stroke of ${pointsPerStroke} points with its preview, on the wire`,
      'kB',
      of(({ perStroke }) => perStroke / 1_000),
      limits.perStroke,
    ),
    {
      ...line(
        `${people} draw at once: server CPU`,
        '% of a core',
        of(({ cpu }) => cpu),
        null,
      ),
      notes: [
        `strokes seen by others while they were drawn: ${(of(({ seenLive }) => seenLive) * 100).toFixed(1)} %`,
        `load generator at most ${Math.round(Math.max(...found.map(({ loadCpu }) => loadCpu)) * 100)} % of its core`,
      ],
    },
    storedLine(),
  ]

  async function draw(ms: number): Promise<Round> {
    await bench.load.ask('startDrawing', { key: 'board', drawing: people })
    const began = { cpu: await server.cpuMs(), own: await bench.load.ask('cpu', null), at: performance.now() }
    await sleep(ms)
    const took = performance.now() - began.at
    const cpu = (((await server.cpuMs()) - began.cpu) * 100) / took
    const loadCpu = ((await bench.load.ask('cpu', null)) - began.own) / took
    const figures = await bench.load.ask('stopDrawing', 'board')
    if (figures === null) throw new Error('nobody drew')
    if (figures.missing > 0) throw new Error(`${figures.missing} strokes are not with everybody`)
    const { downPerSecond, upPerSecond, perStroke, seenLive } = figures
    return { down: downPerSecond, up: upPerSecond, perStroke, cpu, seenLive, loadCpu }
  }
}

/** The content of a board, as it is stored and as a newcomer gets it. */
function storedBytes(pressure?: (random: () => number) => () => number): number {
  const ydoc = new Y.Doc()
  const random = randomOf(7)
  const gestures = new Gestures(ydoc, 'annaannaanna', { random })
  for (let made = 0; made < strokes; made++) {
    const drawing = new Drawing()
    drawing.add(handOf(random, pointsPerStroke, pressure?.(random)))
    drawing.lift()
    const stroke = drawing.stroke()
    if (stroke) gestures.create({ type: 'ink', order: 'a1', colour: 5, ...stroke })
  }
  return Y.encodeStateAsUpdate(ydoc).length
}

/** A pen whose pressure goes up and down as hands do. */
function pressing(random: () => number) {
  let [at, speed] = [random() * 6, 0.05]
  return () => {
    speed = Math.min(0.12, Math.max(0.02, speed + (random() - 0.5) * 0.02))
    at += speed
    return 0.5 + 0.35 * Math.sin(at)
  }
}

const storedLine = (): Line => ({
  row: 'board-class',
  what: `${strokes} strokes of ${pointsPerStroke} points, stored`,
  unit: 'kB',
  figures: { préau: storedBytes() / 1_000 },
  goals: [{ than: null, is: 'at most', limit: limits.stored }],
  notes: [`with the pressure of a pen: ${(storedBytes(pressing) / 1_000).toFixed(0)} kB`],
})
