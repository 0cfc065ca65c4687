import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import { pack as newPack, type Pack } from 'tar-stream'
import type { Db, Tx } from '#db/client.ts'
import { type DumpedTable, inSnapshot, listApplied, listSequences, listTables, readTable } from '#db/queries/dump.ts'
import { fingerprintOf } from '../key/secret-key.ts'
import {
  contentHashOf,
  formatVersion,
  hashBytes,
  type Head,
  headName,
  leftOut,
  type Manifest,
  manifestName,
  sealName,
  sealOf,
  type TableEntry,
} from './manifest.ts'
import { readBackup } from './read-backup.ts'

const gzip = promisify(gzipCallback)

/** Letters of rows in one part: what writer and reader hold in memory, but for a row that is longer by itself. */
const partLetters = 4 * 1024 * 1024

interface BackupSource {
  db: Db
  secretKey: Uint8Array
  version: string
  now: Date
}

/** Of a file that is still being written. */
export const draftEnding = '.part'

/** Writes all that a database holds at one moment into a file, which is there whole and was read back, or not at all. */
export async function writeBackup(source: BackupSource, file: string): Promise<Manifest> {
  const draft = `${file}${draftEnding}`
  const pack = newPack()
  const written = pipeline(pack, createWriteStream(draft, { mode: 0o600 }))
  try {
    // A full disk ends the pipe first: whoever waits for room in it must hear of that.
    const manifest = await Promise.race([packAll(source, pack), written.then(neverEnds)])
    await written
    await syncFile(draft)
    // What cannot be read back is no backup.
    await readBackup(draft)
    await rename(draft, file)
    await syncFile(dirname(file))
    return manifest
  } catch (error) {
    pack.destroy()
    await written.catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  }
}

const neverEnds = () => new Promise<never>(() => undefined)

/** Also of a folder: what was moved into it stays there after a power cut. */
export async function syncFile(path: string): Promise<void> {
  const opened = await open(path, 'r')
  await opened.sync()
  await opened.close()
}

async function packAll(source: BackupSource, pack: Pack): Promise<Manifest> {
  const manifest = await inSnapshot(source.db, async (tx) => {
    const head = await headOf(source, tx)
    await addEntry(pack, headName, asJson(head))
    const tables: TableEntry[] = []
    for (const table of await listTables(tx))
      if (!leftOut.includes(table.name)) tables.push(await packTable(tx, table, pack))
    return { ...head, tables, sequences: await listSequences(tx), contentHash: contentHashOf(tables) }
  })
  const bytes = asJson(manifest)
  await addEntry(pack, manifestName, bytes)
  await addEntry(pack, sealName, asJson(sealOf(bytes, source.secretKey)))
  pack.finalize()
  return manifest
}

async function headOf({ secretKey, version, now }: BackupSource, tx: Tx): Promise<Head> {
  const keyFingerprint = fingerprintOf(secretKey)
  const migrations = await listApplied(tx)
  return { product: 'preau', format: formatVersion, version, createdAt: now.toISOString(), migrations, keyFingerprint }
}

async function packTable(tx: Tx, table: DumpedTable, pack: Pack): Promise<TableEntry> {
  const hash = createHash('sha256')
  const entry: Omit<TableEntry, 'sha256'> = { name: table.name, rows: 0, parts: [] }
  let waiting: string[] = []
  let letters = 0
  const flush = async () => {
    if (waiting.length === 0) return
    const text = waiting.map((line) => `${line}\n`).join('')
    ;[waiting, letters] = [[], 0]
    hash.update(text)
    const name = `tables/${table.name}/${String(entry.parts.length + 1).padStart(6, '0')}.jsonl.gz`
    const bytes = await gzip(text)
    entry.parts.push({ name, bytes: bytes.length, sha256: hashBytes(bytes) })
    await addEntry(pack, name, bytes)
  }
  for await (const lines of readTable(tx, table)) {
    for (const line of lines) {
      waiting.push(line)
      letters += line.length
      if (letters >= partLetters) await flush()
    }
    entry.rows += lines.length
  }
  await flush()
  return { ...entry, sha256: hash.digest('hex') }
}

const asJson = (value: object) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

function addEntry(pack: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    pack.entry({ name, size: bytes.length, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve()))
  })
}
