import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { basename, dirname, join, resolve } from 'node:path'
import { pino } from 'pino'
import type { Logger } from 'pino'
import { Folding } from '#collab/relay/folding.ts'
import { createRelay } from '#collab/relay/relay.ts'
import { type OpenDatabase, openDatabase } from '#db/client.ts'
import { listSessionsWithUsers } from '#db/queries/sessions.ts'
import { TablesRefused } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { seedReference } from '#db/seed/reference.ts'
import { keepShipped } from './frameworks/shipped.ts'
import { createApp } from './app.ts'
import { startAuditing } from './audit/check.ts'
import { backupAnswers } from './backup/by-running.ts'
import { startBackups } from './backup/schedule.ts'
import { adoptBoardRules } from './boards/adopt.ts'
import { startRedacting } from './boards/forgetting.ts'
import { startForgetting } from './chat/forget.ts'
import { sessionFromCookie, sweepSessions } from './auth/sessions.ts'
import { openConsole } from './console/console.ts'
import { startKeepingUp } from './directory/keep.ts'
import { startFigures } from './figures/nightly.ts'
import type { Deps } from './kit/context.ts'
import { prepareDemo } from './demo/prepare.ts'
import { devPages } from './dev-pages.ts'
import { readEnvironment, SettingsError } from './env.ts'
import type { Environment } from './env.ts'
import { killAt, type Reached } from './kit/failpoints.ts'
import { gather } from './gather.ts'
import { watchHealth } from './health.ts'
import { createHttpServer } from './http.ts'
import { judgeKey, type KeyVerdict, noteKey, refusalWords } from './key/judge-key.ts'
import { storeSecretKey } from './key/secret-key.ts'
import { startLetters } from './posting.ts'
import { createLivePorts } from './live.ts'
import { createPendingNews } from './pending/pending.ts'
import { logDestination, tellError } from './log.ts'
import { lookThroughBoard } from './boards/findings.ts'
import { startReminding } from './plan/reminders.ts'
import { sweepNotices } from './notices/notices.ts'
import { builtPages, type Pages } from './pages.ts'
import { dieOnUnknownErrors, outliveReaders, stopOnSignals } from './process.ts'
import { checkSoon } from './documents/check.ts'
import { startNightly } from './documents/nightly.ts'
import { startEnds } from './ends/ends.ts'
import { obeySoon } from './writing/writing.ts'
import { startTendingRemovals } from './removals/forget.ts'
import { startQuiet } from './quiet/watch.ts'
import { recoveryAnswers } from './recovery/by-server.ts'
import { movedClock } from './test-clock.ts'
import { issueSetupLink } from './setup/setup.ts'
import { startFolding } from './versions/fold.ts'

/** How long a slow answer may take once the process is asked to stop. */
const drainMs = 5_000
const sweepEveryMs = 60 * 60 * 1000

/** Sources run from server/, the bundle from dist/server/. */
const here = import.meta.dirname
const unavailable = (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(503).end()
const root = resolve(here, basename(dirname(here)) === 'dist' ? '../..' : '..')

await main()

async function main(): Promise<void> {
  outliveReaders()
  const environment = readEnvironmentOrExit()
  const log = await openLog(environment)
  dieOnUnknownErrors(log)
  if (environment.redisUrl) log.warn({}, 'REDIS_URL is set but this version runs as one node; it is not used')
  const data = await openData(environment, log)
  const house = build(data, log)
  const front = await openFront(data.environment, house)
  // Before anybody can come in: a half-seeded school would greet them.
  const greeting = environment.isDemo ? await prepareDemo(house.deps, environment) : []
  const work = await startWork(data, house)
  await listenOrExit(front.server, environment, log)
  stopOnSignals(log, async () => {
    house.health.leave()
    await work.stop()
    await house.relay.rooms.close()
    await front.close()
    await house.folding.close()
    await data.database.close()
    log.info({}, 'stopped')
  })
  await greet(house.deps, environment, greeting)
}

interface Data {
  /** With the key of this data. */
  environment: Environment
  database: OpenDatabase
  reached: Reached | undefined
}

/** The database, brought up to date under its own key. */
async function openData(environment: Environment, log: Logger): Promise<Data> {
  const database = await openDatabaseOrExit(environment, log)
  const reached = environment.failpoint && killAt(environment.failpoint)
  if (reached) log.warn(environment.failpoint, 'this process is for a fault test: it kills itself')
  const verdict = await judgeKeyOrExit(environment, database)
  await migrateOrExit(environment, database, reached && (() => reached('mid-migration')))
  const settled = await settleKey(environment, database, verdict)
  await seedReference(database.db)
  await keepShipped(database.db)
  await adoptBoardRules({ db: database.db, now: () => new Date(), log })
  return { environment: settled, database, reached }
}

type House = ReturnType<typeof build>

/** The one place that builds what use cases and sockets work with. */
function build({ environment, database, reached }: Data, log: Logger) {
  const folding = new Folding()
  const { settings } = environment
  const base = { db: database.db, database: database.kind, folding, now: clockOf(environment, log), settings, log }
  const findLogin = gather((ids: string[]) => listSessionsWithUsers(database.db, ids))
  const ports = createLivePorts({
    ...base,
    sessionFromCookie: (cookie) => sessionFromCookie(deps, cookie, findLogin),
    reached,
    onPending: createPendingNews(() => deps),
    onDamaged: (documentId) => checkSoon(deps, documentId),
    onRuled: (documentId) => obeySoon(deps, documentId),
    onQuiet: (documentId) => {
      lookThroughBoard(deps, documentId).catch((error: unknown) =>
        log.warn({ err: error, documentId }, 'a board could not be looked through'),
      )
    },
  })
  const relay = createRelay(ports, {
    isAllowedOrigin: (origin) => origin !== undefined && settings.origins.includes(origin),
  })
  const deps: Deps = { ...base, rooms: relay.rooms }
  const health = watchHealth(database.db, database.kind === 'embedded' ? environment.dataDir : null)
  return { deps, relay, folding, health, clock: ports.clock }
}

/** The HTTP server, not yet listening, and the pages behind it. */
async function openFront({ isDev, settings }: Environment, { deps, relay, health }: House) {
  const app = createApp(deps)
  const front: { pages: Pages; close(): Promise<void> } = { pages: unavailable, close: async () => undefined }
  const server = createHttpServer({
    fetch: (request, from) => app.fetch(request, from),
    upgrade: relay.upgrade,
    answer: relay.answer,
    pages: (request, response) => front.pages(request, response),
    health,
    settings,
    isDev,
    log: deps.log,
  })
  Object.assign(front, isDev ? await devPages(root, server) : { pages: builtPages(join(root, 'dist/client')) })
  const close = () => closeServer(server).then(() => front.close())
  return { server, close }
}

/** What happens by itself, and the door for commands. */
async function startWork({ environment, database }: Data, { deps, clock }: House): Promise<{ stop(): Promise<void> }> {
  const watches = [
    startSweeping(deps),
    startEnds(deps),
    startFolding(deps),
    startNightly(deps, clock),
    startForgetting(deps, clock),
    startRedacting(deps),
    startTendingRemovals(deps),
    startQuiet(deps),
    startReminding(deps),
    startBackups(deps, environment),
    startAuditing(deps),
    startKeepingUp(deps),
    startFigures(deps),
    ...startLetters(deps, environment.mail),
  ]
  const { holdFolder } = database
  const answers = holdFolder && { ...recoveryAnswers(deps), ...backupAnswers(deps.db, holdFolder) }
  const commands = answers && (await openConsole(environment.dataDir, answers, deps.log))
  return {
    async stop() {
      for (const watch of watches) watch.stop()
      await commands?.close()
    },
  }
}

function startSweeping(deps: Deps): { stop(): void } {
  const timer = setInterval(() => {
    sweepSessions(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'expired sessions were not removed'))
    sweepNotices(deps).catch((error: unknown) => deps.log.warn({ err: error }, 'old notices were not removed'))
  }, sweepEveryMs)
  return { stop: () => clearInterval(timer) }
}

