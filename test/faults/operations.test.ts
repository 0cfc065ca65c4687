import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInPupil } from '#test/helpers/demo.ts'
import { builtServer, type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'

const patienceMs = 240_000
const place = mkdtempSync(join(tmpdir(), 'preau-operations-'))
const backup = join(place, 'taken.preau')
let server: ServerProcess
let restored: ServerProcess

beforeAll(async () => {
  server = await serverProcess({ isDemo: true, variables: { BACKUP_EVERY: '0' } })
  restored = await serverProcess({ isDemo: true, dataDir: join(place, 'second') })
  await server.prepare()
}, patienceMs)
afterAll(async () => {
  await server.dispose()
  await restored.dispose()
  rmSync(place, { recursive: true, force: true })
})

/** One of the commands that the README names, on the data of a server. */
function command(entry: 'backup' | 'doctor', given: string[], { dataDir, port, origin }: ServerProcess) {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: origin }
  const file = join(dirname(builtServer()), `${entry}.js`)
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [file, ...given], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    )
  })
}

const entered = { cookie: expect.stringContaining('session=') }

test(
  'data without its key is left alone, and goes on as before when the key is back',
  async () => {
    const file = join(server.dataDir, 'secret.key')
    renameSync(file, join(place, 'away'))

    await expect(server.start()).rejects.toThrow(/secret key is missing[\s\S]*nothing was changed/)
    expect(existsSync(file)).toBe(false)
    const doctor = await command('doctor', [], server)
    expect(doctor).toMatchObject({ code: 2, said: expect.stringMatching(/BROKEN +Secret key: .*missing/) })

    renameSync(join(place, 'away'), file)
    await server.start()
    expect(await signInPupil(server.origin, 0)).toMatchObject(entered)
  },
  patienceMs,
)

test(
  'the doctor finds a running server well, and says what to look at',
  async () => {
    const { code, said } = await command('doctor', ['--json'], server)
    const { findings } = JSON.parse(said)
    expect(findings.filter((one: { verdict: string }) => one.verdict === 'broken')).toEqual([])
    expect(code).toBeLessThan(2)
    expect(findings).toContainEqual({ name: 'Websockets', verdict: 'ok', seen: 'They come through.' })
    expect(findings).toContainEqual(expect.objectContaining({ name: 'Way in', verdict: 'ok' }))
  },
  patienceMs,
)

test(
  'a backup is taken while the server runs, found whole, and restored elsewhere with its key: a card opens the door',
  async () => {
    const left = join(place, 'ended.preau.part')
    const atWork = join(place, 'at-work.preau.part')
    const copy = join(place, '.preau-copy-ended')
    for (const file of [left, atWork]) writeFileSync(file, 'half')
    await mkdir(join(copy, 'database'), { recursive: true })
    for (const path of [left, copy]) utimesSync(path, 0, 0)
    const made = await command('backup', ['backup', '--out', backup, '--key-out', join(place, 'kept.key')], server)
    expect(made.said).toMatch(/^Backup made and read back/)
    expect(statSync(backup).mode & 0o077).toBe(0)
    expect([left, copy, atWork].map(existsSync)).toEqual([false, false, true])

    const [verified, withoutKey, occupied] = await Promise.all([
      command('backup', ['verify', backup], server),
      command('backup', ['restore', backup], restored),
      command('backup', ['restore', backup, '--key-file', join(place, 'kept.key')], server),
    ])
    expect(verified.said).toMatch(/^Whole: \d+ rows in \d+ tables, \d+ documents fold/)
    expect(withoutKey).toMatchObject({ code: 1, said: expect.stringMatching(/and there is none here/) })
    expect(existsSync(restored.dataDir)).toBe(false)
    expect(occupied).toMatchObject({ code: 1, said: expect.stringMatching(/never writes over data/) })

    const back = await command('backup', ['restore', backup, '--key-file', join(place, 'kept.key')], restored)
    expect(back).toMatchObject({ code: 0, said: expect.stringMatching(/^Restored: \d+ rows/) })
    await restored.start()
    expect(await signInPupil(restored.origin, 0)).toMatchObject(entered)
  },
  patienceMs,
)

test(
  'a backup of a folder without a database is refused, and makes none there',
  async () => {
    const nowhere = join(place, 'nowhere')
    const { code, said } = await command('backup', ['backup'], { ...server, dataDir: nowhere })
    expect([code, said]).toEqual([1, expect.stringMatching(/There is no database in/)])
    expect(existsSync(nowhere)).toBe(false)
  },
  patienceMs,
)
