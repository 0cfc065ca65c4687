import { serverProcess } from '#test/helpers/server-process.ts'
import { type Doomed, startDoomed } from './doomed-process.ts'
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
  pause,
  type Place,
  seeded,
  spreadOf,
  summed,
} from './lesson.ts'
import type { TokenWriter } from './token-writer.ts'

/** A server that can be killed and started again on what it stored. */
export interface Breakable {
  /** Gives the milliseconds until it was ready. */
  start(): Promise<number>
  kill(): Promise<void>
  dispose(): Promise<void>
  /** Where that many people can write. */
  place(size: number): Promise<Place>
}

interface KillReport extends ReturnType<typeof summed> {
  kills: number
  /** After so many of them the page was read before anybody who had seen it was back. */
  looksAlone: number
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
    const report = await killRun(settings, await product(target))
    const { lost, doubled, acked, kills } = report
    const wrong = countWrong(report)
    const sentence = `${kills} times kill -9 with half of ${settings.writers} writers: ${acked} words were called saved, ${lost.length} of them lost, ${doubled.length} doubled; back within ${report.backMs.p95} ms (p95).`
    return { isGood: wrong === 0 && kills === settings.kills, sentence, report }
  },
}

export async function product({ databaseUrl }: Target): Promise<Breakable> {
  const server = await serverProcess({ isDemo: true, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  return { ...server, place: (size) => demoPlace(server.origin, size) }
}

/**
 * kill -9 of the server while people type, half of them killed with it (reliability.md T01). After each restart two fresh
 * clients must hold every acknowledged token once, in its author's order (I1-I4). After every second kill they look
 * before the survivors come back: those would bring what the server had lost, and nobody would see it.
 */
export async function killRun(settings: Pick<Settings, 'seed' | 'kills' | 'writers' | 'say'>, server: Breakable) {
  const random = seeded(settings.seed)
  const restarts: number[] = []
  const backs: number[] = []
  const seen: Findings[] = []
  let looksAlone = 0
  const half = Math.floor(settings.writers / 2)
  let doomed = startDoomed()
  let lesson: Lesson | null = null
  try {
    await server.start()
    const { options, look, typing } = (lesson = openLesson(await server.place(settings.writers), 100))
    const survivors = await typing(numbers(half, settings.writers), (at) => `s${at}`)
    for (let round = 0; round < settings.kills; round++) {
      await doomed.type(numbers(0, half).map((at) => options(at, `k${round}-${at}`)))
      await pause(typeMinMs + random() * (typeMaxMs - typeMinMs))
      const isAlone = round % 2 === 0
      if (isAlone) survivors.forEach((writer) => writer.stop())
      await killBoth(server.kill, doomed, random() < 0.5)
      if (isAlone) survivors.forEach((writer) => writer.client.disconnect())
      doomed = startDoomed()
      restarts.push(await server.start())
      if (isAlone) {
        seen.push(await look())
        looksAlone++
        survivors.forEach((writer) => writer.client.connect())
      }
      backs.push(await comeBack(survivors))
      seen.push(await look())
      const times = `restart ${Math.round(restarts.at(-1) ?? 0)} ms, back ${Math.round(backs.at(-1) ?? 0)} ms`
      const word = seen.every(isSound) ? 'all there' : 'NOT as it must be'
      settings.say(`kill ${round + 1}: ${seen.at(-1)?.acked} acknowledged, ${word}; ${times}`)
      survivors.forEach((writer) => writer.start())
    }
    await finish(survivors)
    seen.push(await look())
    return report(restarts, backs, looksAlone, seen, survivors)
  } finally {
    doomed.kill()
    lesson?.close()
    await server.dispose()
  }
}

function report(
  restarts: number[],
  backs: number[],
  looksAlone: number,
  seen: Findings[],
  survivors: TokenWriter[],
): KillReport {
  return {
    kills: restarts.length,
    looksAlone,
    ...summed(seen),
    refusals: survivors.reduce((sum, writer) => sum + writer.client.refusals.length, 0),
    ackMs: spreadOf(survivors.flatMap((writer) => writer.ackMs)),
    backMs: spreadOf(backs),
    backSeconds: bySecond(backs),
    restartMs: spreadOf(restarts),
  }
}

/** From one number to below another. */
const numbers = (from: number, below: number) => Array.from({ length: below - from }, (_, at) => from + at)

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
  await Promise.all(survivors.map((writer) => writer.client.whenLive(patienceMs)))
  await finish(survivors)
  return performance.now() - startedAt
}

function bySecond(times: number[]): Record<string, number> {
  const counts = new Map<number, number>()
  for (const ms of times) counts.set(Math.ceil(ms / 1_000), (counts.get(Math.ceil(ms / 1_000)) ?? 0) + 1)
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a - b))
}
