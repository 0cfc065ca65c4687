import type { Lifeline } from './lifeline.ts'
import type { Outbox } from './outbox.ts'
import type { LiveStatus } from './status.ts'
import { createTimers } from './timers.ts'
import type { Saved, Unsent } from './unsent.ts'

/** Without an acknowledgement for so long it is said that the server's disk does not answer. */
const lateMs = 3_000
/** And for so long the line is taken for dead. */
const deadMs = 30_000

/** What a person sees of their words. A reader may still wait for what was taken before they became one. */
export function savedNow(unsent: Unsent, { kind }: LiveStatus, outbox: Outbox | null): Saved {
  const changes = unsent.changes()
  if (changes === 0) return { kind: 'saved' }
  const isOn = kind === 'live' || kind === 'connecting' || kind === 'readOnly'
  if (!isOn) return { kind: 'deviceOnly', changes, isKept: outbox?.isKept ?? false }
  return unsent.waitedMs() >= lateMs ? { kind: 'late', changes } : { kind: 'sending' }
}

/** The clocks for the acknowledgement of the oldest unanswered message; `say` tells how long it has been by now. */
export function createPatience(unsent: Unsent, line: Lifeline, say: () => void) {
  const timers = createTimers()
  const onLate = () => {
    // A timer may ring a millisecond early by the clock that is asked: then it is set again, or nobody would be told. The clock
    // is asked before anything is said: asked afterwards it may have turned in between.
    const isLate = unsent.waitedMs() >= lateMs
    say()
    if (!isLate && unsent.changes() > 0) begin()
  }
  const begin = () => {
    const waitedMs = unsent.waitedMs()
    timers.after('late', Math.max(0, lateMs - waitedMs), onLate)
    // A line on which others are heard is not dead: then it is the server's disk that does not answer.
    const leftMs = deadMs - Math.min(waitedMs, line.silentMs)
    if (leftMs <= 0) line.abandon()
    else timers.after('dead', leftMs, begin)
  }
  return { begin, end: () => timers.stop('late', 'dead') }
}
