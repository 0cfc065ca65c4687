import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { demoPlace, finish, openLesson, pause, type Place, quantile } from '../lesson.ts'
import type { TokenWriter } from '../token-writer.ts'
import { type Drive, type Driven, drive } from './driver.ts'

interface RawReport {
  requests: number
  answered: number
  deaths: number
  /** Lines of errors that nobody listened to. */
  unheard: number
  /** Longest that the event loop was held, in milliseconds, before and meanwhile. */
  heldMs: { quiet: number; meanwhile: number }
  grownMegabytes: number
  /** From a typed word to `stored`, p99 in milliseconds. */
  lessonMs: { quiet: number; meanwhile: number }
  lost: number
}

const writers = 10
const typeEveryMs = 400
/** What is made once for the whole process (compressed pages, a worker) is there before memory is weighed. */
const warmUp = 600
const quietMs = 20_000
/** The longest that a connection may live that nobody uses: then what they held is free. */
const afterwardsMs = 6_000
const mega = 1024 * 1024

const root = resolve(import.meta.dirname, '../../..')
const probed = z.object({ heldMs: z.number(), usedBytes: z.number(), rss: z.number() })
const driven = z.object({ sent: z.number(), answered: z.number() })

/** The built product with the demonstration, and something in it that says how it fares. */
export async function probedServer(): Promise<ServerProcess & { probe(): Promise<z.infer<typeof probed>> }> {
  const path = join(tmpdir(), `preau-probe-${process.pid}-${Date.now()}.sock`)
  const probeFile = pathToFileURL(join(import.meta.dirname, 'probe.mjs')).href
  const server = await serverProcess({
    isDemo: true,
    variables: { NODE_OPTIONS: `--import=${probeFile}`, PROBE_SOCKET: path },
  })
  const probe = async () => {
    const socket = connect(path)
    socket.write('how is it?')
    return probed.parse(JSON.parse(await text(socket)))
  }
  return Object.assign(server, { probe })
}

const unheardLines = [
  'an error nobody caught',
  'a socket failed that nobody listened to',
  'a request failed',
  'an answer failed',
  'an upgrade failed',
]

/** How many lines of its log speak of an error that should have been heard where it happened. */
export const unheardIn = (output: string) =>
  output.split('\n').filter((line) => unheardLines.some((words) => line.includes(words))).length

function driveBeside(given: Drive): Promise<Driven> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'driver-process.ts')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(given))
  return text(child.stdout).then((said) => driven.parse(JSON.parse(said)))
}

/** Words typed from now on: how long each waits for `stored`. */
function watch(made: TokenWriter[]) {
  const from = made.map((writer) => writer.ackMs.length)
  return () =>
    Math.round(
      quantile(
        made.flatMap((writer, at) => writer.ackMs.slice(from[at])),
        0.99,
      ),
    )
}

async function typingBeside(place: Place, work: (made: TokenWriter[]) => Promise<Omit<RawReport, 'lost'>>) {
  const lesson = openLesson(place, typeEveryMs)
  try {
    const made = await lesson.typing(
      Array.from({ length: writers }, (_, at) => at),
      (at) => `w${at}`,
    )
    const report = await work(made)
    await finish(made)
    return { ...report, lost: (await lesson.look()).lost.length }
  } finally {
    lesson.close()
  }
}

/** Mutated and broken requests against a server in which ten people write. */
export async function rawRun(settings: {
  seed: number
  requests: number
  say(line: string): void
}): Promise<RawReport> {
  const { seed, requests, say } = settings
  const server = await probedServer()
  let deaths = 0
  try {
    await server.start()
    void server.ended().then(() => deaths++)
    const place = await demoPlace(server.origin, writers)
    const target = { port: server.port, page: place.room, cookie: place.reader }
    await drive({ ...target, seed: seed + 1, requests: warmUp, step: 1_000 })
    return await typingBeside(place, async (made) => {
      await pause(afterwardsMs)
      const before = await server.probe()
      const quietP99 = watch(made)
      await pause(quietMs)
      const quiet = { heldMs: (await server.probe()).heldMs, p99: quietP99() }
      say(`without: p99 ${quiet.p99} ms, loop held ${Math.round(quiet.heldMs)} ms at most`)
      const busyP99 = watch(made)
      const { answered } = await driveBeside({ ...target, seed, requests, step: 1 })
      const meanwhile = busyP99()
      const { heldMs } = await server.probe()
      await pause(afterwardsMs)
      const after = await server.probe()
      return {
        requests,
        answered,
        deaths,
        unheard: unheardIn(await server.output()),
        heldMs: { quiet: Math.round(quiet.heldMs), meanwhile: Math.round(heldMs) },
        grownMegabytes: Math.round(((after.usedBytes - before.usedBytes) / mega) * 10) / 10,
        lessonMs: { quiet: quiet.p99, meanwhile },
      }
    })
  } finally {
    await server.dispose()
  }
}
