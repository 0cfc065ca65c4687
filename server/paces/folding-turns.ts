import { Turns } from './turns.ts'

/**
 * What brings a whole document together takes turns: it holds several copies of it meanwhile, and one thread folds for all.
 * One for the process, whose memory it guards. A class that asks at one moment waits; a second class is told to come again.
 */
export const foldingTurns = new Turns({
  atOnce: 2,
  mostWaiting: 60,
  mostWaitingEach: 4,
  reason: 'too_many_contents',
  retryAfterMs: 5_000,
})
