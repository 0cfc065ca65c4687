import { useEffect, useState } from 'react'
import type { Timer } from '#client/data/timer.ts'

const tickMs = 250
const pad = (value: number) => String(value).padStart(2, '0')

/** "4:05", or "1:04:05". */
export function clockText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`
}

/** Of what the server said was left, what is left now: this device's clock only counts what has passed since. */
export function secondsLeft(
  { leftMs, isPaused }: Pick<Timer, 'leftMs' | 'isPaused'>,
  heardAt: number,
  now: number,
): number {
  return Math.max(0, Math.ceil((leftMs - (isPaused ? 0 : now - heardAt)) / 1_000))
}

/** Whole seconds that are left, as they pass. */
export function useSecondsLeft(timer: Timer, heardAt: number): number {
  const [seconds, setSeconds] = useState(() => secondsLeft(timer, heardAt, Date.now()))
  useEffect(() => {
    const tick = () => setSeconds(secondsLeft(timer, heardAt, Date.now()))
    tick()
    if (timer.isPaused) return undefined
    const ticking = setInterval(tick, tickMs)
    return () => clearInterval(ticking)
  }, [timer, heardAt])
  return seconds
}

export type Spoken = 'start' | 'minute' | 'up' | 'paused'

/** What is to be said when the clock comes from one moment to the next; null where nothing is. Each thing is said once. */
export function spokenAt(before: Moment | null, now: Moment): Spoken | null {
  if (before === null || before.startedAt !== now.startedAt) return now.seconds > 0 ? 'start' : null
  if (now.isPaused) return before.isPaused ? null : 'paused'
  if (now.seconds === 0) return before.seconds > 0 ? 'up' : null
  return before.seconds > 60 && now.seconds <= 60 ? 'minute' : null
}

export interface Moment {
  startedAt: string
  seconds: number
  isPaused: boolean
}
