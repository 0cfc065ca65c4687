import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInPupil } from '#test/helpers/demo.ts'
import { builtServer, type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'

const patienceMs = 240_000
const place = mkdtempSync(join(tmpdir(), 'preau-operations-'))
const key = (dataDir: string) => join(dataDir, 'secret.key')
const backup = join(place, 'taken.preau')
let server: ServerProcess
let restored: ServerProcess

beforeAll(async () => {
  server = await serverProcess({ isDemo: true, dataDir: join(place, 'first'), variables: { BACKUP_EVERY: '0' } })
  restored = await serverProcess({ isDemo: true, dataDir: join(place, 'second') })
  await server.start()
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

test(
  'a backup is taken while the server runs, found whole, and restored elsewhere with its key: a card opens the door',
  async () => {
    const made = await command('backup', ['backup', '--out', backup, '--key-out', join(place, 'kept.key')], server)
    expect(made.said).toMatch(/^Backup made and read back/)
    expect(statSync(backup).mode & 0o077).toBe(0)

    const verified = await command('backup', ['verify', backup], server)
    expect(verified.said).toMatch(/^Whole: \d+ rows in \d+ tables, \d+ documents fold/)

    const withoutKey = await command('backup', ['restore', backup], restored)
    expect(withoutKey).toMatchObject({ code: 1, said: expect.stringMatching(/and there is none here/) })
    expect(existsSync(restored.dataDir)).toBe(false)

    const back = await command('backup', ['restore', backup, '--key-file', join(place, 'kept.key')], restored)
    expect(back).toMatchObject({ code: 0, said: expect.stringMatching(/^Restored: \d+ rows/) })
    const again = await command('backup', ['restore', backup], restored)
    expect(again).toMatchObject({ code: 1, said: expect.stringMatching(/never writes over data/) })

    await restored.start()
    expect(await signInPupil(restored.origin, 0)).toMatchObject({ cookie: expect.stringContaining('session=') })
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
  'data without its key is left alone, and goes on as before when the key is back',
  async () => {
    await server.stop()
    const file = key(server.dataDir)
    renameSync(file, join(place, 'away'))

    await expect(server.start()).rejects.toThrow(/secret key is missing[\s\S]*nothing was changed/)
    expect(existsSync(file)).toBe(false)
    const doctor = await command('doctor', [], server)
    expect(doctor).toMatchObject({ code: 2, said: expect.stringMatching(/BROKEN +Secret key: .*missing/) })

    renameSync(join(place, 'away'), file)
    await server.start()
    expect(await signInPupil(server.origin, 0)).toMatchObject({ cookie: expect.stringContaining('session=') })
  },
  patienceMs,
)
