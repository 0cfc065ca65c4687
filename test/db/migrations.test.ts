import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { openDatabase } from '#db/client.ts'
import { knownMigrations, standingOf } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { inSnapshot, listApplied } from '#db/queries/dump.ts'
import { makeBackup } from '#server/backup/make-backup.ts'
import { hashTables } from '#server/backup/restore-backup.ts'
import { writeBackup } from '#server/backup/write-backup.ts'
import { lookAtDatabase } from '#server/doctor/database.ts'
import { readEnvironment } from '#server/env.ts'
import { openTestDatabase, type TestDatabase } from '#test/helpers/database.ts'

const template = inject('databaseTemplate')
const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }

/** Its tables are as before, but no migration of this release has made them. */
const madeBefore = (db: Db) =>
  db.$client`update drizzle.__drizzle_migrations set hash = '68ea62ef' where id = (select min(id) from drizzle.__drizzle_migrations)`
const madeLater = (db: Db) =>
  db.$client`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${Date.now() * 2})`

describe('the tables of a database', () => {
  let database: TestDatabase
  beforeAll(async () => void (database = await openTestDatabase()))
  afterAll(() => database.close())

  it('are known by what made them, one migration after the other', async () => {
    const known = knownMigrations()
    expect(await listApplied(database.db)).toEqual(known)
    expect(standingOf(known)).toBe('current')
    expect(standingOf(known.slice(0, -1))).toBe('earlier')
    expect(standingOf([...known, { hash: 'of tomorrow', createdAt: 0 }])).toBe('newer')
    expect(standingOf([{ hash: 'of yesterday', createdAt: 0 }, ...known.slice(1)])).toBe('unknown')
  })

  it.each([
    ['from before 0.2.0', madeBefore, /from before 0\.2\.0.*cannot bring it forward\. Nothing was changed\./],
    ['of a newer release', madeLater, /newer release of Préau.*Nothing was changed\./],
  ])('%s are left as they are, in plain words', async (_name, make, words) => {
    const { db, close } = await openTestDatabase()
    await db.$client`insert into settings (key, value) values ('kept', '"of then"')`
    await make(db)
    const before = [await inSnapshot(db, hashTables), await listApplied(db)]
    await expect(migrateDatabase(db)).rejects.toThrow(words)
    expect([await inSnapshot(db, hashTables), await listApplied(db)]).toEqual(before)
    await close()
  })
})

/** The folder is the same whatever the suite's database. */
describe.runIf(template.kind === 'embedded')('a data folder from before 0.2.0', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'preau-before-'))
    if (template.kind === 'embedded') await cp(template.folder, join(dataDir, 'database'), { recursive: true })
    const { db, close } = await openDatabase({ dataDir, log })
    await madeBefore(db)
    await close()
  }, 120_000)
  afterAll(() => rm(dataDir, { recursive: true, force: true }))
  // It never comes to listening.
  const variables = () => ({ DATA_DIR: dataDir, SECRET_KEY: 'a'.repeat(32), PORT: '9' })
  const environment = () => readEnvironment(variables(), [])

  it('starts no server, which says what is safe and what to do', async () => {
    const main = join(import.meta.dirname, '../../server/main.ts')
    const env = { PATH: process.env.PATH, ...variables() }
    const server = spawn(process.execPath, ['--import', 'tsx', main], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    const [said, [code]] = await Promise.all([text(server.stderr), once(server, 'exit')])
    expect(said).toContain(`Préau does not start on ${dataDir}.`)
    expect(said).toMatch(/before 0\.2\.0.*Nothing was changed\. .*DATA_DIR/)
    expect(code).toBe(1)
  }, 60_000)

  it('is told by the doctor, and makes no backup that nothing could read', async () => {
    const findings = await lookAtDatabase(environment())
    expect(findings.find(({ name }) => name === 'Tables')).toMatchObject({ verdict: 'broken' })
    const file = join(dataDir, 'backups', 'of-then.preau')
    await expect(makeBackup(environment(), file, log)).rejects.toThrow(/before 0\.2\.0.*Nothing was changed/)
    const { db, close } = await openDatabase({ dataDir, log })
    const source = { db, secretKey: environment().key.bytes, version: '0.1.0', now: new Date() }
    await expect(writeBackup(source, join(dataDir, 'then.preau'))).rejects.toThrow(
      /Préau \(0\.1\.0\) from before 0\.2\.0/,
    )
    expect(await db.$client`select key from settings`).toHaveLength(0)
    await close()
  }, 60_000)
})
