import { parentPort } from 'node:worker_threads'
import type { FileType } from '#db/schema/values.ts'
import { cleanFile } from './clean.ts'

parentPort?.on('message', async ({ bytes, type }: { bytes: Uint8Array; type: FileType }) => {
  parentPort?.postMessage(await cleanFile(bytes, type))
})
