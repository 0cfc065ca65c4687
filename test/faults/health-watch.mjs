import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

// Asks a server's /healthz again and again, and looks at the memory of its process: in a thread of its own, so that whoever
// keeps the server busy does not hold up the clock. Answers the first message with what it saw.
const everyMs = 50
const { origin, pid } = workerData
/** @type {number[]} */
const healthMs = []
let rssMost = 0
let isOn = true
parentPort?.once('message', () => (isOn = false))

while (isOn) {
  const startedAt = performance.now()
  const [answer] = await once(get(`${origin}/healthz`, { agent: false }), 'response')
  answer.resume()
  healthMs.push(answer.statusCode === 200 ? performance.now() - startedAt : Number.MAX_SAFE_INTEGER)
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  rssMost = Math.max(rssMost, Math.round(Number(kilobytes) / 1024))
  await pause(everyMs)
}
parentPort?.postMessage({ rssMost, healthMs })
