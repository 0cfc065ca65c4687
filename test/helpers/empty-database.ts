import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '#db/client.ts'
import { inject } from 'vitest'
import type { TestDatabase } from './database.ts'

const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }

/** A database of the suite's kind in which nobody has made a table. Close it in the test. */
export async function openEmptyDatabase(): Promise<TestDatabase> {
  const template = inject('databaseTemplate')
  if (template.kind === 'embedded') {
    const dataDir = await mkdtemp(join(tmpdir(), 'preau-empty-'))
    const { db, close } = await openDatabase({ dataDir, log })
    return { db, kind: 'embedded', close: () => close().then(() => rm(dataDir, { recursive: true, force: true })) }
  }
  const name = `preau_empty_${randomBytes(6).toString('hex')}`
  const server = postgres(template.url, { max: 1, onnotice: () => undefined })
  await server.unsafe(`create database ${name}`)
  const own = new URL(template.url)
  own.pathname = `/${name}`
  const { db, close } = await openDatabase({ databaseUrl: own.href, dataDir: '', log })
  return {
    db,
    kind: 'server',
    async close() {
      await close()
      await server.unsafe(`drop database ${name} with (force)`)
      await server.end()
    },
  }
}
