import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { VoiceAnswer } from './voice.ts'

/** A note of three minutes takes some 50 ms. */
const longestJobMs = 5_000
const memoryMb = 128
const mostWaiting = 100

/** Bundled, the worker lies beside the main file under its built name. */
function workerFile(): string {
  const built = join(import.meta.dirname, 'voice-worker.js')
  return existsSync(built) ? built : join(import.meta.dirname, 'voice-worker.mjs')
}

/**
 * Reads recordings one after another in a thread that is ended where one takes too long (R19): what a hostile one costs is
 * the time of the next. Started at the first note, and no reason for the process to stay.
 */
class VoiceThread {
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Null where too many wait. Takes the bytes over. */
  async read(bytes: Uint8Array<ArrayBuffer>): Promise<VoiceAnswer | null> {
    if (this.#waiting >= mostWaiting) return null
    this.#waiting++
    const turn = this.#last.then(() => this.#ask(bytes))
    // A thread that could not be started is the trouble of who asked, and not of all who come after.
    this.#last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#waiting--
    }
  }

  #ask(bytes: Uint8Array<ArrayBuffer>): Promise<VoiceAnswer> {
    const worker = (this.#worker ??= this.#start())
    return new Promise((resolve) => {
      const finish = (answer: VoiceAnswer) => {
        clearTimeout(timer)
        worker.off('message', finish)
        worker.off('exit', onEnd)
        worker.unref()
        resolve(answer)
      }
      const onEnd = () => {
        if (this.#worker === worker) this.#worker = null
        finish({ reason: 'voice_broken' })
      }
      const timer = setTimeout(() => void worker.terminate(), longestJobMs)
      worker.on('message', finish)
      worker.on('exit', onEnd)
      worker.ref()
      worker.postMessage(bytes, [bytes.buffer])
    })
  }

  #start(): Worker {
    // A loader of the parent (tsx, vitest) has no business in the worker; nor does what its library says to itself.
    const options = { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memoryMb }, stdout: true, stderr: true }
    const worker = new Worker(workerFile(), options)
    worker.stdout.resume()
    worker.stderr.resume()
    // 'exit' follows, and says the same.
    worker.on('error', () => undefined)
    return worker
  }
}

export const voiceThread = new VoiceThread()
