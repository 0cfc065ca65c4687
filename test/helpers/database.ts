import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '#db/client.ts'
import type { Db } from '#db/client.ts'
import { inject } from 'vitest'

export interface TestDatabase {
  db: Db
  kind: 'embedded' | 'server'
  close(): Promise<void>
}

const log = {
  info: () => undefined,
  warn: () => undefined,
  fatal: (fields: object, text: string) => process.stderr.write(`${text} ${JSON.stringify(fields)}\n`),
}

/**
 * A migrated, empty database of its own for one test file: a copy of the embedded template, or, with
 * TEST_DATABASE_URL, a database cloned on that server. Close it in `afterAll`.
 */
export function openTestDatabase(): Promise<TestDatabase> {
  const template = inject('databaseTemplate')
  return template.kind === 'server' ? openClone(template.url, template.name) : openCopy(template.folder)
}

async function openCopy(template: string): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'preau-test-'))
  await cp(template, join(dataDir, 'database'), { recursive: true })
  const opened = await openDatabase({ dataDir, log })
  return {
    db: opened.db,
    kind: 'embedded',
    async close() {
      await opened.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function openClone(url: string, template: string): Promise<TestDatabase> {
  const name = `preau_test_${randomBytes(6).toString('hex')}`
  await onServer(url, `create database ${name} template ${template}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const opened = await openDatabase({ databaseUrl: own.href, dataDir: '', log })
  return {
    db: opened.db,
    kind: 'server',
    async close() {
      await opened.close()
      await onServer(url, `drop database ${name} with (force)`)
    },
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined })
  await client.unsafe(statement)
  await client.end()
}
