import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { type Failpoint, failpoints as points } from '#server/kit/failpoints.ts'
import { startDoomed } from './doomed-process.ts'
import type { Experiment, Settings, Target } from './experiment.ts'
import {
  countWrong,
  demoPlace,
  type Findings,
  finish,
  isSound,
  type Lesson,
  openLesson,
  patienceMs,
  seeded,
  summed,
} from './lesson.ts'
import type { TokenWriter } from './token-writer.ts'

const defaultTimes = 10
const writersAtMost = 10
/** Coming back passes the points of each commit as well: so often, and everybody is back and types. */
const passedComingBack = 100
/** Beyond that a point is reached at the latest at this time. */
const latest = { commit: 40, migration: 45, fold: 4 } as const
const dieWithinMs = 60_000

interface PointReport extends Omit<ReturnType<typeof summed>, 'sent'> {
  deaths: number
}

interface FailpointsReport {
  points: Partial<Record<Failpoint, PointReport>>
}

/** The process killed exactly where it hurts (reliability.md T02): each point so many times, invariants I1-I4 after each. */
export const failpoints: Experiment = {
  name: 'failpoints',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const times = settings.times ?? defaultTimes
    const report = await failpointsRun({ ...settings, times, points }, target)
    const reports = Object.values(report.points)
    const deaths = reports.reduce((sum, one) => sum + one.deaths, 0)
    const wrong = reports.reduce((sum, one) => sum + countWrong(one), 0)
    const lost = reports.reduce((sum, one) => sum + one.lost.length, 0)
    const acked = reports.reduce((sum, one) => sum + one.acked, 0)
    const sentence = `killed itself ${deaths} times at ${points.length} points: ${acked} words were called saved, ${lost} lost, ${wrong} invariants broken.`
    return { isGood: wrong === 0 && deaths === times * points.length, sentence, report }
  },
}

interface Wanted extends Pick<Settings, 'seed' | 'say' | 'writers'> {
  times: number
  points: readonly Failpoint[]
}

/** What one point needs: its server, which reads `variables` at each start. */
interface Stage {
  server: ServerProcess
  variables: Record<string, string>
  target: Target
  lesson: Lesson
  survivors: TokenWriter[]
  doomedHalf: number[]
}

export async function failpointsRun(wanted: Wanted, target: Target): Promise<FailpointsReport> {
  const random = seeded(wanted.seed)
  const report: FailpointsReport = { points: {} }
  const variables: Record<string, string> = {}
  const { databaseUrl } = target
  const place = { isDemo: true, variables, ...(databaseUrl === undefined ? {} : { databaseUrl }) }
  const server = await serverProcess(place)
  let lesson: Lesson | null = null
  let acked = 0
  try {
    // The first start is the one that migrates, so this point comes first and has the empty database for itself.
    const migrations = wanted.points.includes('mid-migration') ? wanted.times : 0
    for (let time = 0; time < migrations; time++) await dieMigrating(server, variables, random)
    await server.start()
    const size = Math.min(wanted.writers, writersAtMost)
    const half = Math.floor(size / 2)
    lesson = openLesson(await demoPlace(server.origin, size), 100)
    const ats = Array.from({ length: size }, (_, at) => at)
    const survivors = await lesson.typing(ats.slice(half), (at) => `s${at}`)
    await finish(survivors)
    const first = await lesson.look()
    acked = first.acked
    if (migrations > 0) report.points['mid-migration'] = summary(migrations, [first], 0)
    const stage: Stage = { server, variables, target, lesson, survivors, doomedHalf: ats.slice(0, half) }
    const rounds = wanted.points
      .filter((one) => one !== 'mid-migration')
      .flatMap((point) => Array.from({ length: wanted.times }, (_, time) => ({ point, time, ...aim(point, random) })))
    for (const [at, round] of rounds.entries()) {
      const found = await die(stage, round, rounds[at + 1])
      const before = report.points[round.point]
      report.points[round.point] = added(before, summary(1, found, acked))
      acked = found.at(-1)?.acked ?? acked
      wanted.say(`${round.point}:${round.nth}: ${acked} acknowledged, ${found.every(isSound) ? 'all there' : 'WRONG'}`)
    }
    return report
  } finally {
    lesson?.close()
    await server.dispose()
  }
}

const upTo = (most: number, random: () => number) => 1 + Math.floor(random() * most)

async function dieMigrating(server: ServerProcess, variables: Record<string, string>, random: () => number) {
  variables.FAILPOINT = `mid-migration:${upTo(latest.migration, random)}`
  const hasStarted = await server.start().then(
    () => true,
    () => false,
  )
  if (hasStarted) throw new Error(`${variables.FAILPOINT} was not reached`)
  delete variables.FAILPOINT
}

interface Round {
  point: Failpoint
  time: number
  nth: number
  /** The server may be started with it before everybody is back. */
  isAimedAhead: boolean
}

