import type { Bench } from '../bench.ts'
import { type Content, longPage } from '../content.ts'
import { type ContenderName, withPages } from '../contenders.ts'
import { type Goal, type Line, median, progress } from '../table.ts'
import { type Shelf, shelve, whenQuiet } from './shelf.ts'

/** One person opens a very long page on a server that was just started: what to load it costs. */

const pageBytes = 2_700_000
const limit = 0.12

interface Round {
  ms: number
  cpuMs: number
  megabytes: number
}

export async function measureCold(bench: Bench): Promise<Line[]> {
  const content = longPage(pageBytes)
  const results = new Map<ContenderName, Round[]>()
  for (const contender of withPages(bench.contenders)) {
    progress(`cold: ${contender.name}`)
    const shelf = await shelve(bench, contender, content, 1)
    const rounds: Round[] = []
    for (let round = 0; round < bench.rounds; round++) rounds.push(await open(bench, shelf, content))
    results.set(contender.name, rounds)
  }
  return linesOf(results)
}

async function open({ load }: Bench, { contender, place, room }: Shelf, content: Content): Promise<Round> {
  const server = await contender.start(place)
  try {
    const { rss } = await server.memory()
    const before = await whenQuiet(server)
    const visit = { dialect: contender.dialect, port: server.port, rooms: [room], contentFile: content.file }
    const { all, missing } = await load.ask('come', { key: 'cold', ...visit, isHeld: false })
    if (missing > 0) throw new Error(`${contender.name} did not give the page`)
    const cpuMs = (await whenQuiet(server)) - before
    return { ms: all, cpuMs, megabytes: ((await server.rss()) - rss) / 1_000_000 }
  } finally {
    await load.ask('leave', 'cold')
    await server.kill()
  }
}

function linesOf(results: Map<ContenderName, Round[]>): Line[] {
  const figures = (pick: (round: Round) => number) =>
    Object.fromEntries([...results].map(([name, rounds]) => [name, median(rounds.map(pick))]))
  const goals = (['y-websocket', 'hocuspocus'] as const).map((than): Goal => ({ than, is: 'at most', limit }))
  const line = { row: 'cold', notes: [] }
  return [
    { ...line, what: '2.7 MB opened: content there', unit: 'ms', figures: figures((one) => one.ms), goals: [] },
    { ...line, what: '2.7 MB opened: server CPU', unit: 'ms', figures: figures((one) => one.cpuMs), goals },
    { ...line, what: '2.7 MB opened: grown by', unit: 'MB', figures: figures((one) => one.megabytes), goals },
  ]
}
