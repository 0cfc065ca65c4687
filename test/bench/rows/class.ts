import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Contender, type ContenderName, withRooms } from '../contenders.ts'
import type { TypingFigures } from '../load/typing.ts'
import { busyMs, coreCount } from '../machine.ts'
import { type Load, scratch, type ServerUnderTest } from '../processes.ts'
import { whereTimeGoes } from '../profile.ts'
import type { Bench } from '../bench.ts'
import { type Line, median, progress } from '../table.ts'

/** Twelve rooms of thirty, five keys a second each: what an update costs that everybody sees and that is stored. */

const row = 'class'
export const classOf = { rooms: 12, pupils: 30, keysPerSecond: 5 } as const
export const warmMs = 10_000
/** Before each measured span, so that a server that stood idle is at work again. */
export const rampMs = 2_000
/** Hocuspocus stores up to ten seconds later; nobody pays for what another left behind. */
const settleMs = 3_000

export interface Round extends TypingFigures {
  cpuPerThousand: number
  missing: number
  othersCpu: number | null
}

interface Entrant {
  contender: Contender
  server: ServerUnderTest
  rounds: Round[]
}

export async function measureClass({ contenders, load, rounds, seconds, profile }: Bench): Promise<Line[]> {
  const entrants: Entrant[] = []
  try {
    for (const contender of withRooms(contenders)) entrants.push(await enter(contender))
    for (const entrant of entrants) {
      progress(`${row}: warming up ${entrant.contender.name}`)
      await type(entrant, warmMs, 0)
    }
    for (let round = 0; round < rounds; round++)
      for (const entrant of entrants) {
        progress(`${row}: round ${round + 1}, ${entrant.contender.name}`)
        entrant.rounds.push(await type(entrant, rampMs, seconds * 1000))
        await sleep(settleMs)
      }
    const notes = notesOf(entrants)
    const product = entrants.find(({ contender }) => contender.name === 'préau')
    if (product && profile) notes.push(...(await profiled(product)))
    return lines(entrants, notes)
  } finally {
    for (const { server } of entrants) await server.kill()
  }

  async function enter(contender: Contender): Promise<Entrant> {
    const server = await contender.start('memory')
    const classes = await contender.classes(classOf.rooms, classOf.pupils)
    const { name: key, dialect } = contender
    const { keysPerSecond } = classOf
    await load.ask('openClasses', { key, dialect, port: server.port, keysPerSecond, rooms: classes })
    return { contender, server, rounds: [] }
  }

  function type({ contender: { name }, server }: Entrant, before: number, ms: number): Promise<Round> {
    return typeAWhile(load, { key: name, server, before, ms })
  }

  /** A span of its own, since to profile costs too. */
  async function profiled(entrant: Entrant): Promise<string[]> {
    const path = join(scratch, 'class.cpuprofile')
    await entrant.server.profile(path, async () => void (await type(entrant, 0, seconds * 1000)))
    const { rules, places } = whereTimeGoes(readFileSync(path, 'utf8'))
    return [`préau: ${rules}`, `préau: ${places}`]
  }
}

/** A class types, and what that cost its server is counted from `before` on. */
export async function typeAWhile(
  load: Load,
  { key, server, before, ms }: { key: string; server: ServerUnderTest; before: number; ms: number },
): Promise<Round> {
  await load.ask('startTyping', key)
  await sleep(before)
  const began = { cpu: await server.cpuMs(), busy: busyMs() }
  await load.ask('resetTyping', key)
  await sleep(ms)
  const figures = await load.ask('takeTyping', key)
  const cpu = (await server.cpuMs()) - began.cpu
  const busy = busyMs()
  const missing = await load.ask('stopTyping', key)
  const whole = figures.ms * coreCount()
  return {
    ...figures,
    missing,
    cpuPerThousand: (cpu * 1000) / figures.deliveries,
    othersCpu:
      busy === null || began.busy === null ? null : (busy - began.busy - cpu) / whole - figures.loadCpu / coreCount(),
  }
}

function lines(entrants: Entrant[], notes: string[]): Line[] {
  const figures = (pick: (round: Round) => number | null) => {
    const found: Partial<Record<ContenderName, number | null>> = {}
    for (const { contender, rounds } of entrants) {
      const values = rounds.map(pick).filter((value) => value !== null)
      found[contender.name] = values.length > 0 ? median(values) : null
    }
    return found
  }
  return [
    {
      row,
      what: 'server CPU per 1,000 deliveries',
      unit: 'ms',
      figures: figures((round) => round.cpuPerThousand),
      goals: [
        { than: 'bare ws', is: 'at most', limit: 0.4 },
        { than: 'y-websocket', is: 'at most', limit: 0.25 },
        { than: 'hocuspocus', is: 'at most', limit: 0.25 },
      ],
      notes,
    },
    { row, what: 'p50 writer to reader', unit: 'ms', figures: figures((round) => round.p50), goals: [], notes: [] },
    {
      row,
      what: 'p99 writer to reader',
      unit: 'ms',
      figures: figures((round) => round.p99),
      goals: [{ than: null, is: 'below', limit: 60 }],
      notes: [],
    },
    {
      row,
      what: 'told stored, p50',
      unit: 'ms',
      figures: figures((round) => round.ackP50),
      goals: [{ than: null, is: 'below', limit: 60 }],
      notes: [],
    },
    {
      row,
      what: 'told stored, p95',
      unit: 'ms',
      figures: figures((round) => round.ackP95),
      goals: [{ than: null, is: 'below', limit: 250 }],
      notes: [],
    },
    {
      row,
      what: 'keys missing',
      unit: 'in all rounds',
      figures: figuresOfMissing(entrants),
      goals: [{ than: null, is: 'at most', limit: 0 }],
      notes: [],
    },
  ]
}

function figuresOfMissing(entrants: Entrant[]) {
  const found: Partial<Record<ContenderName, number>> = {}
  for (const { contender, rounds } of entrants)
    found[contender.name] = rounds.reduce((sum, one) => sum + one.missing, 0)
  return found
}

function notesOf(entrants: Entrant[]): string[] {
  return entrants.map(({ contender, rounds }) => {
    const list = rounds.map((round) => round.cpuPerThousand.toFixed(2)).join(', ')
    const loadCpu = Math.round(Math.max(...rounds.map((round) => round.loadCpu)) * 100)
    const others = rounds.map((round) => (round.othersCpu === null ? '?' : `${Math.round(round.othersCpu * 100)} %`))
    return `${contender.name}: each round ${list} ms; load generator at most ${loadCpu} % of its core; other work on the machine (the database too) ${others.join(', ')}`
  })
}
