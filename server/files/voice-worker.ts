import { parentPort } from 'node:worker_threads'
import { readVoice } from './voice.ts'

parentPort?.on('message', async (bytes: Uint8Array<ArrayBuffer>) => {
  parentPort?.postMessage(await readVoice(bytes))
})
