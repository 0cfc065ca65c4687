import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { copyPreparedDemo } from './prepared-demo.ts'
import { freePort } from './tools.mjs'

const root = resolve(import.meta.dirname, '../..')
const launcher = join(root, 'server/bin/start.mjs')
const readyWithinMs = 120_000
/** Of vitest; a browser's story, an experiment or a bench has the server as it is. */
const isInTest = 'VITEST' in process.env
/** The engine of the embedded database is not compiled a second time for speed: a server that lives a minute never has it back. */
const nodeOptions = ['--enable-source-maps', ...(isInTest ? ['--wasm-tiering-budget=100000000'] : [])]
/** Printed when everything is there, the demonstration too. */
const readyLine = 'Préau is ready on'

interface ServerOptions {
  /** Folder of the data; a temporary one, removed by `dispose`, when absent. */
  dataDir?: string
  databaseUrl?: string
  port?: number
  /** Where nothing else is asked for, its first start finds a demonstration that was set up before. */
  isDemo?: boolean
  /** The programme around it, which is set up anew at each first start. */
  isProgramme?: boolean
  /** As `npm start` does it, and not as the container. */
  isLaunched?: boolean
  /** Read at each start. */
  variables?: Record<string, string>
}

/** The built product as a process of its own, which can be killed and started again on the same data. */
export interface ServerProcess {
  readonly port: number
  readonly origin: string
  readonly dataDir: string
  /** Puts the demonstration there, where it is prepared; `start` does so itself. */
  prepare(): Promise<void>
  /** Starts it, and resolves when it says that it is ready. Gives the milliseconds this took. */
  start(): Promise<number>
  /** SIGKILL: no handler runs. Resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM: it stops in its own way. Gives its exit code. */
  stop(): Promise<number | null>
  /** Resolves when the process has ended, by whatever. */
  ended(): Promise<void>
  /** While it runs. */
  pid(): number
  /** What it has printed since the first start. */
  output(): Promise<string>
  /** Kills it and removes its temporary folder. */
  dispose(): Promise<void>
}

/** PREAU_DIST names another built tree than `dist`, for comparing two builds. */
export const builtServer = () => resolve(root, process.env.PREAU_DIST ?? 'dist', 'server/main.js')

/** Prepares a server process; nothing runs before `start`. */
export async function serverProcess(options: ServerOptions = {}): Promise<ServerProcess> {
  const main = builtServer()
  if (!existsSync(main)) throw new Error(`${main} is missing: run npm run build`)
  const temporary = await mkdtemp(join(tmpdir(), 'preau-server-'))
  const dataDir = options.dataDir ?? join(temporary, 'data')
  const outputFile = join(temporary, 'output.log')
  const port = options.port ?? (await freePort())
  const origin = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  let ended: Promise<number | null> = Promise.resolve(null)

  async function prepare() {
    if (isPrepared(options) && !existsSync(dataDir)) await copyPreparedDemo(main, dataDir, setUpDemo)
  }

  async function start() {
    if (child !== null) throw new Error('the server runs already')
    await prepare()
    const startedAt = performance.now()
    const output = openSync(outputFile, 'a')
    const timesSaid = async () => (await readFile(outputFile, 'utf8')).split(readyLine).length
    const saidBefore = await timesSaid()
    const begun = options.isLaunched === true ? launcher : main
    const started = spawn(process.execPath, [...nodeOptions, begun, ...flagsOf(options)], {
      cwd: root,
      stdio: ['ignore', output, output],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: origin,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
        ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
        ...options.variables,
      },
    })
    child = started
    ended = new Promise((done) =>
      started.once('exit', (code) => {
        child = null
        done(code)
      }),
    )
    await ready(
      origin,
      () => child === started,
      async () => (await timesSaid()) > saidBefore,
    ).catch(async (error: unknown) => {
      await end('SIGKILL')
      throw new Error(`the server did not start:\n${await readFile(outputFile, 'utf8')}`, { cause: error })
    })
    return performance.now() - startedAt
  }

  async function end(signal: NodeJS.Signals) {
    child?.kill(signal)
    return ended
  }

  const killAtExit = () => void child?.kill('SIGKILL')
  process.once('exit', killAtExit)
  return {
    port,
    origin,
    dataDir,
    prepare,
    start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    ended: async () => void (await ended),
    pid() {
      if (child?.pid === undefined) throw new Error('the server does not run')
      return child.pid
    },
    output: () => readFile(outputFile, 'utf8'),
    async dispose() {
      await end('SIGKILL')
      process.removeListener('exit', killAtExit)
      await rm(temporary, { recursive: true, force: true })
    },
  }
}

const flagsOf = ({ isDemo, isProgramme }: ServerOptions) => [
  ...(isDemo ? ['--demo'] : []),
  ...(isProgramme ? ['--programme'] : []),
]

/** What watches the first start itself, or moves its clock, has it from the beginning. */
const isPrepared = ({ isDemo, isProgramme, dataDir, databaseUrl, variables = {} }: ServerOptions) =>
  isDemo === true &&
  isProgramme !== true &&
  dataDir === undefined &&
  databaseUrl === undefined &&
  !('FAILPOINT' in variables || 'TEST_CLOCK' in variables)

async function setUpDemo(dataDir: string): Promise<void> {
  const server = await serverProcess({ isDemo: true, dataDir })
  try {
    await server.start()
    await server.stop()
    await letAllReadTheirBrowser(dataDir)
  } finally {
    await server.dispose()
  }
}

/** Tests name what they see in English; that the German school reads German is a test of its own. */
async function letAllReadTheirBrowser(dataDir: string): Promise<void> {
  const database = await PGlite.create(join(dataDir, 'database'))
  await database.exec('update users set locale = null')
  await database.close()
}

async function ready(origin: string, isAlive: () => boolean, hasSaidSo: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + readyWithinMs
  while (isAlive() && performance.now() < until) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok && (await hasSaidSo())) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(isAlive() ? 'it never became ready' : 'the process ended')
}
