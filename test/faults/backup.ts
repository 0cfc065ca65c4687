import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import postgres from 'postgres'
import { claire, pick } from '#test/helpers/demo.ts'
import { signIn } from '#test/helpers/live-client.ts'
import { builtServer, type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { openClient } from './clients.ts'
import type { Experiment, Settings, Target } from './experiment.ts'
import { demoPlace, finish, openLesson, patienceMs, pause, spreadOf } from './lesson.ts'
import { type TokenWriter, tokensIn } from './token-writer.ts'

const typeMs = 5_000
const everyMs = 200

/** A backup is taken while people type, and restored on a bare folder: what was saved before it began is in it. */
export const backup: Experiment = {
  name: 'backup',
  targets: ['embedded', 'server'],
  async run(settings, target) {
    const report = await backupRun(settings, target)
    const sentence = `${settings.writers} typed while a backup was taken in ${report.seconds} s (${report.megabytes} MB): of ${report.savedBefore} words saved before it, ${report.missing} are missing after the restore; acknowledged in ${report.quietMs.p99} ms (p99) before and ${report.besideMs.p99} ms beside it.`
    return { isGood: report.missing === 0 && report.isSameContent, sentence, report }
  },
}

async function backupRun({ writers, say }: Settings, { databaseUrl }: Target) {
  const place = mkdtempSync(join(tmpdir(), 'preau-backup-run-'))
  const variables = { BACKUP_EVERY: '0' }
  const where = databaseUrl === undefined ? {} : { databaseUrl }
  const server = await serverProcess({ isDemo: true, dataDir: join(place, 'first'), variables, ...where })
  const emptyUrl = databaseUrl === undefined ? undefined : await newDatabase(databaseUrl)
  const restoredWhere = emptyUrl === undefined ? {} : { databaseUrl: emptyUrl }
  const restored = await serverProcess({ isDemo: true, dataDir: join(place, 'second'), variables, ...restoredWhere })
  const file = join(place, 'taken.preau')
  try {
    await server.start()
    const lessonPlace = await demoPlace(server.origin, writers)
    const lesson = openLesson(lessonPlace, everyMs)
    const typing = await lesson.typing(
      Array.from({ length: writers }, (_, at) => at),
      (at) => `b${at}`,
    )
    await pause(typeMs)
    const quiet = counts(typing)
    const savedBefore = typing.flatMap((_, at) => acknowledged(lesson.options(at, `b${at}`).logFile))
    const startedAt = performance.now()
    const made = await command(['backup', '--json', '--out', file], server, databaseUrl)
    const seconds = Math.ceil((performance.now() - startedAt) / 1_000)
    const beside = typing.flatMap((writer, at) => writer.ackMs.slice(quiet[at]))
    const quietMs = typing.flatMap((writer, at) => writer.ackMs.slice(0, quiet[at]))
    say(`taken in ${seconds} s`)
    await finish(typing)
    lesson.close()
    const key = ['--key-file', join(server.dataDir, 'secret.key')]
    await command(['restore', file, ...key], restored, emptyUrl)
    say('restored')
    // Before anybody works in it: nothing but the note of the backup itself may differ.
    const again = await command(['backup', '--json', '--out', join(place, 'again.preau')], restored, emptyUrl)
    await restored.start()
    const there = await wordsIn(restored, lessonPlace.room)
    return {
      seconds,
      megabytes: Number((statSync(file).size / 1e6).toFixed(1)),
      savedBefore: savedBefore.length,
      missing: savedBefore.filter((text) => !there.has(text)).length,
      isSameContent: hashOf(made) === hashOf(again),
      quietMs: spreadOf(quietMs),
      besideMs: spreadOf(beside),
    }
  } finally {
    await server.dispose()
    await restored.dispose()
    rmSync(place, { recursive: true, force: true })
  }
}

const hashOf = (line: string): unknown => pick(JSON.parse(line), 'contentHash')
const counts = (typing: TokenWriter[]) => typing.map((writer) => writer.ackMs.length)

const acknowledged = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('A '))
    .map((line) => line.slice(2))

async function wordsIn({ origin }: ServerProcess, room: string): Promise<Set<string>> {
  const { cookie } = await signIn(origin, claire)
  const reader = openClient('live', { origin, cookie, room })
  try {
    await reader.whenLive(patienceMs)
    return new Set(tokensIn(reader.ydoc).map(({ text }) => text))
  } finally {
    reader.destroy()
  }
}

async function newDatabase(url: string): Promise<string> {
  const client = postgres(url, { max: 1, onnotice: () => undefined })
  await client.unsafe('create database restored')
  await client.end()
  const own = new URL(url)
  own.pathname = '/restored'
  return own.href
}

/** Throws what the command said where it did not end well. */
function command(given: string[], { dataDir, port }: ServerProcess, databaseUrl: string | undefined): Promise<string> {
  const where = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), ...where }
  const file = join(dirname(builtServer()), 'backup.js')
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, ...given], { env }, (error, out, err) =>
      error ? reject(new Error(out + err)) : resolve(out),
    )
  })
}
