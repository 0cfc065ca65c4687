import { serverProcess } from '#test/helpers/server-process.ts'
import { type Doomed, startDoomed } from './doomed-process.ts'
import type { Experiment, Settings, Target } from './experiment.ts'
import { finish, isSound, type Lesson, openLesson, pause, seeded, spreadOf } from './lesson.ts'
import type { TokenWriter } from './token-writer.ts'

export interface KillReport {
  kills: number
  sent: number
  acked: number
  /** Acknowledged and not there afterwards. */
  lost: string[]
  doubled: string[]
  outOfOrder: string[]
  /** Kills after which two fresh clients held other words than each other, and clients with something pending. */
  unequal: number
  pending: number
  /** Survivors whose ydoc was refused and who began anew. */
  refusals: number
  ackMs: ReturnType<typeof spreadOf>
  /** From the restart to the moment when every surviving writer has all of its words stored. */
  backMs: ReturnType<typeof spreadOf>
  /** Kills after which that took so many seconds, rounded up: 1, 2, 3 … */
  backSeconds: Record<string, number>
  restartMs: ReturnType<typeof spreadOf>
}

/** How long writers type before each kill. */
const typeMinMs = 700
const typeMaxMs = 2_000

export const kill: Experiment = {
  name: 'kill',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const report = await killRun(settings, target)
    const { lost, doubled, outOfOrder, unequal, pending, acked, kills } = report
    const wrong = lost.length + doubled.length + outOfOrder.length + unequal + pending
    const sentence = `${kills} times kill -9 with half of ${settings.writers} writers: ${acked} words were called saved, ${lost.length} of them lost, ${doubled.length} doubled; back within ${report.backMs.p95} ms (p95).`
    return { isGood: wrong === 0 && kills === settings.kills, sentence, report }
  },
}

/**
 * kill -9 of the server while people type, half of them killed with it (reliability.md T01). After each restart two fresh
 * clients must hold every acknowledged token once, in its author's order (I1-I4).
 */
export async function killRun(settings: Settings, { databaseUrl }: Target): Promise<KillReport> {
  const random = seeded(settings.seed)
  const server = await serverProcess({ isDemo: true, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const restarts: number[] = []
  const backs: number[] = []
  const totals = { unequal: 0, pending: 0 }
  const half = Math.floor(settings.writers / 2)
  const doomedHalf = Array.from({ length: half }, (_, at) => at)
  let doomed = startDoomed()
  let lesson: Lesson | null = null
  try {
    await server.start()
    lesson = await openLesson(server, settings.writers, 100)
    const others = Array.from({ length: settings.writers - half }, (_, at) => half + at)
    const survivors = await lesson.typing(others, (at) => `s${at}`)
    for (let round = 0; round < settings.kills; round++) {
      const { options } = lesson
      await doomed.type(doomedHalf.map((at) => options(at, `k${round}-${at}`)))
      await pause(typeMinMs + random() * (typeMaxMs - typeMinMs))
      await killBoth(server.kill, doomed, random() < 0.5)
      doomed = startDoomed()
      restarts.push(await server.start())
      backs.push(await comeBack(survivors))
      const found = await lesson.look()
      totals.unequal += found.isEqual ? 0 : 1
      totals.pending += found.pending
      if (!isSound(found)) break
      const times = `restart ${Math.round(restarts.at(-1) ?? 0)} ms, back ${Math.round(backs.at(-1) ?? 0)} ms`
      settings.say(`kill ${round + 1}: ${found.acked} acknowledged, all there; ${times}`)
      survivors.forEach((writer) => writer.start())
    }
    await finish(survivors)
    const { lost, doubled, outOfOrder, acked, sent } = await lesson.look()
    return {
      kills: restarts.length,
      ...{ sent, acked, lost, doubled, outOfOrder, ...totals },
      refusals: survivors.reduce((sum, writer) => sum + writer.client.refusals.length, 0),
      ackMs: spreadOf(survivors.flatMap((writer) => writer.ackMs)),
      backMs: spreadOf(backs),
      backSeconds: bySecond(backs),
      restartMs: spreadOf(restarts),
    }
  } finally {
    doomed.kill()
    lesson?.close()
    await server.dispose()
  }
}

/** One signal right after the other, either first: sometimes the server dies with words in hand, sometimes its writers. */
async function killBoth(killServer: () => Promise<void>, doomed: Doomed, areWritersFirst: boolean): Promise<void> {
  if (areWritersFirst) doomed.kill()
  const isGone = killServer()
  doomed.kill()
  await isGone
}

/** They go on typing while they come back; then hands off, so that all of it can be counted. Gives the milliseconds. */
async function comeBack(survivors: TokenWriter[]): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(survivors.map((writer) => writer.client.whenLive()))
  await finish(survivors)
  return performance.now() - startedAt
}

function bySecond(times: number[]): Record<string, number> {
  const counts = new Map<number, number>()
  for (const ms of times) counts.set(Math.ceil(ms / 1_000), (counts.get(Math.ceil(ms / 1_000)) ?? 0) + 1)
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a - b))
}
