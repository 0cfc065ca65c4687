import { createHash } from 'node:crypto'
import { standingOf } from '#db/known-migrations.ts'
import { createTables, insertLines, isEmptyDatabase, setSequence, withoutForeignKeys } from '#db/queries/load.ts'
import { listTables, readTable, sayPlainly } from '#db/queries/dump.ts'
import type { Db, Tx } from '#db/client.ts'
import { fingerprintOf, type SecretKey } from '../key/secret-key.ts'
import { contentHashOf, isSealedBy, leftOut, type Manifest } from './manifest.ts'
import { readBackup, type ReadBackup } from './read-backup.ts'
import { BackupRefused } from './refused.ts'

/** Throws BackupRefused where the backup belongs to another key, or was forged. */
export function requireKey({ manifest, manifestBytes, hmac }: ReadBackup, key: Uint8Array | null): void {
  const expected = manifest.keyFingerprint
  const wanted = `The backup was made with the secret key ${expected}`
  const help =
    'Put that key into the file secret.key of DATA_DIR, or into SECRET_KEY, or name its file with --key-file. Nothing was changed.'
  if (key === null) throw new BackupRefused(`${wanted}, and there is none here. ${help}`)
  const found = fingerprintOf(key)
  if (found !== expected)
    throw new BackupRefused(`${wanted}; the key here is ${found}. With another key no card would work. ${help}`)
  if (!isSealedBy(manifestBytes, hmac, key))
    throw new BackupRefused(
      'The file was changed after it was written: its seal does not fit its key. Use another backup.',
    )
}

/** Throws BackupRefused where the server that is started next would find another key than the one of the backup. */
export function requireNoOther(own: SecretKey, key: SecretKey): void {
  if (own.isNew || fingerprintOf(own.bytes) === fingerprintOf(key.bytes)) return
  throw new BackupRefused(
    `The server would find another key than the one of this backup: ${own.file ?? 'SECRET_KEY'} holds ${fingerprintOf(own.bytes)}. Move that away first, to where you will find it again. Nothing was changed.`,
  )
}

/** Throws BackupRefused where there is anything: a restore never writes over data. */
export async function requireEmpty(db: Db): Promise<void> {
  if (await isEmptyDatabase(db)) return
  throw new BackupRefused(
    'There is data in the database already, and a restore never writes over data. Nothing was changed. Give it an empty database: another DATA_DIR, or another DATABASE_URL.',
  )
}

/**
 * Puts a backup that was read and found whole into an empty database, in one transaction: all of it is there afterwards,
 * read back and compared hash by hash, or nothing is.
 */
export async function restoreBackup(db: Db, file: string, { manifest }: ReadBackup): Promise<void> {
  await db.transaction(async (tx) => {
    await sayPlainly(tx)
    await createTables(tx, manifest.migrations)
    await withoutForeignKeys(tx, async () => {
      const again = await readBackup(file, (table, lines) => insertLines(tx, table, lines))
      if (again.manifest.contentHash !== manifest.contentHash)
        throw new BackupRefused('The file changed while it was read. Nothing was changed. Try again.')
      for (const sequence of manifest.sequences) await setSequence(tx, sequence)
    })
    const stored = await hashTables(tx)
    if (stored !== manifest.contentHash)
      throw new BackupRefused(
        'What was written is not what the backup holds. Nothing was changed. Please report this; the backup itself is whole.',
      )
  })
}

/** The content hash of what a database holds now, as a backup of it would say. */
export async function hashTables(tx: Tx): Promise<string> {
  const tables: Pick<Manifest['tables'][number], 'name' | 'rows' | 'sha256'>[] = []
  for (const table of await listTables(tx)) {
    if (leftOut.includes(table.name)) continue
    const hash = createHash('sha256')
    let rows = 0
    for await (const lines of readTable(tx, table)) {
      for (const line of lines) hash.update(`${line}\n`)
      rows += lines.length
    }
    tables.push({ name: table.name, rows, sha256: hash.digest('hex') })
  }
  return contentHashOf(tables)
}

/** Whether the backup is of an earlier schema than this release's, which a restore brings forward. */
export const isEarlier = ({ migrations }: Manifest) => standingOf(migrations) === 'earlier'
