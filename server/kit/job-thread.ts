import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

interface Job<Answer> {
  /** The worker's file without its ending: bundled, it lies beside the main file; in sources, in `folder`. */
  name: string
  folder: string
  longestMs: number
  memoryMb: number
  /** What there is to say where it took too long or too much. */
  whenEnded: Answer
  /** For a thread that keeps what it once took: when the next gets a new one. It ends by itself after a while without work. */
  isSpent?: (answer: Answer, done: number) => boolean
}

const mostWaiting = 100
/** For the first thing in a thread: its code is read from a disk that others use too. */
const startMs = 10_000
const idleMs = 60_000

/**
 * Does one thing after another in a thread that is ended where one takes too long (R19): what a hostile one costs is the
 * time of the next. Started at the first, and no reason for the process to stay.
 */
export class JobThread<Asked, Answer> {
  readonly #job: Job<Answer>
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #done = 0
  #idle: NodeJS.Timeout | undefined

  constructor(job: Job<Answer>) {
    this.#job = job
  }

  /** Null where too many wait. Takes the bytes in `given` over. */
  async ask(asked: Asked, given: readonly ArrayBuffer[] = []): Promise<Answer | null> {
    if (this.#waiting >= mostWaiting) return null
    this.#waiting++
    const turn = this.#last.then(() => this.#do(asked, given))
    // A thread that could not be started is the trouble of who asked, and not of all who come after.
    this.#last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#waiting--
    }
  }

  #do(asked: Asked, given: readonly ArrayBuffer[]): Promise<Answer> {
    clearTimeout(this.#idle)
    const isFresh = this.#worker === null
    const worker = (this.#worker ??= this.#start())
    const longestMs = this.#job.longestMs + (isFresh ? startMs : 0)
    return new Promise((resolve) => {
      const finish = (answer: Answer) => {
        clearTimeout(timer)
        worker.off('message', finish)
        worker.off('exit', onEnd)
        worker.unref()
        this.#rest(answer)
        resolve(answer)
      }
      const onEnd = () => {
        if (this.#worker === worker) this.#worker = null
        finish(this.#job.whenEnded)
      }
      const timer = setTimeout(() => void worker.terminate(), longestMs)
      worker.on('message', finish)
      worker.on('exit', onEnd)
      worker.ref()
      worker.postMessage(asked, [...given])
    })
  }

  #rest(answer: Answer): void {
    const { isSpent } = this.#job
    if (isSpent === undefined || this.#worker === null) return
    if (isSpent(answer, ++this.#done)) this.#end()
    else this.#idle = setTimeout(() => this.#end(), idleMs).unref()
  }

  #end(): void {
    void this.#worker?.terminate()
    this.#worker = null
  }

  #start(): Worker {
    this.#done = 0
    const { name, folder, memoryMb } = this.#job
    const built = join(import.meta.dirname, `${name}.js`)
    // A loader of the parent (tsx, vitest) has no business in the worker; nor does what its library says to itself.
    const options = { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memoryMb }, stdout: true, stderr: true }
    const worker = new Worker(existsSync(built) ? built : join(folder, `${name}.mjs`), options)
    worker.stdout.resume()
    worker.stderr.resume()
    // 'exit' follows, and says the same.
    worker.on('error', () => undefined)
    return worker
  }
}
