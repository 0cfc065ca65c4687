import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PictureAnswer, PictureJob } from './picture.ts'

/** A thousand strokes take some 50 ms, the fullest board less than a second; starting the thread, more on a busy machine. */
const longestJobMs = 10_000
const memoryMb = 256
const mostWaiting = 60

/** Bundled, the worker lies beside the main file under its built name. */
function workerFile(): string {
  const built = join(import.meta.dirname, 'picture-worker.js')
  return existsSync(built) ? built : join(import.meta.dirname, 'picture-worker.mjs')
}

/**
 * Draws boards one after another away from the event loop, in a thread that is ended where one takes too long. Started at
 * the first picture, and no reason for the process to stay.
 */
class PictureThread {
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Null where too many wait, and where the board cannot be drawn. */
  async draw(job: PictureJob): Promise<PictureAnswer | null> {
    if (this.#waiting >= mostWaiting) return null
    this.#waiting++
    const turn = this.#last.then(() => this.#ask(job))
    // A thread that could not be started is the trouble of who asked, and not of all who come after.
    this.#last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#waiting--
    }
  }

  #ask(job: PictureJob): Promise<PictureAnswer | null> {
    const worker = (this.#worker ??= this.#start())
    return new Promise((resolve) => {
      const finish = (answer: PictureAnswer | null) => {
        clearTimeout(timer)
        worker.off('message', finish)
        worker.off('exit', onEnd)
        worker.unref()
        resolve(answer)
      }
      const onEnd = () => {
        if (this.#worker === worker) this.#worker = null
        finish(null)
      }
      const timer = setTimeout(() => void worker.terminate(), longestJobMs)
      worker.on('message', finish)
      worker.on('exit', onEnd)
      worker.ref()
      worker.postMessage(job)
    })
  }

  #start(): Worker {
    // A loader of the parent (tsx, vitest) has no business in the worker.
    const worker = new Worker(workerFile(), { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
    // 'exit' follows, and says the same.
    worker.on('error', () => undefined)
    return worker
  }
}

export const pictureThread = new PictureThread()
