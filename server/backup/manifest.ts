import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/*
 * A backup is a tar file: first what it is, then the rows of each table as gzipped lines of JSON, then a manifest with
 * the hash of each part, and last a seal over the manifest. The secret key is never in it; only its fingerprint is.
 */

/** Raised when an older Préau could no longer read what is written. */
export const formatVersion = 1

export const headName = 'preau-backup.json'
export const manifestName = 'manifest.json'
export const sealName = 'seal.json'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const migration = z.object({ hash: z.string(), createdAt: z.number() })

export const headSchema = z.object({
  product: z.literal('preau'),
  format: z.number().int(),
  version: z.string(),
  createdAt: z.iso.datetime(),
  migrations: z.array(migration),
  keyFingerprint: z.string(),
})
export type Head = z.infer<typeof headSchema>

const partSchema = z.object({ name: z.string(), bytes: z.number().int(), sha256 })
const tableSchema = z.object({
  name: z.string().regex(/^[a-z_]+$/),
  rows: z.number().int(),
  /** Over the lines, each with its end: the same for the same rows in any database. */
  sha256,
  parts: z.array(partSchema),
})
export const manifestSchema = headSchema.extend({
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
  /** Over all tables. */
  contentHash: sha256,
})
export type Manifest = z.infer<typeof manifestSchema>
export type TableEntry = Manifest['tables'][number]

export const sealSchema = z.object({ sha256, hmac: sha256 })

/** Who is signed in, or about to be, is nobody's to bring back: a login that was ended would hold again. */
export const leftOut: readonly string[] = ['sessions', 'sign_ins']

export const hashBytes = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

export const contentHashOf = (tables: readonly Pick<TableEntry, 'name' | 'rows' | 'sha256'>[]) =>
  hashBytes(tables.map(({ name, rows, sha256: hash }) => `${name} ${rows} ${hash}\n`).join(''))

/** The hash shows a file that was cut or changed by accident; the HMAC, to whoever has the key, one that was forged. */
export const sealOf = (manifest: Uint8Array, key: Uint8Array) => ({
  sha256: hashBytes(manifest),
  hmac: createHmac('sha256', key).update('preau backup manifest\n').update(manifest).digest('hex'),
})

export const isSealedBy = (manifest: Uint8Array, hmac: string, key: Uint8Array) =>
  timingSafeEqual(Buffer.from(sealOf(manifest, key).hmac, 'hex'), Buffer.from(hmac, 'hex'))
