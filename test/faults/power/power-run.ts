import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { type Doomed, startDoomed } from '../doomed-process.ts'
import type { Experiment, Settings } from '../experiment.ts'
import { demoPlace, type Findings, isSound, type Lesson, openLesson, pause, seeded, spreadOf } from '../lesson.ts'
import { Disk, readJournal } from './disk.ts'

interface PowerReport {
  cuts: number
  /** So many of them while the server was starting. */
  atStart: number
  acked: number
  lost: string[]
  doubled: string[]
  /** Cuts after which an invariant (I1-I4) did not hold. */
  unsound: number
  /** What was printed by a start that failed on what the cut had left. */
  notStarted: string[]
  syncs: number
  restartMs: ReturnType<typeof spreadOf>
}

type PowerSettings = Pick<Settings, 'seed' | 'writers' | 'say'> & {
  cuts: number
  /** The disk lies from when people begin to type. */
  isLying?: boolean
}

const recorder = join(import.meta.dirname, 'recorder.cjs')
const everyMs = 100
const typeMinMs = 700
const typeMaxMs = 2_000
/** A start takes about this long; a cut hits anywhere in it. */
const startWithinMs = 2_500
/** After every so many cuts another one hits the start. */
const startEach = 4

export const power: Experiment = {
  name: 'power',
  targets: ['embedded'],
  async run({ times = 50, ...settings }) {
    const report = await powerRun({ ...settings, cuts: times })
    const { cuts, atStart, acked, lost, doubled, notStarted, unsound } = report
    const isGood = cuts >= times && unsound + notStarted.length === 0
    const sentence = `${cuts} power cuts, ${atStart} of them during a start, ${settings.writers} writers gone with the server: ${acked} words were called saved, ${lost.length} of them lost, ${doubled.length} doubled.`
    return { isGood, sentence, report }
  },
}

/** On a disk that forgets everything the same cuts must be seen, or the experiment is blind. */
export const powerControl: Experiment = {
  name: 'power-control',
  targets: ['embedded'],
  async run(settings) {
    const report = await powerRun({ ...settings, cuts: 20, isLying: true })
    const isGood = report.unsound + report.notStarted.length > 0
    const sentence = `A disk that only says it has synced: ${report.lost.length} words lost, ${report.notStarted.length} starts failed, seen at cut ${report.cuts}.`
    return { isGood, sentence, report }
  },
}

/**
 * The power goes while people type: the server and all its writers are gone at once, and of the disk only what was synced is
 * sure (reliability.md T05). What was acknowledged must be there, from one state of the disk to the next.
 */
export async function powerRun(settings: PowerSettings): Promise<PowerReport> {
  const random = seeded(settings.seed)
  const machine = await startMachine(random)
  const report: PowerReport = {
    ...{ cuts: 0, atStart: 0, acked: 0, unsound: 0, syncs: 0, lost: [], doubled: [], notStarted: [] },
    restartMs: spreadOf([0]),
  }
  const restarts: number[] = []
  let lesson: Lesson | null = null
  let writers: Doomed | null = null
  try {
    await machine.server.start()
    lesson = openLesson(await demoPlace(machine.server.origin, settings.writers), everyMs)
    const { options, look } = lesson
    if (settings.isLying) machine.lie()
    while (report.cuts < settings.cuts && report.unsound === 0) {
      const round = report.cuts
      writers = startDoomed()
      await writers.type(Array.from({ length: settings.writers }, (_, at) => options(at, `p${round}-${at}`)))
      await pause(typeMinMs + random() * (typeMaxMs - typeMinMs))
      const isGone = machine.server.kill()
      writers.kill()
      await isGone
      machine.cut()
      report.cuts += 1
      if (report.cuts % startEach === 0) {
        await machine.startAndCut(random() * startWithinMs)
        report.cuts += 1
        report.atStart += 1
      }
      restarts.push(await machine.server.start())
      note(report, await look())
      settings.say(`cut ${report.cuts}: ${report.acked} acknowledged, ${report.lost.length} lost`)
    }
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('the server did not start')) throw error
    report.notStarted.push(`${String(error.cause)}; ${error.message.slice(-1_000)}`)
  } finally {
    writers?.kill()
    report.syncs = machine.syncs()
    lesson?.close()
    await machine.dispose()
  }
  return { ...report, restartMs: spreadOf(restarts) }
}

function note(report: PowerReport, found: Findings): void {
  report.acked = found.acked
  report.lost = found.lost
  report.doubled = found.doubled
  report.unsound += isSound(found) ? 0 : 1
}

interface Machine {
  readonly server: ServerProcess
  /** After the server is gone: its folder becomes one of the states that the cut may have left. */
  cut(): void
  /** From now on the disk says that it has synced and has not. */
  lie(): void
  startAndCut(afterMs: number): Promise<void>
  syncs(): number
  dispose(): Promise<void>
}

/** The server on a disk that is followed; each start has a journal of its own. */
async function startMachine(random: () => number): Promise<Machine> {
  const temporary = mkdtempSync(join(tmpdir(), 'preau-power-'))
  const dataDir = join(temporary, 'data')
  const journal = join(temporary, 'journal')
  mkdirSync(dataDir, { mode: 0o700 })
  let syncs = 0
  let followed = 0
  let isLying = false
  let disk = Disk.of(dataDir)
  const variables = { NODE_OPTIONS: `--require ${recorder}`, RECORD_TO: journal }
  const server = await serverProcess({ isDemo: true, dataDir, variables })
  const follow = () => {
    const { changes, end } = readJournal(readFileSync(journal), followed)
    followed = end
    for (const change of changes) {
      if (change.op === 'sync') syncs += 1
      if (change.op !== 'sync' || !isLying) disk.apply(change)
    }
  }
  const cut = () => {
    follow()
    rmSync(journal)
    followed = 0
    rmSync(dataDir, { recursive: true })
    disk.cut(dataDir, random)
    // What the experiment itself wrote is no part of it, and would be synced file by file at the next start.
    execFileSync('sync', ['--file-system', dataDir])
    disk = Disk.of(dataDir)
  }
  return {
    server,
    cut,
    lie() {
      follow()
      isLying = true
    },
    syncs: () => syncs,
    async startAndCut(afterMs) {
      const started = server.start().catch(() => null)
      await pause(afterMs)
      await server.kill()
      // A kill that came before the process was there.
      if ((await started) !== null) await server.kill()
      if (existsSync(journal)) cut()
    },
    async dispose() {
      await server.dispose()
      rmSync(temporary, { recursive: true, force: true })
    },
  }
}
