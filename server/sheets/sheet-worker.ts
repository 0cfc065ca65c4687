import { parentPort } from 'node:worker_threads'
import { SheetEngine } from './engine.ts'

const starting = SheetEngine.start()

parentPort?.on('message', async (sheet: string) => {
  const answer = (await starting).draw(sheet)
  parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer] : [])
})
