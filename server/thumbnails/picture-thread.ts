import { JobThread } from '../kit/job-thread.ts'
import type { PictureAnswer, PictureJob } from './picture.ts'

/** A thousand strokes take some 50 ms, the fullest board less than a second. */
export const pictureThread = new JobThread<PictureJob, PictureAnswer | null>({
  name: 'picture-worker',
  folder: import.meta.dirname,
  longestMs: 5_000,
  memoryMb: 256,
  whenEnded: null,
})
