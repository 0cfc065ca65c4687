import { parentPort } from 'node:worker_threads'
import type { CleanSheet } from './clean.ts'
import { SheetEngine } from './engine.ts'

const starting = SheetEngine.start()

parentPort?.on('message', async (sheet: CleanSheet) => {
  const answer = (await starting).draw(sheet)
  parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer] : [])
})
