// Loaded before every server that is measured (`node --import`): answers questions over IPC and touches nothing else.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

/** @type {Session | null} */
let session = null

/** @type {Record<string, (given?: string) => unknown>} */
const answers = {
  /** Microseconds of CPU, of all threads. */
  cpu() {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  memory() {
    for (let round = 0; round < 4; round++) globalThis.gc?.()
    return process.memoryUsage()
  },
  rss: () => process.memoryUsage().rss,
  async startProfile() {
    session = new Session()
    session.connect()
    await post('Profiler.enable')
    await post('Profiler.setSamplingInterval', { interval: 500 })
    await post('Profiler.start')
  },
  async stopProfile(path) {
    const { profile } = await post('Profiler.stop')
    session?.disconnect()
    writeFileSync(String(path), JSON.stringify(profile))
  },
}

/** @param {string} method @param {object} [parameters] @returns {Promise<any>} */
function post(method, parameters) {
  return new Promise((resolve, reject) => {
    session?.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result)))
  })
}

process.on('message', async ({ id, method, given }) => {
  try {
    process.send?.({ id, result: (await answers[method]?.(given)) ?? null })
  } catch (error) {
    process.send?.({ id, error: String(error) })
  }
})
// Whoever measures is gone: so is what was measured.
process.on('disconnect', () => process.exit())
