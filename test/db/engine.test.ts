import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { openTestDatabase } from '#test/helpers/database.ts'
import type { TestDatabase } from '#test/helpers/database.ts'

const template = inject('databaseTemplate')
const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }
const script = join(import.meta.dirname, '../helpers/database-process.ts')
const children: ChildProcess[] = []
const folders: string[] = []

/** Starts a database process; `line` resolves with the first line that begins with one of the words. */
function start(task: 'write' | 'claim' | 'migrate', where: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, task, where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const line = (...words: string[]) =>
    new Promise<string>((resolve, reject) => {
      const fits = (text: string) => words.some((word) => text.startsWith(word))
      const known = lines.find(fits)
      if (known) return resolve(known)
      reader.on('line', (text) => fits(text) && resolve(text))
      child.once('exit', () =>
        setImmediate(() => reject(new Error(`ended without ${words.join(' or ')}: ${lines.join()}`))),
      )
    })
  return { child, lines, line }
}

async function killed(child: ChildProcess) {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'preau-engine-'))
  folders.push(folder)
  return folder
}

/** With a database in it: to make one takes seconds, and is nobody's question here. */
async function withDatabase(folder: string) {
  if (template.kind === 'embedded') await cp(template.folder, join(folder, 'database'), { recursive: true })
  return folder
}

afterEach(async () => {
  for (const child of children.splice(0)) if ((child.exitCode ?? child.signalCode) === null) await killed(child)
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

describe.runIf(template.kind === 'embedded')('the embedded database', () => {
  test('asks the disk to keep what it commits', async () => {
    const { db } = await openTestDatabase()
    const [row] = await db.$client`
      select current_setting('fsync') as fsync, current_setting('wal_sync_method') as method,
        current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as commit`
    expect(row).toEqual({ fsync: 'on', method: 'fsync', pages: 'on', commit: 'on' })
  })

  test('keeps every acknowledged row when its process is killed', { timeout: 60_000 }, async () => {
    const folder = await withDatabase(await newFolder())
    const writer = start('write', folder)
    await writer.line('row 150')
    await killed(writer.child)
    const acknowledged = writer.lines.filter((line) => line.startsWith('row ')).length

    const { db, close } = await openDatabase({ dataDir: folder, log })
    const rows = await db.$client<{ n: number }[]>`select n from rows order by n`
    await close()

    expect(acknowledged).toBeGreaterThanOrEqual(150)
    expect(rows.slice(0, acknowledged).map((row) => row.n)).toEqual(
      Array.from({ length: acknowledged }, (_, at) => at + 1),
    )
  })

  test('refuses a second process on its folder and names the first', { timeout: 60_000 }, async () => {
    const folder = await withDatabase(await newFolder())
    const owner = start('write', folder)
    await owner.line('row 1')

    const second = start('write', folder)

    expect(await second.line('refused', 'row')).toContain(
      `in use by another running Préau (process ${owner.child.pid})`,
    )
  })

  test('has exactly one owner when several processes start over a killed one', { timeout: 60_000 }, async () => {
    const folder = await newFolder()
    const first = start('claim', folder)
    await first.line('claimed')
    await killed(first.child)

    const starters = [1, 2, 3, 4].map(() => start('claim', folder))
    const answers = await Promise.all(starters.map((starter) => starter.line('claimed', 'refused')))

    expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1)
  })

  test('opens in a folder whose path is too long for a socket', { timeout: 60_000 }, async () => {
    const folder = await withDatabase(join(await newFolder(), 'a-very-long-folder-name'.repeat(6)))
    const { db, close } = await openDatabase({ dataDir: folder, log })

    const [row] = await db.$client`select 1 as one`
    await close()

    expect(row?.one).toBe(1)
  })
})

describe('a test file', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())

  test('has a migrated database of its own', async () => {
    const [row] = await database.db.$client`select count(*)::int as migrations from drizzle.__drizzle_migrations`
    expect(row?.migrations).toBeGreaterThan(0)
  })
})

describe.runIf(template.kind === 'server')('a Postgres server', () => {
  const url = template.kind === 'server' ? template.url : ''

  test('may drop every connection under load: no query hangs and the next ones work', { timeout: 60_000 }, async () => {
    const database = await openTestDatabase()
    const admin = postgres(url, { max: 1 })
    await database.db.$client`create table load (n int, bytes bytea)`
    const [own] = await database.db.$client<{ name: string }[]>`select current_database() as name`
    const bytes = Buffer.alloc(4000)
    let isOver = false
    const load = Array.from({ length: 20 }, async () => {
      for (let n = 0; !isOver; n += 1)
        await database.db.$client`insert into load values (${n}, ${bytes})`.catch(() => undefined)
    })

    for (let round = 0; round < 30; round += 1) {
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${own?.name ?? ''}`
      await admin`select pg_sleep(0.02)`
    }
    isOver = true
    await Promise.all(load)

    const answers = await Promise.all(Array.from({ length: 20 }, () => database.db.$client`select 1 as one`))
    expect(answers.every(([row]) => row?.one === 1)).toBe(true)
    await admin.end()
    await database.close()
  })

  test('is migrated once when three processes start together', { timeout: 60_000 }, async () => {
    const admin = postgres(url, { max: 1 })
    const name = `preau_migrations_${process.pid}`
    await admin.unsafe(`create database ${name}`)
    const own = new URL(url)
    own.pathname = `/${name}`

    const starters = [1, 2, 3].map(() => start('migrate', own.href))
    const answers = await Promise.all(starters.map((starter) => starter.line('migrated', 'refused')))

    expect(answers).toEqual(['migrated', 'migrated', 'migrated'])
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  })
})
