import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { lookAtDatabase } from '#server/doctor/database.ts'
import type { Finding } from '#server/doctor/findings.ts'
import { lookAtFiles, lookAtSettings } from '#server/doctor/machine.ts'
import { lookAtNetwork } from '#server/doctor/network.ts'
import { readEnvironment } from '#server/env.ts'
import { noteKey } from '#server/key/judge-key.ts'
import { storeSecretKey } from '#server/key/secret-key.ts'
import { tamper, writeLines } from '#test/helpers/audit.ts'

/* What the doctor says of an installation that is not well. Of one that is, test/faults/operations.test.ts. */

const place = mkdtempSync(join(tmpdir(), 'preau-doctor-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }
const read = (variables: NodeJS.ProcessEnv = {}) => readEnvironment({ DATA_DIR: place, ...variables }, [])
const verdictsOf = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ name, verdict }) => [name, verdict]))

/** Everything that is not well says what to do. */
const withoutAdvice = (findings: readonly Finding[]) =>
  findings.filter(({ verdict, advice }) => verdict !== 'ok' && advice === undefined)

it('sees an address without encryption, one of this machine alone, and a variable that is not used', () => {
  const verdicts = (variables: NodeJS.ProcessEnv) => verdictsOf(lookAtSettings(read(variables)))
  expect(verdicts({ PUBLIC_URL: 'https://preau.school' })).toEqual({ Address: 'ok', Storage: 'ok', Mail: 'ok' })
  expect(verdicts({ PUBLIC_URL: 'http://preau.school' })).toEqual({ Address: 'look', Storage: 'ok', Mail: 'ok' })
  expect(verdicts({})).toEqual({ Address: 'ok', PUBLIC_URL: 'look', Storage: 'ok', Mail: 'ok' })
  expect(verdicts({ PUBLIC_URL: 'https://preau.school', REDIS_URL: 'redis://cache' })).toMatchObject({
    REDIS_URL: 'look',
  })
})

it('sees a key that others can read, one that is missing, and a folder that is not there', async () => {
  expect(verdictsOf(await lookAtFiles(read()))).toEqual({ 'Data folder': 'ok', 'Key file': 'look' })
  const { key } = read()
  storeSecretKey(key)
  expect(verdictsOf(await lookAtFiles(read()))).toEqual({ 'Data folder': 'ok', 'Key file': 'ok' })
  chmodSync(key.file ?? '', 0o644)
  const found = await lookAtFiles(read())
  expect(verdictsOf(found)).toEqual({ 'Data folder': 'ok', 'Key file': 'look' })
  expect(found.at(-1)?.advice).toBe(`chmod 600 ${key.file}`)
  expect(verdictsOf(await lookAtFiles(read({ DATA_DIR: join(place, 'nowhere') })))).toEqual({ 'Data folder': 'look' })
})

describe('a database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'preau-doctor-data-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
  const environment = (letter: string) => read({ DATA_DIR: dataDir, SECRET_KEY: letter.repeat(32) })
  const look = async (letter = 'a') => {
    const findings = await lookAtDatabase(environment(letter))
    expect(withoutAdvice(findings)).toEqual([])
    return verdictsOf(findings)
  }

  it('is not made by looking, and is looked at for its key and its release', async () => {
    expect(await look()).toEqual({ Database: 'look' })
    expect(await look()).toEqual({ Database: 'look' })
    const { db, close } = await openDatabase({ dataDir, log })
    await migrateDatabase(db)
    await noteKey(db, environment('a').key, { now: new Date(), isReplaced: false })
    await db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of tomorrow', ${Number.MAX_SAFE_INTEGER})`,
    )
    await close()
    expect(await look('b')).toMatchObject({ Database: 'ok', Tables: 'broken', 'Secret key': 'broken' })
  }, 120_000)

  it('says whether the audit is as it was written', async () => {
    const open = () => openDatabase({ dataDir, log })
    const first = await open()
    await first.db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'of tomorrow'`)
    await writeLines(first.db, crypto.randomUUID(), 3, new Date())
    await first.close()
    expect(await look()).toMatchObject({ Audit: 'ok' })
    const second = await open()
    await tamper(second.db, (tx) => tx.execute(sql`delete from audit where number = 2`))
    await second.close()
    expect(await look()).toMatchObject({ Audit: 'broken' })
    const findings = await lookAtDatabase(environment('a'))
    expect(findings.find(({ name }) => name === 'Audit')?.seen).toMatch(/removed line 2 of 20\d\d-/)
  }, 120_000)

  it('that is not there is said with what to look at', async () => {
    const [finding] = await lookAtDatabase(read({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nowhere' }))
    expect(finding).toMatchObject({ name: 'Database', verdict: 'broken' })
    expect(finding?.advice).toContain('DATABASE_URL')
  })
})

describe('the way in', () => {
  /** Something that listens, as a proxy does that leads elsewhere, or hands on all but websockets. */
  async function listening(body: string) {
    const server = createServer((_request, response) => response.end(body))
    server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return { port, close: () => server.close() }
  }
  const look = async (port: number) => {
    const findings = await lookAtNetwork(read({ PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` }))
    expect(withoutAdvice(findings)).toEqual([])
    return verdictsOf(findings)
  }

  it('of a server that does not run is not asked', async () => {
    const { port, close } = await listening('')
    close()
    expect(await look(port)).toEqual({ Server: 'look' })
  })

  it('that leads elsewhere is broken, and one without websockets is looked at', async () => {
    const elsewhere = await listening('Welcome to nginx!')
    expect(await look(elsewhere.port)).toEqual({ Server: 'ok', 'Way in': 'broken', Websockets: 'look' })
    elsewhere.close()
    const withoutSockets = await listening('{"status":"ok"}')
    expect(await look(withoutSockets.port)).toEqual({ Server: 'ok', 'Way in': 'ok', Websockets: 'look' })
    withoutSockets.close()
  })
})
