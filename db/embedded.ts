import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { claimFolder } from './claim.ts'
import type { DatabaseLog } from './log.ts'
import { socketPathIn } from './socket-path.ts'
import { diskFailed } from './synced-folder.mjs'

/** First start creates the cluster, which took 6 s at worst on two loaded cores. */
const startTimeoutMs = 120_000
const closeTimeoutMs = 10_000

interface EmbeddedDatabase {
  /** Unix socket that speaks the Postgres protocol to whoever may enter the folder. */
  socketPath: string
  close(): Promise<void>
}

/** Bundled, the worker lies beside the main file under its built name. */
function workerFile(): string {
  const built = join(import.meta.dirname, 'embedded-worker.js')
  return existsSync(built) ? built : join(import.meta.dirname, 'embedded-worker.mjs')
}

/**
 * Starts the embedded database on `dataDir` (created if missing) and claims that folder for this process.
 * `onCrash` is called once if the database dies by itself. Throws FolderInUse, or what the database threw.
 */
export async function openEmbedded(
  dataDir: string,
  log: DatabaseLog,
  onCrash: (reason: Error) => void,
): Promise<EmbeddedDatabase> {
  const claim = await claimFolder(dataDir)
  try {
    const socketPath = await socketPathIn(dataDir, 'database.sock')
    // Ours by the claim: whatever lies there is a dead process's.
    await rm(socketPath, { force: true })
    const started = Date.now()
    const worker = new Worker(workerFile(), {
      workerData: { folder: join(dataDir, 'database'), socketPath },
      // A loader of the parent (tsx, vitest) has no business in the worker.
      execArgv: [],
    })
    await ready(worker)
    log.info({ dataDir, ms: Date.now() - started }, 'embedded database is ready')
    return { socketPath, close: guard(worker, onCrash, () => claim.release()) }
  } catch (error) {
    await claim.release()
    throw error
  }
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error('the embedded database did not start in time')), startTimeoutMs)
    const fail = (error: Error) => {
      clearTimeout(timer)
      void worker.terminate()
      reject(error)
    }
    worker.once('message', () => {
      clearTimeout(timer)
      worker.removeAllListeners()
      resolve()
    })
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`the embedded database ended at start (code ${code})`)))
  })
}

/** Watches the running worker and gives back the way to close it. */
function guard(worker: Worker, onCrash: (reason: Error) => void, release: () => Promise<void>) {
  let closing = false
  let crashed = false
  const crash = (reason: Error) => {
    if (closing || crashed) return
    crashed = true
    onCrash(reason)
  }
  worker.on('error', crash)
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      crash(
        new Error(
          code === diskFailed
            ? 'the disk did not keep what the embedded database wrote; look at the disk before you start again'
            : `the embedded database ended by itself (code ${code})`,
        ),
      )
      resolve()
    })
  })
  return async () => {
    closing = true
    worker.postMessage('close')
    const timer = setTimeout(() => void worker.terminate(), closeTimeoutMs)
    await ended
    clearTimeout(timer)
    await release()
  }
}
