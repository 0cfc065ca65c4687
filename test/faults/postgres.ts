import { serverProcess } from '#test/helpers/server-process.ts'
import type { Experiment, Settings, Target } from './experiment.ts'
import {
  countWrong,
  demoPlace,
  type Findings,
  finish,
  type Lesson,
  openLesson,
  pause,
  seeded,
  spreadOf,
  summed,
} from './lesson.ts'
import type { TokenWriter } from './token-writer.ts'

const defaultTimes = 20
const downMinMs = 1_000
const downMaxMs = 10_000
const typeMs = 1_000
/** What was on its way when the database went may still arrive. */
const onTheWayMs = 250
const backWithinMs = 10_000

interface PostgresReport extends ReturnType<typeof summed> {
  stops: number
  downMs: ReturnType<typeof spreadOf>
  acksWhileDown: number
  /** From the moment it answers again to the first acknowledgement, and until all that was typed meanwhile is acknowledged. */
  firstAckMs: ReturnType<typeof spreadOf>
  backMs: ReturnType<typeof spreadOf>
}

/** The database server gone in the middle of typing and back again (reliability.md T03). */
export const postgres: Experiment = {
  name: 'postgres',
  targets: ['server'],
  async run(settings, target) {
    const report = await postgresRun({ ...settings, times: settings.times ?? defaultTimes }, target)
    const { stops, acksWhileDown, firstAckMs, backMs, lost, acked } = report
    const isGood = countWrong(report) + acksWhileDown === 0 && firstAckMs.most <= backWithinMs
    const sentence = `Postgres ended ${stops} times for 1 to 10 s while ${settings.writers} wrote: ${acksWhileDown} acknowledgements while it was down, writing again after ${firstAckMs.most} ms at most, all of it stored after ${backMs.most} ms, ${lost.length} of ${acked} words lost.`
    return { isGood, sentence, report }
  },
}

async function postgresRun(
  { seed, writers, times, say }: Pick<Settings, 'seed' | 'writers' | 'say'> & { times: number },
  { databaseUrl, postgres: store }: Target,
): Promise<PostgresReport> {
  if (databaseUrl === undefined || store === undefined) throw new Error('there is no Postgres to stop')
  const random = seeded(seed)
  const server = await serverProcess({ isDemo: true, databaseUrl })
  const seen: Findings[] = []
  const downs: number[] = []
  const firsts: number[] = []
  const backs: number[] = []
  let acksWhileDown = 0
  let lesson: Lesson | null = null
  try {
    await server.start()
    lesson = openLesson(await demoPlace(server.origin, writers), 100)
    const people = await lesson.typing(
      Array.from({ length: writers }, (_, at) => at),
      (at) => `p${at}`,
    )
    for (let time = 0; time < times; time++) {
      people.forEach((writer) => writer.start())
      await pause(typeMs)
      await store.crash()
      const goneAt = performance.now()
      const downMs = downMinMs + random() * (downMaxMs - downMinMs)
      await pause(downMs)
      acksWhileDown += people.filter((writer) => writer.ackedAt > goneAt + onTheWayMs).length
      await store.start()
      const backAt = performance.now()
      firsts.push((await firstAck(people, backAt)) - backAt)
      await finish(people)
      downs.push(downMs)
      backs.push(performance.now() - backAt)
      seen.push(await lesson.look())
      say(`stop ${time + 1}: down ${Math.round(downMs)} ms, first ${Math.round(firsts.at(-1) ?? 0)} ms`)
    }
    // Once more, and the server dies while the database is away: what was called saved is on disk, and nowhere else.
    people.forEach((writer) => writer.start())
    await pause(typeMs)
    await store.crash()
    await pause(downMinMs)
    people.forEach((writer) => (writer.stop(), writer.client.disconnect()))
    await server.kill()
    await store.start()
    await server.start()
    seen.push(await lesson.look())
    const spreads = { downMs: spreadOf(downs), firstAckMs: spreadOf(firsts), backMs: spreadOf(backs) }
    return { stops: downs.length, acksWhileDown, ...spreads, ...summed(seen) }
  } finally {
    lesson?.close()
    await server.dispose()
  }
}

/** When the first of them heard something after that time. */
async function firstAck(people: TokenWriter[], after: number): Promise<number> {
  const heard = people.map(async (writer) => {
    await writer.client.when(() => writer.ackedAt > after, 'acknowledged again', 60_000)
    return writer.ackedAt
  })
  const all = await Promise.all(heard)
  return Math.min(...all)
}
