import { parentPort } from 'node:worker_threads'
import { tellable } from './cells.ts'
import type { CountedDay } from './thread.ts'

parentPort?.on('message', ({ counted, threshold }: CountedDay) => {
  parentPort?.postMessage(tellable(counted, threshold))
})
