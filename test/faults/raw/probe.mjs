// Loaded into the server that is measured (`node --import`): answers questions on a socket of its own and touches nothing else.
import { createServer } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

const everyMs = 10
const path = process.env.PROBE_SOCKET

if (isMainThread && path !== undefined) {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc')
  let heldMs = 0
  let last = performance.now()
  let cpu = process.cpuUsage()
  setInterval(() => {
    const now = performance.now()
    const { user, system } = process.cpuUsage(cpu)
    // Of a machine that does other things too: time in which this process did not run holds nobody's loop.
    heldMs = Math.max(heldMs, Math.min(now - last - everyMs, (user + system) / 1_000))
    last = now
    cpu = process.cpuUsage()
  }, everyMs).unref()
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => {
      const held = heldMs
      for (let round = 0; round < 4; round++) gc()
      const { heapUsed, external, rss } = process.memoryUsage()
      socket.end(JSON.stringify({ heldMs: held, usedBytes: heapUsed + external, rss }))
      // What the collection itself took is nobody's request.
      setImmediate(() => {
        heldMs = 0
        last = performance.now()
        cpu = process.cpuUsage()
      })
    })
  })
  server.listen(path)
  server.unref()
}
