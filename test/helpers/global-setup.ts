import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/client.ts'
import { migrationsFolder } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'

type DatabaseTemplate = { kind: 'embedded'; folder: string } | { kind: 'server'; url: string; name: string }

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate
  }
}

const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }

/**
 * Makes one migrated database that each test file copies. The embedded one is kept until the migrations change. With a server
 * given, the project `server` is on it, and `embedded` never.
 */
export default async function setup(project: TestProject) {
  const url = project.name === 'server' ? process.env.TEST_DATABASE_URL : ''
  const template = url ? await serverTemplate(url) : await embeddedTemplate()
  project.provide('databaseTemplate', template)
  return async () => {
    if (template.kind === 'server') await onServer(template.url, `drop database if exists ${template.name}`)
  }
}

async function embeddedTemplate(): Promise<DatabaseTemplate> {
  const cache = join(import.meta.dirname, '../../node_modules/.cache/preau')
  const folder = join(cache, `database-${migrationsHash()}`)
  if (existsSync(folder)) return { kind: 'embedded', folder }
  await mkdir(cache, { recursive: true })
  const making = await mkdtemp(join(cache, 'making-'))
  const opened = await openDatabase({ dataDir: making, log })
  await migrateDatabase(opened.db)
  await opened.close()
  // Two runs may make it at once: the first to finish wins, and both made the same.
  await rename(join(making, 'database'), folder).catch(() => undefined)
  await rm(making, { recursive: true, force: true })
  return { kind: 'embedded', folder }
}

async function serverTemplate(url: string): Promise<DatabaseTemplate> {
  const name = `preau_template_${process.pid}`
  await onServer(url, `drop database if exists ${name}`)
  await onServer(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const opened = await openDatabase({ databaseUrl: own.href, dataDir: '', log })
  await migrateDatabase(opened.db)
  await opened.close()
  return { kind: 'server', url, name }
}

function migrationsHash(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrationsFolder, { recursive: true, encoding: 'utf8' }).toSorted())
    if (/\.(sql|json)$/.test(name)) hash.update(name).update(readFileSync(join(migrationsFolder, name)))
  return hash.digest('hex').slice(0, 16)
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined })
  await client.unsafe(statement)
  await client.end()
}
