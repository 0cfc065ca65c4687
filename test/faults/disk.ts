import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverProcess } from '#test/helpers/server-process.ts'
import { startPostgres } from '#test/helpers/tools.mjs'
import type { Experiment, Settings, Target } from './experiment.ts'
import {
  countWrong,
  demoPlace,
  type Findings,
  finish,
  type Lesson,
  openLesson,
  pause,
  spreadOf,
  summed,
} from './lesson.ts'

const defaultTimes = 10
const diskBytes = 512 * 1024 * 1024
const typeMs = 1_000
/** An acknowledgement of what was stored just before may still arrive. */
const onTheWayMs = 250
const fullWithinMs = 60_000
const stayFullMs = 3_000
/** A larger thing, a snapshot say, finds no space where a row still does: full is it when rows fail. */
const saysFull = (line: string) => line.includes('append failed') && /no space left|could not extend/i.test(line)

interface DiskReport extends ReturnType<typeof summed> {
  /** Times the disk was full and stayed so. */
  fulls: number
  /** Times the server was killed while it was, and the page read before anybody who saw it was back. */
  kills: number
  /** True ones, where nothing is lost: a database finds room for some rows in what it has. */
  acksWhileFull: number
  /** Lines of the server's log that say so of what people write. */
  linesAboutSpace: number
  /** The server process ended by itself while the disk was full. */
  deaths: number
  /** From the moment there is space again until all that was typed meanwhile is acknowledged. */
  backMs: ReturnType<typeof spreadOf>
}

/**
 * No space left on the database's disk (reliability.md T08): a small file system in memory, and a file that fills it. Every
 * second time the server is killed while it is full: what was called saved and is not would else be stored later, unseen.
 */
export const disk: Experiment = {
  name: 'disk',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const report = await diskRun({ ...settings, times: settings.times ?? defaultTimes }, target)
    const { fulls, kills, acksWhileFull, deaths, backMs, lost, acked } = report
    const isGood = countWrong(report) + deaths === 0
    const sentence = `the disk was full ${fulls} times, and the server killed in ${kills} of them: ${acksWhileFull} acknowledgements while it was, the server ended by itself ${deaths} times, all was stored ${backMs.most} ms after there was space at the latest, ${lost.length} of ${acked} words lost.`
    return { isGood, sentence, report }
  },
}

async function diskRun(
  { writers, times, say }: Pick<Settings, 'writers' | 'say'> & { times: number },
  { name }: Target,
): Promise<DiskReport> {
  const mount = smallDisk()
  const store = name === 'server' ? await startPostgres(mount.path) : null
  const where = store ? { databaseUrl: store.url } : { dataDir: join(mount.path, 'data') }
  const server = await serverProcess({ isDemo: true, ...where })
  const linesAboutSpace = async () => (await server.output()).split('\n').filter(saysFull).length
  const seen: Findings[] = []
  const backs: number[] = []
  let acksWhileFull = 0
  let kills = 0
  let deaths = 0
  let lesson: Lesson | null = null
  try {
    await server.start()
    lesson = openLesson(await demoPlace(server.origin, writers), 50)
    const people = await lesson.typing(
      Array.from({ length: writers }, (_, at) => at),
      (at) => `p${at}`,
    )
    for (let time = 0; time < times; time++) {
      let isAlive = true
      void server.ended().then(() => (isAlive = false))
      people.forEach((writer) => writer.start())
      await pause(typeMs)
      const before = await linesAboutSpace()
      await until(async () => (mount.fill(), (await linesAboutSpace()) > before), 'the disk is full')
      const fullAt = performance.now()
      await until(async () => (mount.fill(), performance.now() - fullAt > stayFullMs), 'full for a while')
      acksWhileFull += people.filter((writer) => writer.ackedAt > fullAt + onTheWayMs).length
      if (!isAlive) deaths++
      const hasLived = isAlive
      const isKilled = time % 2 === 0
      if (isKilled) {
        kills++
        people.forEach((writer) => writer.stop())
        await server.kill()
        people.forEach((writer) => writer.client.disconnect())
      }
      mount.free()
      const freeAt = performance.now()
      if (isKilled || !hasLived) await server.start()
      if (isKilled) {
        seen.push(await lesson.look())
        people.forEach((writer) => writer.client.connect())
      }
      await finish(people)
      if (hasLived && !isKilled) backs.push(performance.now() - freeAt)
      seen.push(await lesson.look())
      say(
        `full ${time + 1}: ${seen.at(-1)?.acked} acknowledged${isKilled ? ', killed' : ''}${hasLived ? '' : ', ENDED'}`,
      )
    }
    people.forEach((writer) => writer.client.disconnect())
    await server.kill()
    await server.start()
    seen.push(await lesson.look())
    return {
      fulls: times,
      kills,
      linesAboutSpace: await linesAboutSpace(),
      acksWhileFull,
      deaths,
      backMs: spreadOf(backs),
      ...summed(seen),
    }
  } finally {
    lesson?.close()
    await server.dispose()
    await store?.stop()
    mount.remove()
  }
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + fullWithinMs
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`never became true: ${what}`)
    await pause(50)
  }
}

/** Throws where this process may not mount. */
function smallDisk() {
  const path = mkdtempSync(join(tmpdir(), 'preau-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', path])
  // The database's folder in it belongs to another user.
  chmodSync(path, 0o755)
  const ballast = join(path, 'ballast')
  const unmount = () => execFileSync('umount', ['-l', path])
  process.once('exit', unmount)
  return {
    path,
    fill() {
      const file = openSync(ballast, 'a')
      for (let size = 1024 * 1024; size >= 4096;) if (!couldWrite(file, size)) size /= 2
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      process.removeListener('exit', unmount)
      unmount()
      rmSync(path, { recursive: true, force: true })
    },
  }
}

function couldWrite(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size, 1)) === size
  } catch {
    return false
  }
}
