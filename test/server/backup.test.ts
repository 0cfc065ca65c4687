import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Folding } from '#collab/relay/folding.ts'
import { createApp } from '#server/app.ts'
import { openDatabase } from '#db/client.ts'
import { knownMigrations } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { inSnapshot, listApplied } from '#db/queries/dump.ts'
import { listLogRows } from '#db/queries/document-log.ts'
import { createTables } from '#db/queries/load.ts'
import { findSetting } from '#db/queries/settings.ts'
import { readBackup } from '#server/backup/read-backup.ts'
import {
  hashTables,
  isEarlier,
  requireEmpty,
  requireKey,
  requireNoOther,
  restoreBackup,
} from '#server/backup/restore-backup.ts'
import { verifyBackup } from '#server/backup/verify-backup.ts'
import { writeBackup } from '#server/backup/write-backup.ts'
import { seedDemo } from '#server/demo/seed.ts'
import { readSecretKey } from '#server/key/secret-key.ts'
import { openTestApp, type TestApp, testOrigin } from '#test/helpers/app.ts'
import type { TestDatabase } from '#test/helpers/database.ts'
import { claire, demoPupil } from '#test/helpers/demo.ts'
import { openEmptyDatabase } from '#test/helpers/empty-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'preau-backup-test-'))
const file = join(folder, 'whole.preau')
const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }
const folding = new Folding()
/** Making a database takes long where the machine does much else. */
const patienceMs = 240_000
let house: TestApp
let empty: TestDatabase

beforeAll(async () => {
  house = await openTestApp()
  empty = await openEmptyDatabase()
  await seedDemo(house.deps)
  await writeBackup(sourceOf(house), file)
}, patienceMs)
afterAll(async () => {
  await empty.close()
  await house.close()
  await folding.close()
  rmSync(folder, { recursive: true, force: true })
})

const sourceOf = ({ db, deps }: TestApp) => ({
  db,
  secretKey: deps.settings.secretKey,
  version: '0.0.0-test',
  now: deps.now(),
})

/** A copy of the backup that something happened to. */
function changed(name: string, change: (path: string) => void): string {
  const path = join(folder, name)
  copyFileSync(file, path)
  change(path)
  return path
}

const refusal = (path: string) =>
  readBackup(path).then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'thrown'),
  )

describe('a backup', () => {
  test(
    'that breaks off half way through a restore leaves nothing behind',
    async () => {
      const read = await readBackup(file)
      const path = changed('later-cut.preau', (one) => truncateSync(one, Math.floor(statSync(one).size * 0.7)))
      await expect(restoreBackup(empty.db, path, read)).rejects.toThrow()
      await requireEmpty(empty.db)
    },
    patienceMs,
  )

  test(
    'comes back on another machine: every row, every document, cards and passwords',
    async () => {
      const read = await verifyBackup(file, folding)
      expect(read.damaged).toEqual([])
      expect(read.documents).toBeGreaterThan(3)
      await requireEmpty(empty.db)
      await restoreBackup(empty.db, file, read)

      expect(await inSnapshot(empty.db, hashTables)).toBe(read.manifest.contentHash)
      expect(read.manifest.contentHash).toBe(await inSnapshot(house.db, hashTables))
      expect(await documentHashes(empty.db)).toEqual(await documentHashes(house.db))
      await expect(requireEmpty(empty.db)).rejects.toThrow(/never writes over data/)

      const app = createApp({ ...house.deps, db: empty.db })
      const enter = async (credentials: object) => {
        const headers = { 'Content-Type': 'application/json', Origin: testOrigin }
        return (await app.request('/api/session', { method: 'POST', headers, body: JSON.stringify(credentials) }))
          .status
      }
      expect(await enter(claire)).toBe(200)
      expect(await enter({ ...claire, password: 'not-hers-at-all' })).toBe(401)
      for (const at of [0, 30]) expect(await enter({ card: demoPupil(at).card.code })).toBe(200)
    },
    patienceMs,
  )

  test.runIf(inject('databaseTemplate').kind === 'server')(
    'of a Postgres server comes back in the embedded database',
    async () => {
      const read = await readBackup(file)
      const opened = await openDatabase({ dataDir: join(folder, 'embedded'), log })
      await restoreBackup(opened.db, file, read)
      expect(await inSnapshot(opened.db, hashTables)).toBe(read.manifest.contentHash)
      await opened.close()
    },
    patienceMs,
  )

  test('of an earlier release comes back as it was, and is brought forward', async () => {
    const clear = async () => {
      for (const schema of ['public', 'drizzle']) await empty.db.$client.unsafe(`drop schema ${schema} cascade`)
      await empty.db.$client`create schema public`
    }
    await clear()
    await empty.db.transaction((tx) => createTables(tx, knownMigrations().slice(0, -1)))
    await empty.db.$client`insert into settings (key, value) values ('kept', '{"of":"then"}')`
    const path = join(folder, 'earlier.preau')
    await writeBackup({ ...sourceOf(house), db: empty.db }, path)
    await clear()

    const read = await readBackup(path)
    expect(isEarlier(read.manifest)).toBe(true)
    await restoreBackup(empty.db, path, read)
    await migrateDatabase(empty.db)
    expect(await inSnapshot(empty.db, listApplied)).toEqual(knownMigrations())
    expect(await findSetting(empty.db, 'kept')).toEqual({ of: 'then' })
  })

  test('says nothing of the key, and nothing of who is signed in', async () => {
    await house.as({ id: await anyTeacher(), kind: 'staff' })
    const { manifest } = await readBackup(file)
    expect(manifest.tables.map((table) => table.name)).not.toContain('sessions')
    const key = Buffer.from(house.deps.settings.secretKey)
    const text = readFileSync(file)
    for (const form of [key, key.toString('hex'), key.toString('base64'), key.toString('base64url')])
      expect(text.includes(form)).toBe(false)
  })
})

