import * as z from 'zod'
import type { Folding } from '#collab/relay/folding.ts'
import { soundRows, type StoredRow } from '../content/integrity.ts'
import { readBackup, type ReadBackup } from './read-backup.ts'

const bytes = z.string().transform((text) => new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex')))
const logLine = z
  .object({
    document_id: z.string(),
    sequence: z.number(),
    first_sequence: z.number().nullable(),
    at: z.string(),
    bytes,
    crc: z.number(),
  })
  .transform((row): StoredRow => ({
    documentId: row.document_id,
    sequence: row.sequence,
    firstSequence: row.first_sequence,
    at: new Date(row.at),
    bytes: row.bytes,
    crc: row.crc,
  }))
const documentLine = z.object({ id: z.string(), damaged_at: z.string().nullable() })

interface VerifiedBackup extends ReadBackup {
  /** Documents whose log was folded, and those of them that lack something and were not known to. */
  documents: number
  damaged: string[]
  knownDamaged: number
}

/** Reads a whole backup, and folds the log of each document as a server would. Throws BackupRefused as reading does. */
export async function verifyBackup(file: string, folding: Pick<Folding, 'hash'>): Promise<VerifiedBackup> {
  const damaged = new Set<string>()
  const known = new Set<string>()
  let documents = 0
  let rows: StoredRow[] = []
  const fold = async () => {
    const [first] = rows
    if (!first) return
    documents += 1
    const isWhole = soundRows(rows, 0) === rows.length && (await hashOf(folding, rows)) !== null
    if (!isWhole) damaged.add(first.documentId)
    rows = []
  }
  const read = await readBackup(file, async (table, lines) => {
    if (table === 'documents')
      for (const { id, damaged_at } of lines.map(readLine(documentLine))) if (damaged_at !== null) known.add(id)
    if (table !== 'document_log') return
    for (const row of lines.map(readLine(logLine))) {
      if (rows[0] && rows[0].documentId !== row.documentId) await fold()
      rows.push(row)
    }
  })
  await fold()
  const unknown = [...damaged].filter((id) => !known.has(id))
  return { ...read, documents, damaged: unknown, knownDamaged: known.size }
}

const readLine =
  <T>(schema: z.ZodType<T>) =>
  (line: string) =>
    schema.parse(JSON.parse(line))

const hashOf = (folding: Pick<Folding, 'hash'>, rows: readonly StoredRow[]) =>
  folding.hash(rows.map((row) => row.bytes)).catch(() => null)
