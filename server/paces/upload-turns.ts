import { Turns } from './turns.ts'

/**
 * A file on its way in is in memory three times: as it came, as a part of its form, and as what is looked at. Who sends many
 * at once, or slowly, waits for their own files and keeps nobody else waiting.
 */
export const uploadTurns = new Turns({
  atOnce: Infinity,
  atOnceEach: 2,
  mostWaiting: 1_000,
  mostWaitingEach: 40,
  reason: 'too_many_files',
  retryAfterMs: 5_000,
})
