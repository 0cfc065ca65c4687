import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import { scratch } from '../processes.ts'
import { whereTimeGoes } from '../profile.ts'
import { type Line, median, progress } from '../table.ts'
import { classOf, rampMs, type Round, typeAWhile, warmMs } from './class.ts'

/**
 * The class once more, a third of its pupils under "after approval": what a key costs that everybody sees where ten write beside
 * the page. One server has both classes, and they take turns.
 */

const row = 'class-waiting'
const waiting = 10

export async function measureClassWaiting(bench: Bench): Promise<Line[]> {
  const { load, rounds, seconds, surroundings, contenders } = bench
  const { school } = surroundings
  const product = contenders.find(({ name }) => name === 'préau')
  if (product === undefined || school === null) throw new Error('no Postgres was found: there is no product to measure')
  const server = await product.start('memory')
  const spans: Record<string, Round[]> = { free: [], third: [] }
  const type = (key: string, before: number, ms: number) => typeAWhile(load, { key, server, before, ms })
  try {
    const { rooms, pupils, keysPerSecond } = classOf
    const typing = { dialect: product.dialect, port: server.port, keysPerSecond }
    await load.ask('openClasses', { key: 'free', ...typing, rooms: await school.classes(rooms, pupils) })
    const ruled = await school.classesWaiting(rooms, pupils, waiting)
    await load.ask('openClasses', { key: 'third', ...typing, rooms: ruled })
    for (const key of Object.keys(spans)) await type(key, warmMs, 0)
    for (let round = 0; round < rounds; round++)
      for (const [key, list] of inTurns(spans, round)) {
        progress(`${row}: round ${round + 1}, ${key}`)
        list.push(await type(key, rampMs, seconds * 1000))
      }
    const notes = notesOf(spans)
    if (bench.profile)
      for (const key of Object.keys(spans)) {
        const path = join(scratch, `class-${key}.cpuprofile`)
        await server.profile(path, async () => void (await type(key, 0, seconds * 1000)))
        notes.push(`${key}: ${whereTimeGoes(readFileSync(path, 'utf8')).places}`)
      }
    return lines(spans, notes)
  } finally {
    for (const key of Object.keys(spans)) await load.ask('closeClasses', key).catch(() => undefined)
    await server.kill()
  }
}

/** Each is first every other time: what a machine does slower and slower is no part of the ratio. */
const inTurns = (spans: Record<string, Round[]>, round: number) =>
  round % 2 === 0 ? Object.entries(spans) : Object.entries(spans).toReversed()

function lines({ free = [], third = [] }: Record<string, Round[]>, notes: string[]): Line[] {
  // Of all rounds together: one that something else fell into weighs no more than it took.
  const ratio = costOf(third) / costOf(free)
  const line = (what: string, unit: string, figure: number, limit: number): Line => ({
    ...{ row, what, unit, figures: { préau: figure }, notes: [] },
    goals: [{ than: null, is: 'at most', limit }],
  })
  return [
    {
      ...line('server CPU of a delivery, a third waiting, of that with nobody waiting', 'times', ratio, 1.5),
      notes,
    },
    line('p99 writer to reader', 'ms', median(third.map(({ p99 }) => p99)), 60),
    line('told stored, p95', 'ms', median(third.map(({ ackP95 }) => ackP95 ?? Number.NaN)), 250),
    line(
      'keys missing',
      'in all rounds',
      third.reduce((sum, { missing }) => sum + missing, 0),
      0,
    ),
  ]
}

const costOf = (rounds: readonly Round[]): number =>
  rounds.reduce((sum, { cpuPerThousand, deliveries }) => sum + cpuPerThousand * deliveries, 0) /
  rounds.reduce((sum, { deliveries }) => sum + deliveries, 0)

const notesOf = (spans: Record<string, Round[]>) =>
  Object.entries(spans).map(([key, rounds]) => {
    const list = rounds.map(({ cpuPerThousand }) => cpuPerThousand.toFixed(2)).join(', ')
    const deliveries = rounds.map((one) => Math.round(one.deliveries / (one.ms / 1000))).join(', ')
    return `${key}: ms of CPU for 1,000 deliveries ${list}; deliveries a second ${deliveries}`
  })