describe('what is no whole backup of ours is refused in plain words:', () => {
  test('another key', async () => {
    const read = await readBackup(file)
    expect(() => requireKey(read, randomBytes(32))).toThrow(/made with the secret key [0-9a-f-]+; the key here is/)
    expect(() => requireKey(read, null)).toThrow(/there is none here/)
    expect(() => requireKey(read, house.deps.settings.secretKey)).not.toThrow()
  })

  test('a folder where another key lies, with which the server would not start', () => {
    const [own, other] = ['own', 'other'].map((text) => readSecretKey(text.padEnd(32, '.'), '/nowhere'))
    if (!own || !other) throw new Error('two keys')
    expect(() => requireNoOther(other, own)).toThrow(/would find another key than the one of this backup: SECRET_KEY/)
    expect(() => requireNoOther(own, own)).not.toThrow()
    expect(() => requireNoOther(readSecretKey(undefined, '/nowhere'), own)).not.toThrow()
  })

  test('a cut file, wherever it was cut', async () => {
    const { size } = statSync(file)
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      const path = changed('cut.preau', (one) => truncateSync(one, Math.floor(size * part)))
      expect(await refusal(path)).toMatch(/^BackupRefused: The file (is cut|was changed)/)
    }
    expect(await refusal(changed('empty.preau', (one) => truncateSync(one, 0)))).toMatch(/^BackupRefused: /)
  })

  test('a changed byte, wherever it is', async () => {
    const bytes = readFileSync(file)
    const { manifest } = await readBackup(file)
    for (let at = 200; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const path = changed('flipped.preau', (one) => {
        const copy = Buffer.from(bytes)
        copy[at] = (copy[at] ?? 0) ^ 1
        writeFileSync(one, copy)
      })
      const said = await refusal(path)
      // The empty space between two parts says nothing.
      if (said === 'taken') expect((await readBackup(path)).manifest).toEqual(manifest)
      else expect(said).toMatch(/^BackupRefused: /)
    }
  })

  test('a newer release', async () => {
    const newer = changed('newer.preau', (one) => {
      const bytes = readFileSync(one)
      const at = bytes.indexOf('"format": 1')
      bytes.write('"format": 9', at)
      writeFileSync(one, bytes)
    })
    expect(await refusal(newer)).toMatch(/newer release of Préau \(0\.0\.0-test\)/)
  })

  test('something else altogether', async () => {
    const path = changed('picture.preau', (one) => writeFileSync(one, randomBytes(100_000)))
    expect(await refusal(path)).toMatch(/^BackupRefused: /)
    expect(await refusal(join(folder, 'nowhere.preau'))).toMatch(/There is no file/)
  })
})

test('a backup that cannot be finished leaves nothing behind', async () => {
  const place = join(folder, 'unfinished')
  // All of it is written, and cannot take the place where it belongs.
  mkdirSync(join(place, 'taken.preau', 'by a folder'), { recursive: true })
  await expect(writeBackup(sourceOf(house), join(place, 'taken.preau'))).rejects.toThrow()
  expect(readdirSync(place)).toEqual(['taken.preau'])
})

async function anyTeacher(): Promise<string> {
  const [row] = await house.db.$client<{ id: string }[]>`select id from users where kind = 'staff' limit 1`
  return row?.id ?? ''
}

async function documentHashes(db: TestApp['db']): Promise<Record<string, unknown>> {
  const documents = await db.$client<{ id: string }[]>`select id from documents order by id`
  const hashes: Record<string, unknown> = {}
  for (const { id } of documents) {
    const rows = await listLogRows(db, id, { after: 0, limit: 100_000 })
    hashes[id] = await folding.hash(rows.map((row) => row.bytes))
  }
  return hashes
}
