import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gunzip as gunzipCallback } from 'node:zlib'
import { type Extract, extract as newExtract } from 'tar-stream'
import * as z from 'zod'
import { standingOf } from '#db/known-migrations.ts'
import {
  contentHashOf,
  formatVersion,
  hashBytes,
  type Head,
  headName,
  headSchema,
  type Manifest,
  manifestName,
  manifestSchema,
  sealName,
  sealSchema,
} from './manifest.ts'
import { BackupRefused } from './refused.ts'

const gunzip = promisify(gunzipCallback)

/** More than the longest row of ours; a header that says more is no header of ours. */
const longestEntry = 256 * 1024 * 1024

export interface ReadBackup {
  manifest: Manifest
  manifestBytes: Uint8Array
  hmac: string
}

/** Called for each part, in the order of the file, once its bytes were seen to be whole. */
type OnLines = (table: string, lines: string[]) => Promise<void>

/**
 * Reads a backup from the first byte to the last and holds it against its manifest. Throws BackupRefused for what is no
 * backup, was cut, was changed, or comes from a newer release, in plain words.
 */
export async function readBackup(file: string, onLines: OnLines = async () => undefined): Promise<ReadBackup> {
  const reader = new Reader(onLines)
  const entries = newExtract()
  try {
    await Promise.all([takeAll(entries, reader), pipeline(createReadStream(file), entries)])
  } catch (error) {
    throw asRefusal(error, file)
  }
  return reader.finish(file)
}

async function takeAll(entries: Extract, reader: Reader): Promise<void> {
  for await (const entry of entries) {
    if (entry.header.size > longestEntry) throw altered('a part says it is longer than any can be')
    const chunks: Uint8Array[] = []
    for await (const chunk of entry) chunks.push(bytesSchema.parse(chunk))
    await reader.take(entry.header.name, Buffer.concat(chunks))
  }
}

const bytesSchema = z.instanceof(Uint8Array)

const altered = (what: string) =>
  new BackupRefused(`The file was changed after it was written: ${what}. Use another backup.`)
const cutWords =
  'The file is cut: its end is missing, as when a disk is full or a copy breaks off. Copy it again from where it came from, or use another backup.'

/** What tar-stream and zlib say of bytes that are not what was written. */
function asRefusal(error: unknown, file: string): unknown {
  if (error instanceof BackupRefused || !(error instanceof Error)) return error
  if ('code' in error && error.code === 'ENOENT') return new BackupRefused(`There is no file ${file}.`)
  if (/Unexpected end of data|Premature close|Writable stream closed prematurely/i.test(error.message))
    return new BackupRefused(cutWords)
  if (/tar header|Invalid|checksum|incorrect|unexpected end of file|invalid/i.test(error.message))
    return altered('its parts cannot be read')
  return error
}

interface ReadTable {
  rows: number
  hash: Hash
  parts: Manifest['tables'][number]['parts']
}

class Reader {
  readonly #onLines: OnLines
  readonly #tables = new Map<string, ReadTable>()
  #head: Head | null = null
  #manifest: Buffer | null = null
  #seal: z.infer<typeof sealSchema> | null = null

  constructor(onLines: OnLines) {
    this.#onLines = onLines
  }

  async take(name: string, bytes: Buffer): Promise<void> {
    if (this.#head === null) {
      if (name !== headName) throw new BackupRefused('This file is no backup of Préau.')
      this.#head = readHead(bytes)
    } else if (name === manifestName) this.#manifest = bytes
    else if (name === sealName) this.#seal = parse(sealSchema, bytes)
    else await this.#takePart(name, bytes)
  }

  async #takePart(name: string, bytes: Buffer): Promise<void> {
    const table = /^tables\/([a-z_]+)\/\d+\.jsonl\.gz$/.exec(name)?.[1]
    if (table === undefined || this.#manifest !== null) throw altered(`it holds ${name.slice(0, 80)}`)
    const text = (await gunzip(bytes, { maxOutputLength: longestEntry })).toString('utf8')
    const lines = text.split('\n').slice(0, -1)
    const read = this.#tables.get(table) ?? { rows: 0, hash: createHash('sha256'), parts: [] }
    this.#tables.set(table, read)
    read.rows += lines.length
    read.hash.update(text)
    read.parts.push({ name, bytes: bytes.length, sha256: hashBytes(bytes) })
    await this.#onLines(table, lines)
  }

  finish(file: string): ReadBackup {
    if (this.#head === null) throw new BackupRefused(`${file} is empty or no backup of Préau.`)
    if (this.#manifest === null || this.#seal === null) throw new BackupRefused(cutWords)
    if (hashBytes(this.#manifest) !== this.#seal.sha256) throw altered('its manifest does not match its seal')
    const manifest = parse(manifestSchema, this.#manifest)
    if (JSON.stringify(headSchema.parse(manifest)) !== JSON.stringify(this.#head)) throw altered('its head')
    for (const table of manifest.tables) this.#compare(table)
    const isExtra = [...this.#tables.keys()].some((name) => manifest.tables.every((table) => table.name !== name))
    if (isExtra || contentHashOf(manifest.tables) !== manifest.contentHash) throw altered('its list of tables')
    return { manifest, manifestBytes: this.#manifest, hmac: this.#seal.hmac }
  }

  #compare(table: Manifest['tables'][number]): void {
    const read = this.#tables.get(table.name)
    const hash = read?.hash.digest('hex') ?? hashBytes('')
    const isSame =
      (read?.rows ?? 0) === table.rows &&
      hash === table.sha256 &&
      JSON.stringify(read?.parts ?? []) === JSON.stringify(table.parts)
    if (!isSame) throw altered(`the rows of ${table.name} are not the ones that were written`)
  }
}

function readHead(bytes: Buffer): Head {
  const { format, version } = parse(headSchema.pick({ product: true, format: true, version: true }), bytes)
  if (format > formatVersion) throw newer(version)
  const head = parse(headSchema, bytes)
  const standing = standingOf(head.migrations)
  if (standing === 'newer') throw newer(version)
  if (standing === 'unknown') throw unknown(version)
  return head
}

const newer = (version: string) =>
  new BackupRefused(
    `This backup was made by a newer release of Préau (${version}) than the one here. Nothing was changed. Install that release or a later one, and try again.`,
  )

const unknown = (version: string) =>
  new BackupRefused(
    `This backup was made by a Préau (${version}) from before 0.2.0, or by none that was released, and this release cannot bring its data forward. Nothing was changed. Read it with the Préau that made it.`,
  )

function parse<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw altered('its description cannot be read')
  }
}
