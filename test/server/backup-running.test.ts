import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '#db/client.ts'
import { backupAnswers, reachBackups } from '#server/backup/by-running.ts'
import { openConsole } from '#server/console/console.ts'

const template = inject('databaseTemplate')
const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }
let dataDir: string
let database: OpenDatabase
let commands: { close(): Promise<void> }

/** Whoever makes a backup, at a server that runs on the embedded database. */
async function backups() {
  const running = await reachBackups(dataDir)
  if (running === null) throw new Error('nobody answers')
  return running
}

describe.runIf(template.kind === 'embedded')('a running server', () => {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'preau-running-'))
    if (template.kind === 'embedded') await cp(template.folder, join(dataDir, 'database'), { recursive: true })
    database = await openDatabase({ dataDir, log })
    if (database.holdFolder === null) throw new Error('an embedded database lends its folder')
    commands = await openConsole(dataDir, backupAnswers(database.db, database.holdFolder), log)
  })
  afterAll(async () => {
    await commands.close()
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('says that a copy which met a checkpoint is no good, and that one which met none is', async () => {
    const running = await backups()
    const write = () => database.db.$client`insert into settings (key, value) values (gen_random_uuid()::text, '{}')`
    expect(await running.whileHeld(async () => void (await write()))).toBe(true)
    const checkpoint = async () => {
      await write()
      await database.db.$client`checkpoint`
    }
    expect(await running.whileHeld(checkpoint)).toBe(false)
    running.close()
  })

  test('lends its folder to one at a time, and to the next when the first is gone', async () => {
    const [first, second] = [await backups(), await backups()]
    let isSecondRefused = false
    const leaving = first.whileHeld(async () => {
      await expect(second.whileHeld(async () => undefined)).rejects.toThrow('Another backup is being made')
      isSecondRefused = true
      first.close()
    })
    await expect(leaving).rejects.toThrow()
    expect(isSecondRefused).toBe(true)
    const third = await backups()
    await expect.poll(() => third.whileHeld(async () => undefined).catch(() => false)).toBe(true)
    for (const one of [second, third]) one.close()
  })

  test('notes how a backup went, and tells', async () => {
    const running = await backups()
    const last = { at: '2026-11-24T01:00:00.000Z', file: 'x.preau', bytes: 1 }
    await running.note(last)
    expect(await running.state()).toEqual({ last, failed: null, toldAt: null })
    running.close()
  })
})