function clockOf({ testClock }: Environment, log: Logger): () => Date {
  if (testClock === undefined) return () => new Date()
  log.warn({ testClock }, 'a file moves the clock: this process is for a test')
  return movedClock(testClock)
}

function readEnvironmentOrExit(): Environment {
  try {
    return readEnvironment()
  } catch (error) {
    if (error instanceof SettingsError) exitWith(`Préau cannot start with these settings:\n${error.message}`)
    throw error
  }
}

async function openLog({ logLevel, isDev }: Environment): Promise<Logger> {
  const options = { level: logLevel, serializers: { err: tellError, error: tellError } }
  if (!isDev) return pino(options, logDestination())
  const { default: pretty } = await import('pino-pretty')
  return pino(options, pretty({ sync: true, ignore: 'pid,hostname' }))
}

async function openDatabaseOrExit(environment: Environment, log: Logger): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, allowUnsafeDatabase } = environment
  try {
    return await openDatabase({ databaseUrl, dataDir, log, allowUnsafe: allowUnsafeDatabase })
  } catch (error) {
    log.debug({ err: error }, 'the database did not open')
    return exitWith(`Préau cannot open its database: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Before anything is written: data without its key is left alone. */
async function judgeKeyOrExit({ key, acceptsNewKey }: Environment, database: OpenDatabase): Promise<KeyVerdict> {
  const verdict = await judgeKey(database.db, key)
  if (!('expected' in verdict) || acceptsNewKey) return verdict
  await database.close()
  return exitWith(refusalWords(verdict, key))
}

async function migrateOrExit(
  { databaseUrl, dataDir }: Environment,
  database: OpenDatabase,
  onStatement?: () => void,
): Promise<void> {
  try {
    await migrateDatabase(database.db, onStatement)
  } catch (error) {
    if (!(error instanceof TablesRefused)) throw error
    await database.close()
    exitWith(`Préau does not start on ${databaseUrl ? 'the database of DATABASE_URL' : dataDir}. ${error.message}`)
  }
}

/** The key on the disk first: data must not name one that a power cut takes away. */
async function settleKey(environment: Environment, { db }: OpenDatabase, verdict: KeyVerdict): Promise<Environment> {
  if (verdict.kind === 'fits') return environment
  const key = storeSecretKey(environment.key)
  await noteKey(db, key, { now: new Date(), isReplaced: verdict.kind !== 'first' })
  return { ...environment, key, settings: { ...environment.settings, secretKey: key.bytes } }
}

async function listenOrExit(server: Server, { host, port }: Environment, log: Logger): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    log.debug({ err: error }, 'listening failed')
    exitWith(
      `Préau cannot listen on ${host}:${port} (${error instanceof Error ? error.message : String(error)}). Is the port taken? Set PORT.`,
    )
  }
  // A stranger who opens more than the system allows is no reason to end.
  server.on('error', (error) => log.error({ err: error }, 'a connection could not be accepted'))
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearTimeout(timer)
}

/** Plain lines for the person who started it, between the log's. */
async function greet(deps: Deps, environment: Environment, greeting: readonly string[]): Promise<void> {
  const { origin } = environment.settings.publicUrl
  greeting.forEach(say)
  const link = await issueSetupLink(deps)
  if (link) say(`Set up the first school within 30 minutes: ${link}`)
  say(`Préau is ready on ${origin}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function exitWith(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
