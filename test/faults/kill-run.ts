import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { claire, sharedPage, signInPupil } from '#test/helpers/demo.ts'
import { contentHash, LiveClient, type Login, signIn } from '#test/helpers/live-client.ts'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { TokenWriter, tokensIn, type WriterOptions } from './token-writer.ts'

export interface KillSettings {
  kills: number
  databaseUrl?: string
  writers: number
  everyMs: number
  seed: number
  say?: (line: string) => void
}

export interface KillReport {
  kills: number
  sent: number
  acked: number
  /** Acknowledged and not there afterwards. */
  lost: string[]
  doubled: string[]
  outOfOrder: string[]
  /** Two fresh clients that hold other words than each other, or something pending. */
  unequal: number
  pending: number
  refusals: number
  ackMs: { p50: number; p95: number }
  /** From the restart to the moment when every surviving writer has all of its words stored. */
  backMs: { p95: number; most: number }
  restartMs: { p50: number; most: number }
}

const root = resolve(import.meta.dirname, '../..')
/** How long writers type before each kill. */
const typeMinMs = 1_500
const typeMaxMs = 3_500

/**
 * kill -9 of the server while people type, half of them killed with it (reliability.md T01). After each restart two fresh
 * clients must hold every acknowledged token once, in its author's order (I1-I4).
 */
export async function killRun(settings: KillSettings): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'preau-faults-'))
  const random = seeded(settings.seed)
  const { databaseUrl } = settings
  const server = await serverProcess({ isDemo: true, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  const restarts: number[] = []
  const backs: number[] = []
  const totals = { unequal: 0, pending: 0, refusals: 0 }
  let survivors: TokenWriter[] = []
  try {
    await server.start()
    const teacher = await signIn(server.origin, claire)
    const room = await sharedPage(server.origin, teacher, 'Jetons · Tokens')
    const people = await Promise.all(
      Array.from({ length: settings.writers }, (_, at) => signInPupil(server.origin, at * 2)),
    )
    const half = Math.floor(settings.writers / 2)
    const options = (login: Login, at: number, author: string): WriterOptions => ({
      origin: server.origin,
      cookie: login.cookie,
      room,
      author,
      logFile: join(folder, `${author}.log`),
      everyMs: settings.everyMs,
      place: at % 2 === 0 ? 'shared' : 'own',
    })
    survivors = people.slice(half).map((login, at) => new TokenWriter(options(login, at, `s${at}`)))
    await Promise.all(survivors.map((writer) => writer.client.whenLive()))
    survivors.forEach((writer) => writer.start())
    for (let kill = 0; kill < settings.kills; kill++) {
      const doomed = await startDoomed(people.slice(0, half).map((login, at) => options(login, at, `k${kill}-${at}`)))
      await pause(typeMinMs + random() * (typeMaxMs - typeMinMs))
      // One signal right after the other, either first: sometimes the server dies with words in hand, sometimes its writers.
      if (random() < 0.5) doomed.kill('SIGKILL')
      const isGone = server.kill()
      doomed.kill('SIGKILL')
      await isGone
      restarts.push(await server.start())
      const restartedAt = performance.now()
      // They go on typing while they come back; then hands off, so that all of it can be counted.
      await Promise.all(survivors.map((writer) => writer.client.whenLive()))
      survivors.forEach((writer) => writer.stop())
      await Promise.all(survivors.map((writer) => writer.client.when(() => writer.unacked === 0, 'all acknowledged')))
      backs.push(performance.now() - restartedAt)
      const found = await look(server, teacher, room, folder)
      totals.unequal += found.isEqual ? 0 : 1
      totals.pending += found.pending
      if (found.lost.length + found.doubled.length + found.outOfOrder.length > 0) break
      settings.say?.(
        `kill ${kill + 1}: ${found.acked} acknowledged, all there; restart ${Math.round(restarts.at(-1) ?? 0)} ms`,
      )
      survivors.forEach((writer) => writer.start())
    }
    survivors.forEach((writer) => writer.stop())
    await Promise.all(survivors.map((writer) => writer.client.when(() => writer.unacked === 0, 'all acknowledged')))
    const { lost, doubled, outOfOrder, acked, sent } = await look(server, teacher, room, folder)
    totals.refusals = survivors.reduce((sum, writer) => sum + writer.client.refusals.length, 0)
    const acks = survivors.flatMap((writer) => writer.ackMs)
    return {
      kills: restarts.length,
      ...{ sent, acked, lost, doubled, outOfOrder, ...totals },
      ackMs: { p50: quantile(acks, 0.5), p95: quantile(acks, 0.95) },
      backMs: { p95: quantile(backs, 0.95), most: Math.max(...backs) },
      restartMs: { p50: quantile(restarts, 0.5), most: Math.max(...restarts) },
    }
  } finally {
    survivors.forEach((writer) => (writer.stop(), writer.client.destroy()))
    await server.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Two fresh clients read the page; what they hold is compared with what the writers noted on disk. */
async function look(server: ServerProcess, login: Login, room: string, folder: string) {
  const readers = [0, 1].map(() => new LiveClient({ origin: server.origin, cookie: login.cookie, room }))
  try {
    await Promise.all(readers.map((reader) => reader.whenLive()))
    const [one, other] = readers.map((reader) => reader.ydoc)
    if (!one || !other) throw new Error('no readers')
    const { sent, acked } = readLogs(folder)
    const found = tokensIn(one)
    const counts = new Map<string, number>()
    for (const { text } of found) counts.set(text, (counts.get(text) ?? 0) + 1)
    const highest = new Map<string, number>()
    const outOfOrder = found.flatMap(({ author, number, text }) => {
      const before = highest.get(author) ?? -1
      highest.set(author, Math.max(before, number))
      return number < before ? [text] : []
    })
    return {
      sent: sent.length,
      acked: acked.length,
      lost: acked.filter((text) => !counts.has(text)),
      doubled: [...counts].filter(([, count]) => count > 1).map(([text]) => text),
      outOfOrder,
      isEqual: contentHash(one) === contentHash(other),
      pending: [one, other].filter((ydoc) => ydoc.store.pendingStructs !== null || ydoc.store.pendingDs !== null)
        .length,
    }
  } finally {
    readers.forEach((reader) => reader.destroy())
  }
}

function readLogs(folder: string) {
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  const marked = (mark: string) => lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2))
  return { sent: marked('S '), acked: marked('A ') }
}

function startDoomed(writers: WriterOptions[]): Promise<ChildProcess> {
  const file = join(import.meta.dirname, 'doomed.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(writers)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const killAtExit = () => void child.kill('SIGKILL')
  process.once('exit', killAtExit)
  return new Promise((done, fail) => {
    child.stdout.once('data', () => done(child))
    child.once('exit', (code) => {
      process.removeListener('exit', killAtExit)
      fail(new Error(`writers ended early: ${code}`))
    })
  })
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

const quantile = (values: number[], part: number) => {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

/** mulberry32: the same seed kills at the same moments. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
