import { durationText } from '../board-card.ts'
import { whole, type WordsItem } from './display.ts'
import { middleLook } from './looks.ts'
import type { Thing } from './thing.ts'
import type { Countdown } from './timer-values.ts'

const minuteMs = 60_000
const limits = { leastMs: minuteMs, mostMs: 60 * minuteMs } as const
export const usualCountdown: Countdown = [0, 5 * minuteMs]

const look = { ...middleLook, size: 40, weight: 600 } as const

/**
 * Milliseconds that are left, for a clock that says `now`. Clocks are wrong by minutes: nobody is shown more than there was
 * when it was started, nor less than nothing.
 */
export function leftMs([startedAt, wholeMs]: Countdown, now: number): number {
  if (startedAt === 0) return wholeMs
  return Math.min(wholeMs, Math.max(0, startedAt + wholeMs - now))
}

/** Starts it, stops it where it is, or sets it back once it has run out. */
export function toggled(countdown: Countdown, now: number): Countdown {
  const [startedAt, wholeMs] = countdown
  if (startedAt === 0) return [now, wholeMs]
  return [0, leftMs(countdown, now) || wholeMs]
}

/** As many minutes more or less, whether it runs or not. */
export function changedBy([startedAt, wholeMs]: Countdown, minutes: number): Countdown {
  const { leastMs, mostMs } = limits
  return [startedAt, Math.min(mostMs, Math.max(leastMs, wholeMs + minutes * minuteMs))]
}

/** A picture shows what it is set to: it is the same tomorrow. */
export const timer: Thing = {
  usualSize: [180, 88],
  look: () => look,
  display({ countdown }, size) {
    const [, wholeMs] = countdown ?? usualCountdown
    const words: WordsItem = {
      ...{ kind: 'words', x: 0, y: 0, ...size, text: durationText(wholeMs), look, isInMiddle: true },
      ...{ isOneLine: true, colour: 'text' },
    }
    const { width, height } = size
    return [
      { ...whole({ width, height }), corners: 16, fill: 'surface', stroke: 'line', strokeWidth: 3 },
      { ...words, width, height },
    ]
  },
}
