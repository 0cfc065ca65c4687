import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '#test/helpers/tools.mjs'
import type { Experiment } from './experiment.ts'
import { type Breakable, killRun } from './kill.ts'

const defaultKills = 10

/** The same kills, the same writers, the same counting on a server that is known to lose: a harness that sees nothing is blind. */
export const control: Experiment = {
  name: 'control',
  targets: ['embedded'],
  async run(settings) {
    const kills = settings.times ?? defaultKills
    const report = await killRun({ ...settings, kills }, await stockServer())
    const lost = report.lost.length
    const isGood = lost > 0
    const verdict = isGood ? 'so the harness sees losses' : 'which cannot be: THE HARNESS IS BLIND'
    const sentence = `a stock Hocuspocus server killed ${report.kills} times lost ${lost} of ${report.acked} words it had called synced, ${verdict}.`
    return { isGood, sentence, report: { ...report, lost } }
  },
}

async function stockServer(): Promise<Breakable> {
  const packages = resolve(import.meta.dirname, '../bench/peers')
  if (!existsSync(join(packages, 'node_modules/@hocuspocus'))) throw new Error(`npm ci in ${packages} comes first`)
  const folder = mkdtempSync(join(tmpdir(), 'preau-control-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const file = join(import.meta.dirname, 'stock-server.mjs')
  let child: ChildProcess | null = null
  const kill = () =>
    new Promise<void>((done) => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', () => done())
      child.kill('SIGKILL')
    })
  process.once('exit', () => void child?.kill('SIGKILL'))
  return {
    kill,
    start() {
      const startedAt = performance.now()
      const started = spawn(process.execPath, [file, String(port), join(folder, 'document')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child = started
      return new Promise((done, fail) => {
        started.stdout.once('data', () => done(performance.now() - startedAt))
        started.once('exit', () => fail(new Error('the stock server ended')))
      })
    },
    place: (size) =>
      Promise.resolve({
        kind: 'stock',
        origin,
        room: 'tokens',
        reader: '',
        writers: Array.from({ length: size }, () => ''),
      }),
    async dispose() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
