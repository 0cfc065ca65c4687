import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import { type Content, contentNote, longPage } from '../content.ts'
import { type ContenderName, withPages } from '../contenders.ts'
import type { VisitFigures } from '../load/visiting.ts'
import { scratch, type ServerUnderTest } from '../processes.ts'
import { whereTimeGoes } from '../profile.ts'
import { type Goal, type Line, median, progress } from '../table.ts'
import { type Shelf, shelve, whenQuiet } from './shelf.ts'

/** Three hundred open one long page at the same moment: while it is open, after a restart, and after a restart with the page in their hands. */

const people = 300
const pageBytes = 313_000

interface Round extends VisitFigures {
  cpuMs: number
}

const atMost = (limit: number): Goal[] =>
  (['y-websocket', 'hocuspocus'] as const).map((than) => ({ than, is: 'at most', limit }))

/** Everybody comes at once, from the first connect until the server is at rest; then they leave. */
async function storm(bench: Bench, shelf: Shelf, server: ServerUnderTest, content: Content, isHeld: boolean) {
  const { contender, room } = shelf
  const { dialect } = contender
  const visit = { dialect, port: server.port, rooms: [room], contentFile: content.file, isHeld }
  const before = await whenQuiet(server)
  const figures = await bench.load.ask('come', { key: 'storm', ...visit })
  const cpuMs = (await whenQuiet(server)) - before
  await bench.load.ask('leave', 'storm')
  return { ...figures, cpuMs }
}

export async function measureJoin(bench: Bench): Promise<Line[]> {
  const content = longPage(pageBytes)
  const warm: Results = new Map()
  const cold: Results = new Map()
  const notes: string[] = []
  for (const contender of withPages(bench.contenders)) {
    progress(`join: ${contender.name}`)
    const shelf = await shelve(bench, contender, content, people)
    for (let round = 0; round < bench.rounds; round++) {
      const server = await contender.start(shelf.place)
      try {
        add(cold, contender.name, await storm(bench, shelf, server, content, false))
        const { port } = server
        const room = { ...shelf.room, cookies: shelf.room.cookies.slice(0, 1) }
        const stays = { port, dialect: contender.dialect, rooms: [room], contentFile: content.file, isHeld: false }
        await bench.load.ask('come', { key: 'stays', ...stays })
        // Once to warm up, once to measure.
        await storm(bench, shelf, server, content, false)
        add(warm, contender.name, await storm(bench, shelf, server, content, false))
        const isLast = round === bench.rounds - 1
        notes.push(
          ...(isLast && bench.profile && contender.name === 'préau'
            ? [await profiled(bench, shelf, server, content, false)]
            : []),
        )
      } finally {
        await bench.load.ask('leave', 'stays')
        await server.kill()
      }
    }
  }
  const lines = linesOf('join', '300 join, warm', warm, 0.12, 0.1)
  lines[0]?.notes.push(...notes)
  return [...lines, ...linesOf('join', '300 join, cold', cold, 0.12, 0.1)]
}

export async function measureRejoin(bench: Bench): Promise<Line[]> {
  const content = longPage(pageBytes)
  const results: Results = new Map()
  const notes: string[] = []
  for (const contender of withPages(bench.contenders)) {
    progress(`rejoin: ${contender.name}`)
    const shelf = await shelve(bench, contender, content, people)
    for (let round = 0; round < bench.rounds; round++) {
      const server = await contender.start(shelf.place)
      try {
        add(results, contender.name, await storm(bench, shelf, server, content, true))
      } finally {
        await server.kill()
      }
    }
    if (bench.profile && contender.name === 'préau') notes.push(await profiledReturn(bench, shelf, content))
  }
  const lines = linesOf('rejoin', '300 return after a restart', results, 0.4, 0.4)
  lines[0]?.notes.push(...notes)
  return lines
}

async function profiledReturn(bench: Bench, shelf: Shelf, content: Content): Promise<string> {
  const server = await shelf.contender.start(shelf.place)
  try {
    return await profiled(bench, shelf, server, content, true)
  } finally {
    await server.kill()
  }
}

/** Not until it is at rest: the profiler itself never is. */
async function profiled(bench: Bench, shelf: Shelf, server: ServerUnderTest, content: Content, isHeld: boolean) {
  const path = join(scratch, `${isHeld ? 'rejoin' : 'join'}.cpuprofile`)
  const { contender, room } = shelf
  const visit = { dialect: contender.dialect, port: server.port, rooms: [room], contentFile: content.file, isHeld }
  await server.profile(path, async () => void (await bench.load.ask('come', { key: 'storm', ...visit })))
  await bench.load.ask('leave', 'storm')
  return `300 ${isHeld ? 'return' : 'join, warm'}, préau: ${whereTimeGoes(readFileSync(path, 'utf8')).places}`
}

type Results = Map<ContenderName, Round[]>

function add(results: Results, name: ContenderName, round: Round): void {
  if (round.missing > 0) throw new Error(`${name}: ${round.missing} of ${people} did not get the page`)
  results.set(name, [...(results.get(name) ?? []), round])
}

function linesOf(row: string, what: string, results: Results, timeLimit: number, cpuLimit: number): Line[] {
  const figures = (pick: (round: Round) => number) =>
    Object.fromEntries([...results].map(([name, rounds]) => [name, median(rounds.map(pick))]))
  const notes = [...results].map(
    ([name, rounds]) =>
      `${what}, ${name}: each round ${rounds.map((one) => `${one.all.toFixed(0)} ms, ${one.cpuMs.toFixed(0)} ms CPU, load generator ${Math.round(one.loadCpu * 100)} %`).join('; ')}`,
  )
  notes.push(contentNote)
  return [
    { row, what: `${what}: half have it`, unit: 'ms', figures: figures((one) => one.p50), goals: [], notes },
    {
      row,
      what: `${what}: all have it`,
      unit: 'ms',
      figures: figures((one) => one.all),
      goals: atMost(timeLimit),
      notes: [],
    },
    {
      row,
      what: `${what}: server CPU`,
      unit: 'ms',
      figures: figures((one) => one.cpuMs),
      goals: atMost(cpuLimit),
      notes: [],
    },
  ]
}
