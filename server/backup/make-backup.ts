import { mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FolderInUse } from '#db/claim.ts'
import { openDatabase } from '#db/client.ts'
import type { DatabaseLog } from '#db/log.ts'
import { copyDatabaseFolder } from '#db/copy-folder.ts'
import { TablesRefused } from '#db/known-migrations.ts'
import { requireKnown } from '#db/migrate.ts'
import { databaseSize } from '#db/queries/dump.ts'
import type { Environment } from '../env.ts'
import { judgeKey, refusalWords } from '../key/judge-key.ts'
import { reachBackups, type RunningBackups } from './by-running.ts'
import type { Manifest } from './manifest.ts'
import { BackupRefused } from './refused.ts'
import { outdatedBackups } from './retention.ts'
import { type BackupOutcome, noteOutcome } from './state.ts'
import { draftEnding, writeBackup } from './write-backup.ts'

const copyTries = 3
/** Of the disk, left for the lesson. */
const leastFree = 0.05
/** What a copy and the backup of it need, at most, for each byte of the database. */
const roomFactor = 2

interface MadeBackup {
  manifest: Manifest
  bytes: number
}

/** Makes a backup of what `environment` names, while its server runs or while it does not, and notes how it went. */
export async function makeBackup(environment: Environment, file: string, log: DatabaseLog): Promise<MadeBackup> {
  // Before all else: opening a database that is not there makes one.
  if (!environment.databaseUrl) await requireDatabase(environment.dataDir)
  const running = environment.databaseUrl ? null : await reachBackups(environment.dataDir)
  const note = (outcome: BackupOutcome) => noteWhereItIs(environment, running, outcome, log)
  const at = new Date()
  try {
    await prepareFolder(dirname(file))
    const manifest = await (running ? fromRunning(environment, running, file, log) : fromClosed(environment, file, log))
    const { size: bytes } = await stat(file)
    await note({ at: at.toISOString(), file: basename(file), bytes })
    return { manifest, bytes }
  } catch (error) {
    // In data that this release does not know nothing is noted either.
    if (error instanceof TablesRefused) throw error
    const reason = error instanceof Error ? error.message : String(error)
    await note({ at: at.toISOString(), reason: reason.slice(0, 500) }).catch(() => undefined)
    throw error
  } finally {
    running?.close()
  }
}

/** A Postgres server, or the folder of an embedded database that no server has open. */
function fromClosed(environment: Environment, file: string, log: DatabaseLog): Promise<Manifest> {
  const { databaseUrl, dataDir, allowUnsafeDatabase: allowUnsafe } = environment
  return dump({ databaseUrl, dataDir, log, allowUnsafe }, environment, file)
}

async function requireDatabase(dataDir: string): Promise<void> {
  const found = await stat(join(dataDir, 'database')).catch(() => null)
  if (!found)
    throw new BackupRefused(`There is no database in ${dataDir}. Set DATA_DIR (or DATABASE_URL) as for the server.`)
}

async function fromRunning(
  environment: Environment,
  running: RunningBackups,
  file: string,
  log: DatabaseLog,
): Promise<Manifest> {
  const copy = await mkdtemp(join(dirname(file), copyPrefix))
  try {
    await copyWhole(running, copy, environment)
    return await dump({ dataDir: copy, log }, environment, file)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

const copyPrefix = '.preau-copy-'
const isUnfinished = (name: string) => name.startsWith(copyPrefix) || name.endsWith(`.preau${draftEnding}`)
/** Nobody writes in it any more. */
const leftAfterMs = 60 * 60_000

/** Makes it, and takes away what backups left there whose process was ended. */
async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of (await readdir(folder)).filter(isUnfinished)) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > leftAfterMs) await rm(path, { recursive: true, force: true })
  }
}

async function copyWhole(running: RunningBackups, copy: string, { dataDir }: Environment): Promise<void> {
  await requireRoom(copy, roomFactor * (await folderSize(join(dataDir, 'database'))))
  for (let tries = 0; tries < copyTries; tries++) {
    const target = join(copy, 'database')
    await rm(target, { recursive: true, force: true })
    if (await running.whileHeld((folder) => copyDatabaseFolder(folder, target))) return
  }
  throw new BackupRefused('The database wrote a checkpoint each time its files were being copied. Try again later.')
}

async function dump(
  opening: Parameters<typeof openDatabase>[0],
  { key, settings }: Environment,
  file: string,
): Promise<Manifest> {
  const database = await openDatabase(opening).catch((error: unknown) => {
    if (error instanceof FolderInUse) throw new BackupRefused(`${error.message.split('.')[0]}, which does not answer.`)
    throw error
  })
  try {
    const verdict = await judgeKey(database.db, key)
    if (verdict.kind === 'first' && key.isNew) throw new BackupRefused('There is nothing to back up here yet.')
    if ('expected' in verdict)
      throw new BackupRefused(refusalWords(verdict, key).replace('Préau does not start', 'No backup was made'))
    await requireKnown(database.db)
    await requireRoom(dirname(file), await databaseSize(database.db))
    return await writeBackup(
      { db: database.db, secretKey: key.bytes, version: settings.version, now: new Date() },
      file,
    )
  } finally {
    await database.close()
  }
}

async function requireRoom(folder: string, bytes: number): Promise<void> {
  const disk = await statfs(folder)
  const free = disk.bavail * disk.bsize - leastFree * disk.blocks * disk.bsize
  if (free > bytes) return
  const inMb = (count: number) => `${Math.ceil(Math.max(0, count) / 1024 / 1024)} MB`
  throw new BackupRefused(
    `There is not enough room in ${folder}: ${inMb(bytes)} are needed and ${inMb(free)} are free. The data itself is safe. Make room, or set BACKUP_DIR to another disk.`,
  )
}

async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

async function noteWhereItIs(
  { databaseUrl, dataDir, allowUnsafeDatabase: allowUnsafe }: Environment,
  running: RunningBackups | null,
  outcome: BackupOutcome,
  log: DatabaseLog,
): Promise<void> {
  if (running) return running.note(outcome)
  const { db, close } = await openDatabase({ databaseUrl, dataDir, log, allowUnsafe })
  await noteOutcome(db, outcome).finally(close)
}

/** Deletes what newer backups have replaced, and never the one that was `made` just now. Gives how many. */
export async function removeOutdated(folder: string, made: string): Promise<number> {
  const outdated = outdatedBackups(await readdir(folder)).filter((name) => name !== made)
  for (const name of outdated) await rm(join(folder, name))
  return outdated.length
}
