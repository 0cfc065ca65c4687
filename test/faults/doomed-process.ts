import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { WriterOptions } from './token-writer.ts'

const root = resolve(import.meta.dirname, '../..')

/** A process whose writers die with it. */
export interface Doomed<Options = WriterOptions> {
  /** Resolves when all of them are there and type. */
  type(writers: Options[]): Promise<void>
  kill(): void
}

export function startDoomed<Options = WriterOptions>(script = 'doomed.ts'): Doomed<Options> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, script)], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const killAtExit = () => void child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const isTyping = new Promise<void>((done, fail) => {
    child.stdout.once('data', () => done())
    child.once('exit', (code) => {
      process.removeListener('exit', killAtExit)
      fail(new Error(`writers ended early: ${code}`))
    })
  })
  // One that is killed before it was told anything is no failure.
  isTyping.catch(() => undefined)
  return {
    type(writers) {
      child.stdin.end(JSON.stringify(writers))
      return isTyping
    },
    kill: killAtExit,
  }
}
