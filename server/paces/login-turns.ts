import { Turns } from './turns.ts'

/**
 * Every request begins by asking the database who it is of, and the embedded database has one connection for requests and
 * commits alike. A flood waits here, by login, instead of in the row before what people type.
 */
export const loginTurns = new Turns({
  atOnce: 8,
  atOnceEach: 4,
  mostWaiting: 5_000,
  mostWaitingEach: 200,
  reason: 'too_many',
  retryAfterMs: 1_000,
})
