import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { type Contender, type ContenderName, withRooms } from '../contenders.ts'
import type { ServerUnderTest } from '../processes.ts'
import { type Line, median, progress } from '../table.ts'

/** Eight rooms of thirty cursors that move ten times a second. */

const rooms = 8
const people = 30
const movesPerSecond = 10
const warmMs = 6_000
const rampMs = 1_000
const limit = 0.2

interface Entrant {
  contender: Contender
  server: ServerUnderTest
  shares: number[]
  /** Where a cursor rested and somebody did not see it, in all rounds. */
  missing: number
}

export async function measureAwareness({ contenders, load, rounds, seconds }: Bench): Promise<Line[]> {
  const entrants: Entrant[] = []
  let loadShare = 0
  try {
    for (const contender of withRooms(contenders)) {
      const server = await contender.start('memory')
      entrants.push({ contender, server, shares: [], missing: 0 })
      const { name: key, dialect } = contender
      const classes = await contender.classes(rooms, people)
      await load.ask('openPointers', { key, dialect, port: server.port, rooms: classes })
    }
    for (const entrant of entrants) await point(entrant, warmMs, 0)
    for (let round = 0; round < rounds; round++)
      for (const entrant of entrants) {
        progress(`awareness: round ${round + 1}, ${entrant.contender.name}`)
        entrant.shares.push(await point(entrant, rampMs, seconds * 1000))
      }
  } finally {
    for (const { contender, server } of entrants) {
      await load.ask('closePointers', contender.name)
      await server.kill()
    }
  }
  const figures: Partial<Record<ContenderName, number>> = {}
  for (const { contender, shares } of entrants) figures[contender.name] = median(shares)
  return [
    {
      row: 'awareness',
      what: '8 rooms of 30 cursors at 10 Hz: server CPU',
      unit: '% of a core',
      figures,
      goals: (['bare ws', 'y-websocket', 'hocuspocus'] as const).map((than) => ({ than, is: 'at most', limit })),
      notes: [`load generator at most ${Math.round(loadShare * 100)} % of its core`, ...entrants.flatMap(unseen)],
    },
  ]

  async function point(entrant: Entrant, before: number, ms: number): Promise<number> {
    const { server } = entrant
    const key = entrant.contender.name
    await load.ask('startPointing', { key, movesPerSecond })
    await sleep(before)
    const began = { cpu: await server.cpuMs(), own: await load.ask('cpu', null), at: performance.now() }
    await sleep(ms)
    const cpu = (await server.cpuMs()) - began.cpu
    const took = performance.now() - began.at
    if (ms > 0) loadShare = Math.max(loadShare, ((await load.ask('cpu', null)) - began.own) / took)
    const missing = await load.ask('stopPointing', key)
    entrant.missing += missing
    // Another's loss is its own, and is told with its figure; one of ours is an error.
    if (missing > 0 && key.startsWith('préau')) throw new Error(`${key}: ${unseen(entrant)[0]}`)
    return (cpu * 100) / took
  }
}

const unseen = ({ contender, missing }: Entrant) =>
  missing > 0 ? [`${contender.name}: where a cursor rests was not seen ${missing} times`] : []
