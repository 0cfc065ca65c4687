// The embedded database runs in a thread of its own: in the main thread a busy writer starves timers, HTTP and sockets.
// Plain JavaScript, because a worker thread on Node 20 cannot be given TypeScript.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { createWhole, durableParams, isCreated, SyncedFolder, syncTree } from './synced-folder.mjs'

/** @type {{ folder: string, socketPath: string }} */
const { folder, socketPath } = workerData

/** @param {string} path */
const open = (path) =>
  PGlite.create({
    fs: new SyncedFolder(path),
    // 165 MB instead of 290-500 MB of memory.
    startParams: [...durableParams, '-c', 'shared_buffers=16MB'],
  })

if (isCreated(folder)) syncTree(folder)
else
  await createWhole(folder, async (draft) => {
    const created = await open(draft)
    await created.close()
  })
const database = await open(folder)

// The socket server's queue never moves again after a rejected call. Dying is better: the process restarts whole.
const execute = database.execProtocolRawStream.bind(database)
database.execProtocolRawStream = (...parameters) =>
  execute(...parameters).catch((error) => {
    setImmediate(() => {
      throw error
    })
    throw error
  })

const server = new PGLiteSocketServer({ db: database, path: socketPath, maxConnections: 4 })
await server.start()

parentPort?.once('message', async () => {
  await server.stop()
  await database.close()
  parentPort?.postMessage('closed')
  parentPort?.close()
})
parentPort?.postMessage('ready')
