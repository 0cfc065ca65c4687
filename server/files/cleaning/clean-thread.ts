import type { FileType } from '#db/schema/values.ts'
import { JobThread } from '#server/kit/job-thread.ts'
import type { Cleaned } from './clean.ts'

/** A document of 10 MB takes a second; one that unpacks to 100 MB, some five. */
export const cleanThread = new JobThread<{ bytes: Uint8Array<ArrayBuffer>; type: FileType }, Cleaned>({
  name: 'clean-worker',
  folder: import.meta.dirname,
  longestMs: 20_000,
  memoryMb: 512,
  whenEnded: { reason: 'file_broken' },
})
