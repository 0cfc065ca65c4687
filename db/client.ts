import { drizzle } from 'drizzle-orm/postgres-js'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { Options, PostgresType, Sql } from 'postgres'
import { openEmbedded } from './embedded.ts'
import type { DatabaseLog } from './log.ts'

export type Db = PostgresJsDatabase & { $client: Sql }
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
/** What every query takes first: a query on the pool awaited inside a transaction would wait for ever when embedded. */
export type DbOrTx = Db | Tx

export interface OpenDatabase {
  db: Db
  kind: 'embedded' | 'server'
  /** Of the embedded database: lets its folder be copied while it is written in. Null where a server stores. */
  holdFolder: (() => Promise<FolderHold>) | null
  close(): Promise<void>
}

/** While it lasts there is no checkpoint, so that a copy of the folder can be made whole from the database's own log. */
export interface FolderHold {
  folder: string
  /** Ends it; false where there was a checkpoint all the same, and the copy is good for nothing. */
  release(): Promise<boolean>
}

export class HeldAlready extends Error {
  constructor() {
    super('the folder of the database is being copied already')
    this.name = 'HeldAlready'
  }
}

interface DatabaseSettings {
  /** Postgres to use; without it the embedded database under `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  log: DatabaseLog
  /** Accept a server that loses acknowledged writes. */
  allowUnsafe?: boolean | undefined
  /** Embedded only. The database is gone: by default the process ends, so that whoever watches it starts it anew. */
  onCrash?: ((reason: Error) => void) | undefined
}

type ClientOptions = Options<Record<string, PostgresType>>

/**
 * Drizzle reads arrays itself. The driver's own query for array types, sent by each new connection, leaves a pool slot
 * hanging for ever when the server drops the connection during it.
 */
const fetchTypes = { fetch_types: false }

/** There is no autovacuum and no checkpointer in the embedded database: its log would grow until the next start. */
const vacuumEveryMs = 6 * 60 * 60 * 1000
const checkpointEveryMs = 60_000
/** Of the database's own log; what a start after a power cut has to read again. */
const checkpointBytes = 32 * 1024 * 1024
const poolSize = 10
const closeTimeoutSeconds = 5

/** Opens the database without migrating it. Throws where the folder is in use or the server would lose writes. */
export function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  return settings.databaseUrl ? openServer(settings.databaseUrl, settings) : openInFolder(settings)
}

async function openInFolder({ dataDir, log, onCrash }: DatabaseSettings): Promise<OpenDatabase> {
  const embedded = await openEmbedded(resolve(dataDir), log, onCrash ?? ((reason) => endProcess(log, reason)))
  // All connections of the embedded database are one backend: a second one would share locks and transactions.
  const client = postgres({
    path: embedded.socketPath,
    username: 'postgres',
    database: 'postgres',
    max: 1,
    max_lifetime: null,
    ...fetchTypes,
    onnotice: () => undefined,
  })
  const vacuum = setInterval(() => {
    client.unsafe('VACUUM (ANALYZE)').catch((error: unknown) => log.warn({ error }, 'vacuum failed'))
  }, vacuumEveryMs)
  const folder = folderHolds(client, join(resolve(dataDir), 'database'))
  const checkpoint = setInterval(() => {
    if (folder.isHeld()) return
    checkpointWhenDue(client).catch((error: unknown) => log.warn({ error }, 'checkpoint failed'))
  }, checkpointEveryMs)
  vacuum.unref()
  checkpoint.unref()
  return {
    db: drizzle(client, { casing: 'snake_case' }),
    kind: 'embedded',
    holdFolder: folder.hold,
    async close() {
      clearInterval(vacuum)
      clearInterval(checkpoint)
      await client.end({ timeout: closeTimeoutSeconds })
      await embedded.close()
    },
  }
}

async function checkpointWhenDue(client: Sql): Promise<void> {
  const [row] = await client<{ isDue: boolean }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) > ${checkpointBytes} as "isDue" from pg_control_checkpoint()`
  if (row?.isDue) await client.unsafe('CHECKPOINT')
}

/** One copy at a time: the checkpoint that begins a second one would spoil the first. */
function folderHolds(client: Sql, folder: string) {
  let isHeld = false
  const lastCheckpoint = async () => {
    const [row] = await client<{ lsn: string }[]>`select checkpoint_lsn::text as lsn from pg_control_checkpoint()`
    return row?.lsn ?? ''
  }
  return {
    isHeld: () => isHeld,
    async hold(): Promise<FolderHold> {
      if (isHeld) throw new HeldAlready()
      isHeld = true
      try {
        await client.unsafe('CHECKPOINT')
        const begun = await lastCheckpoint()
        return {
          folder,
          release: () =>
            lastCheckpoint()
              .then((last) => last === begun)
              .finally(() => (isHeld = false)),
        }
      } catch (error) {
        isHeld = false
        throw error
      }
    },
  }
}

async function openServer(url: string, { log, allowUnsafe }: DatabaseSettings): Promise<OpenDatabase> {
  const options: ClientOptions = {
    max: poolSize,
    ...fetchTypes,
    onnotice: () => undefined,
    backoff: reconnectDelaySeconds,
    // Compiling a statement anew each time it is asked costs more than any of ours gains by it.
    connection: { application_name: 'preau', idle_in_transaction_session_timeout: 60_000, jit: false },
  }
  let client: Sql = postgres(url, options)
  try {
    const durability = await whenReady(() => readDurability(client), log)
    if (durability.fsync === 'off' && !allowUnsafe)
      throw new Error(
        'the Postgres server runs with fsync=off and would lose saved work; ALLOW_UNSAFE_DATABASE=1 accepts it',
      )
    if (durability.synchronousCommit === 'off' && !allowUnsafe) {
      log.warn({}, 'the Postgres server has synchronous_commit=off; Préau switches it on for its own connections')
      await client.end({ timeout: closeTimeoutSeconds })
      client = postgres(url, { ...options, connection: { ...options.connection, synchronous_commit: 'on' } })
      await client`select 1`
    }
  } catch (error) {
    await client.end({ timeout: closeTimeoutSeconds })
    throw error
  }
  const opened = client
  return {
    db: drizzle(opened, { casing: 'snake_case' }),
    kind: 'server',
    holdFolder: null,
    close: () => opened.end({ timeout: closeTimeoutSeconds }),
  }
}

/** Postgres' word for "starting, or reading my log": it is up in a while, and a class is at the door. */
const startingCode = '57P03'
const readyWithinMs = 60_000
const askAgainMs = 500

async function whenReady<T>(ask: () => Promise<T>, log: DatabaseLog): Promise<T> {
  const end = Date.now() + readyWithinMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isStarting = error instanceof Error && 'code' in error && error.code === startingCode
      if (!isStarting || Date.now() > end) throw error
      log.warn({}, 'the Postgres server is starting; waiting for it')
      await sleep(askAgainMs)
    }
  }
}

/** The driver's own waits up to 20 s after a server restart, while people are writing. */
function reconnectDelaySeconds(retries: number): number {
  return Math.min(0.02 * 2 ** retries, 1) * (0.5 + Math.random() / 2)
}

async function readDurability(client: Sql) {
  const [row] = await client<{ fsync: string; synchronousCommit: string }[]>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit"`
  if (!row) throw new Error('the Postgres server told nothing about its settings')
  return row
}

function endProcess(log: DatabaseLog, reason: Error): void {
  log.fatal({ err: reason }, 'the embedded database stopped; the process ends so that it can be started anew')
  process.exit(1)
}
