import { JobThread } from '../kit/job-thread.ts'
import type { VoiceAnswer } from './voice.ts'

/** A note of three minutes takes some 50 ms. */
export const voiceThread = new JobThread<Uint8Array<ArrayBuffer>, VoiceAnswer>({
  name: 'voice-worker',
  folder: import.meta.dirname,
  longestMs: 5_000,
  memoryMb: 128,
  whenEnded: { reason: 'voice_broken' },
})