function aim(point: Failpoint, random: () => number): Pick<Round, 'nth' | 'isAimedAhead'> {
  if (point === 'mid-snapshot') return { nth: 1, isAimedAhead: false }
  if (point === 'mid-compaction') return { nth: upTo(latest.fold, random), isAimedAhead: false }
  return { nth: passedComingBack + upTo(latest.commit, random), isAimedAhead: true }
}

const nameOf = ({ point, nth }: Round) => `${point}:${nth}`

/** A server that dies at the point while half of the writers die with it, then the looks of `comeBack`. */
async function die(stage: Stage, round: Round, next: Round | undefined): Promise<Findings[]> {
  if (round.point === 'mid-compaction') return dieFolding(stage, round, next)
  const { server, variables, lesson, survivors, doomedHalf } = stage
  const isAtEnd = round.point === 'mid-snapshot'
  const doomed = startDoomed()
  try {
    if (variables.FAILPOINT !== nameOf(round)) {
      await server.kill()
      variables.FAILPOINT = nameOf(round)
      await server.start()
    }
    const hasEnded = within(server.ended(), dieWithinMs, `${nameOf(round)} was not reached`)
    hasEnded.catch(() => undefined)
    survivors.forEach((writer) => writer.start())
    const areTyping = doomed.type(doomedHalf.map((at) => lesson.options(at, `${round.point}-${round.time}-${at}`)))
    await Promise.race([hasEnded, areTyping])
    if (isAtEnd) {
      await typed(survivors, rowsForSnapshot)
      await finish(survivors)
      doomed.kill()
      survivors.forEach((writer) => writer.client.disconnect())
    }
    await hasEnded
  } finally {
    doomed.kill()
  }
  survivors.forEach((writer) => (writer.stop(), writer.client.disconnect()))
  return comeBack(stage, next)
}

/** Together with what the others type more than the end of a room needs to be worth a snapshot. */
const rowsForSnapshot = 20

/** So many words each, acknowledged. */
async function typed(writers: TokenWriter[], enough: number): Promise<void> {
  await Promise.all(
    writers.map((writer) => {
      const before = writer.ackMs.length
      return writer.client.when(() => writer.ackMs.length - before >= enough, 'enough typed', dieWithinMs)
    }),
  )
}

/** The page as the store alone has it; then, with those who come back, all of it acknowledged and looked at again. */
async function comeBack({ server, variables, lesson, survivors }: Stage, next: Round | undefined): Promise<Findings[]> {
  if (next?.isAimedAhead === true) variables.FAILPOINT = nameOf(next)
  else delete variables.FAILPOINT
  await server.start()
  const alone = await lesson.look()
  survivors.forEach((writer) => writer.client.connect())
  await Promise.all(survivors.map((writer) => writer.client.whenLive(patienceMs)))
  await finish(survivors)
  return [alone, await lesson.look()]
}

const run = promisify(execFile)

/** The log is folded while the server is down: once it dies in the middle, once it lives through it. */
async function dieFolding(stage: Stage, { nth }: Round, next: Round | undefined): Promise<Findings[]> {
  const { server, target, survivors, lesson } = stage
  // One after the other: what is folded is a run of one person's rows.
  for (const writer of survivors) {
    writer.start()
    await typed([writer], rowsForFold)
    await finish([writer])
  }
  survivors.forEach((writer) => writer.client.disconnect())
  await server.kill()
  const folding = join(import.meta.dirname, 'fold-process.ts')
  const fold = (at: number) =>
    run(process.execPath, ['--import', 'tsx', folding, server.dataDir, target.databaseUrl ?? '', String(at)], {
      cwd: resolve(import.meta.dirname, '../..'),
    })
  const error: unknown = await fold(nth).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error && 'signal' in error && error.signal === 'SIGKILL'))
    throw new Error('the fold did not die')
  await server.start()
  const before = await lesson.look()
  await server.kill()
  await fold(0)
  return [before, ...(await comeBack(stage, next))]
}

const rowsForFold = 5

function added(before: PointReport | undefined, more: PointReport): PointReport {
  if (before === undefined) return more
  return {
    deaths: before.deaths + more.deaths,
    acked: before.acked + more.acked,
    lost: [...before.lost, ...more.lost],
    doubled: [...before.doubled, ...more.doubled],
    outOfOrder: [...before.outOfOrder, ...more.outOfOrder],
    unequal: before.unequal + more.unequal,
    pending: before.pending + more.pending,
  }
}

function summary(deaths: number, found: Findings[], ackedBefore: number): PointReport {
  const { sent: _, acked, ...wrong } = summed(found)
  return { deaths, acked: acked - ackedBefore, ...wrong }
}

async function within(work: Promise<void>, ms: number, otherwise: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error(otherwise)), ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
