import { existsSync, mkdirSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Folding } from '#collab/relay/folding.ts'
import { openDatabase } from '#db/client.ts'
import { TablesRefused } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { type Environment, readEnvironment, SettingsError } from '../env.ts'
import { noteKey } from '../key/judge-key.ts'
import { readKeyFile, type SecretKey, writeKeyFile } from '../key/secret-key.ts'
import { makeBackup, removeOutdated } from './make-backup.ts'
import type { ReadBackup } from './read-backup.ts'
import { BackupRefused } from './refused.ts'
import { isEarlier, requireEmpty, requireKey, requireNoOther, restoreBackup } from './restore-backup.ts'
import { backupName } from './retention.ts'
import { verifyBackup } from './verify-backup.ts'
import { syncFile } from './write-backup.ts'

const help = {
  backup: `npm run backup [-- --out FILE] [--key-out FILE] [--json] [--demo]
Writes all data into one file while the server runs: pages, people, files, talk. Without --out it goes into BACKUP_DIR
and older ones are thinned out. The secret key is never in it; --key-out writes that into a file of its own.`,
  restore: `npm run restore -- FILE [--key-file FILE]
Puts a backup into an empty database: DATABASE_URL, or a DATA_DIR without one. The key is DATA_DIR/secret.key, SECRET_KEY
or --key-file, and must be the one the backup was made with.`,
  verify: `npm run verify-backup -- FILE [--json]
Reads a backup whole and changes nothing: every hash, every count, and the log of every document.`,
}
type Command = keyof typeof help

