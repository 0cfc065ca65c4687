import { moment, type Value, whole } from '../board-readers.ts'

/** Since when it runs (0: it stands), and how many milliseconds it has from then on. */
export type Countdown = readonly [startedAt: number, wholeMs: number]

interface TimerValues {
  /** One value, so that nobody sees half of a change. */
  readonly countdown: Countdown | null
}

export const timerAtRest: TimerValues = { countdown: null }

function read(stored: unknown): Countdown | undefined {
  if (!Array.isArray(stored) || stored.length !== 2) return undefined
  const [startedAt, wholeMs] = [moment(stored[0]), whole(1, 3_600_000)(stored[1])]
  return startedAt === undefined || wholeMs === undefined ? undefined : [startedAt, wholeMs]
}

export const timerValues: { readonly [Name in keyof TimerValues]: Value<TimerValues[Name]> } = {
  countdown: { key: 'cd', read },
}
