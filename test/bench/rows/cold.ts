import type { Bench } from '../bench.ts'
import { longPage } from '../content.ts'
import type { ContenderName } from '../contenders.ts'
import { type Goal, type Line, median, progress } from '../table.ts'
import { shelve, whenQuiet, withDocuments } from './shelf.ts'

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
  for (const contender of withDocuments(bench)) {
    progress(`cold: ${contender.name}`)
    const shelf = await shelve(bench, contender, content, 1)
    for (let round = 0; round < bench.rounds; round++) {
      const server = await contender.start(shelf.place)
      try {
        const { rss } = await server.memory()
        const before = await whenQuiet(server)
        const { port } = server
        const visit = {
          dialect: contender.dialect,
          port,
          rooms: [shelf.room],
          contentFile: content.file,
          isHeld: false,
        }
        const { all, missing } = await bench.load.ask('come', { key: 'cold', ...visit })
        if (missing > 0) throw new Error(`${contender.name} did not give the page`)
        const cpuMs = (await whenQuiet(server)) - before
        const figures = { ms: all, cpuMs, megabytes: ((await server.rss()) - rss) / 1_000_000 }
        results.set(contender.name, [...(results.get(contender.name) ?? []), figures])
      } finally {
        await bench.load.ask('leave', 'cold')
        await server.kill()
      }
    }
  }
  return linesOf(results)
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
