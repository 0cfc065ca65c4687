import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { type Contender, type ContenderName, withRooms } from '../contenders.ts'
import type { TypingFigures } from '../load/typing.ts'
import { type Line, progress } from '../table.ts'

/** How many pupils can type before the slowest key in a hundred takes a tenth of a second, or one is lost. */

const people = 30
const keysPerSecond = 5
const firstRooms = 10
const growth = 1.2
const mostRooms = 200
const warmMs = 8_000
const rampMs = 2_000
const spanMs = 6_000
const worstMs = 100
/** Beyond this the generator is what is measured. */
const busyLoad = 0.9

interface Step extends TypingFigures {
  pupils: number
  missing: number
  /** Of the server, as a part of one core. */
  serverCpu: number
  isGood: boolean
}

export async function measureCapacity(bench: Bench): Promise<Line[]> {
  const figures: Partial<Record<ContenderName, number>> = {}
  const notes: string[] = []
  for (const contender of withRooms(bench.contenders)) {
    if (contender.name === 'préau, no store') continue
    const { good, failed } = await climb(bench, contender)
    figures[contender.name] = good?.pupils ?? 0
    const saw = (step: Step) =>
      `${step.pupils} pupils: p99 ${step.p99.toFixed(0)} ms, ${step.missing} missing, server ${Math.round(step.serverCpu * 100)} % of its core, load generator ${Math.round(step.loadCpu * 100)} %`
    const limit = failed && failed.loadCpu > busyLoad ? ' (the load generator was the limit: at least this many)' : ''
    notes.push(
      `${contender.name}: ${[good, failed]
        .filter((step) => step !== null)
        .map(saw)
        .join('; ')}${limit}`,
    )
  }
  return [
    {
      row: 'capacity',
      what: 'most pupils, p99 < 100 ms, nothing missing',
      unit: 'pupils',
      figures,
      goals: [
        { than: 'y-websocket', is: 'at least', limit: 4 },
        { than: 'hocuspocus', is: 'at least', limit: 2.2 },
      ],
      notes,
    },
  ]
}

/** Step by step, each a fifth more, until it fails twice. */
async function climb({ load }: Bench, contender: Contender): Promise<{ good: Step | null; failed: Step | null }> {
  const { name: key, dialect } = contender
  const server = await contender.start('memory')
  let good: Step | null = null
  let open = 0
  try {
    for (let count = firstRooms; count <= mostRooms; count = Math.ceil(count * growth)) {
      const rooms = (await contender.classes(count, people)).slice(open)
      await load.ask('openClasses', { key, dialect, port: server.port, keysPerSecond, rooms })
      const isFirst = open === 0
      open = count
      let step = await type(count * people, isFirst ? warmMs : rampMs)
      if (!step.isGood) step = await type(count * people, rampMs)
      if (!step.isGood) return { good, failed: step }
      good = step
    }
    return { good, failed: null }
  } finally {
    await load.ask('closeClasses', key).catch(() => undefined)
    await server.kill()
  }

  async function type(pupils: number, before: number): Promise<Step> {
    await load.ask('startTyping', key)
    await sleep(before)
    const cpu = await server.cpuMs()
    await load.ask('resetTyping', key)
    await sleep(spanMs)
    const figures = await load.ask('takeTyping', key)
    const serverCpu = ((await server.cpuMs()) - cpu) / figures.ms
    const missing = await load.ask('stopTyping', key)
    progress(`capacity: ${key}, ${pupils} pupils, p99 ${figures.p99.toFixed(0)} ms, ${missing} missing`)
    return { ...figures, pupils, missing, serverCpu, isGood: missing === 0 && figures.p99 < worstMs }
  }
}
