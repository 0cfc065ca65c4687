import { Turns } from './turns.ts'

/**
 * What brings a whole document together takes turns: it holds several copies of it meanwhile, and one thread folds for
 * all, so that two at once would gain nothing. Nothing asks for a turn within a turn: it would wait for itself.
 * One for the process, whose memory it guards. A class that asks at one moment waits; a second class is told to come again.
 */
export const foldingTurns = new Turns({
  atOnce: 1,
  mostWaiting: 60,
  mostWaitingEach: 4,
  reason: 'too_many_contents',
  retryAfterMs: 5_000,
})