const options = {
  out: { type: 'string' },
  'key-out': { type: 'string' },
  'key-file': { type: 'string' },
  json: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parse>['values']

const parse = (given: string[]) => parseArgs({ args: given, options, allowPositionals: true })
const silent = { info: () => undefined, warn: () => undefined, fatal: () => undefined }
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Gives the exit code: 0 done, 1 refused or failed, in words. */
export async function runCommand(given: string[]): Promise<number> {
  const [name, ...rest] = given
  const command = name === 'backup' || name === 'restore' || name === 'verify' ? name : null
  try {
    if (command === null) throw new BackupRefused(Object.values(help).join('\n\n'))
    const { values, positionals } = parse(rest)
    if (values.help) say(help[command])
    else await commands[command](values, positionals)
    return 0
  } catch (error) {
    process.stderr.write(`${wordsOf(error)}\n`)
    return 1
  }
}

function wordsOf(error: unknown): string {
  const isInPlainWords = [BackupRefused, SettingsError, TablesRefused].some((refusal) => error instanceof refusal)
  if (error instanceof Error && isInPlainWords) return error.message
  return `This did not work: ${error instanceof Error ? error.message : String(error)}`
}

const commands: Record<Command, (values: Values, positionals: string[]) => Promise<void>> = {
  async backup(values) {
    const environment = readEnvironment(undefined, values.demo ? ['--demo'] : [])
    const folder = environment.backup.folder
    const file = resolve(values.out ?? join(folder, backupName(new Date())))
    const startedAt = performance.now()
    const { manifest, bytes } = await makeBackup(environment, file, silent)
    const removed = values.out === undefined ? await removeOutdated(folder, basename(file)) : 0
    if (values['key-out'] !== undefined) writeKeyCopy(values['key-out'], environment.key)
    if (values.json) return say(JSON.stringify({ file, bytes, removed, contentHash: manifest.contentHash }))
    const seconds = Math.ceil((performance.now() - startedAt) / 1_000)
    say(`Backup made and read back in ${seconds} s: ${file} (${inMb(bytes)}, ${rowsOf(manifest)} rows).`)
    say(`Content ${manifest.contentHash}`)
    say(keyLine(environment.key, values['key-out'], manifest.keyFingerprint))
  },

  async restore(values, positionals) {
    const file = oneFile(positionals, 'restore')
    const environment = readEnvironment(undefined, [])
    if (!environment.databaseUrl) await requireNoFolder(environment)
    const folding = new Folding()
    const read = await verifyBackup(file, folding).finally(() => folding.close())
    const key = keyFor(values, environment)
    requireKey(read, key?.bytes ?? null)
    if (key === null) return
    requireNoOther(environment.key, key)
    await (environment.databaseUrl ? intoServer : intoFolder)(environment, file, { read, key })
    say(`Restored: ${rowsOf(read.manifest)} rows of ${read.manifest.createdAt}, each compared with the backup.`)
    say('Cards and passwords work as they did; everybody signs in once more. Start Préau: npm start')
  },

  async verify(values, positionals) {
    const file = oneFile(positionals, 'verify')
    const folding = new Folding()
    const { manifest, documents, damaged, knownDamaged } = await verifyBackup(file, folding).finally(() =>
      folding.close(),
    )
    const rows = rowsOf(manifest)
    if (values.json)
      say(
        JSON.stringify({ createdAt: manifest.createdAt, rows, documents, damaged, contentHash: manifest.contentHash }),
      )
    else {
      say(
        `Whole: ${rows} rows in ${manifest.tables.length} tables, ${documents} documents fold. Made ${manifest.createdAt} by Préau ${manifest.version}.`,
      )
      say(`Content ${manifest.contentHash}`)
      say(`It needs the secret key ${manifest.keyFingerprint}.`)
      if (knownDamaged > 0) say(`${knownDamaged} documents were damaged before, and wait for a teacher as they did.`)
    }
    if (damaged.length > 0)
      throw new BackupRefused(
        `The file is whole, but these documents in it are damaged: ${damaged.join(', ')}. Look at their Versions before you rely on it.`,
      )
  },
}

function oneFile(positionals: string[], command: Command): string {
  const [file, more] = positionals
  if (file === undefined || more !== undefined) throw new BackupRefused(help[command])
  return resolve(file)
}

const inMb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`
const rowsOf = ({ tables }: { tables: { rows: number }[] }) => tables.reduce((sum, table) => sum + table.rows, 0)

function writeKeyCopy(file: string, key: SecretKey): void {
  if (existsSync(file))
    throw new BackupRefused(`${file} is there already; the backup is made, and the key was not written.`)
  writeKeyFile(resolve(file), key.text)
}

function keyLine({ file }: SecretKey, keyOut: string | undefined, fingerprint: string): string {
  const place = keyOut ?? file ?? 'the variable SECRET_KEY'
  return `The key ${fingerprint} is not in it. Keep a copy of it (${place}) in another place: without it no card works again.`
}

function keyFor(values: Values, { key }: Environment): SecretKey | null {
  if (values['key-file'] === undefined) return key.isNew ? null : key
  try {
    return readKeyFile(resolve(values['key-file']))
  } catch (error) {
    throw new BackupRefused(`The key could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

interface Restoring {
  read: ReadBackup
  key: SecretKey
}

async function intoServer(
  { databaseUrl, dataDir, key: own, allowUnsafeDatabase: allowUnsafe }: Environment,
  file: string,
  restoring: Restoring,
) {
  const { db, close } = await openDatabase({ databaseUrl, dataDir, log: silent, allowUnsafe })
  try {
    await requireEmpty(db)
    await restoreBackup(db, file, restoring.read)
    await bringForward(db, restoring)
  } finally {
    await close()
  }
  keepKey(own, restoring.key)
}

const placeIn = (dataDir: string) => join(dataDir, 'database')

/** Before the backup is read: that takes a while. */
async function requireNoFolder({ dataDir }: Environment): Promise<void> {
  const place = placeIn(dataDir)
  if (await stat(place).catch(() => null))
    throw new BackupRefused(
      `There is data in ${place} already, and a restore never writes over data. Nothing was changed. Set DATA_DIR to an empty folder, or move that one away.`,
    )
}

/** Beside its place, and moved there when all of it is on the disk. A folder that came there meanwhile is not moved over. */
async function intoFolder({ dataDir, key: own }: Environment, file: string, restoring: Restoring) {
  const draft = join(dataDir, 'restoring')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const { db, close } = await openDatabase({ dataDir: draft, log: silent })
  try {
    await restoreBackup(db, file, restoring.read)
    await bringForward(db, restoring)
  } finally {
    await close()
  }
  keepKey(own, restoring.key)
  await rename(placeIn(draft), placeIn(dataDir))
  await syncFile(dataDir)
  await rm(draft, { recursive: true, force: true })
}

async function bringForward(db: Awaited<ReturnType<typeof openDatabase>>['db'], { read, key }: Restoring) {
  if (isEarlier(read.manifest)) await migrateDatabase(db)
  await noteKey(db, key, { now: new Date(), isReplaced: false })
}

/** Where the server will look for it. */
function keepKey(own: SecretKey, key: SecretKey): void {
  if (!own.isNew || own.file === null) return
  mkdirSync(dirname(own.file), { recursive: true, mode: 0o700 })
  writeKeyFile(own.file, key.text)
}
