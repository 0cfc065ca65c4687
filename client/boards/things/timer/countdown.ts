import type { BoardObject } from '#collab/documents/board-model.ts'
import { usualCountdown } from '#collab/documents/things/timer.ts'
import type { Countdown } from '#collab/documents/things/timer-values.ts'

type Timed = Pick<BoardObject, 'id' | 'countdown'>

/** When each start was seen here, by this device's clock: whoever is there when it starts needs no other clock to be right. */
const seenStarts = new Map<string, number>()

export const startOf = ({ id, countdown }: Timed) => `${id} ${countdown?.[0] ?? 0}`

/** It has just begun to run, and somebody here sees it. */
export const seeStart = (timed: Timed, now: number) => void seenStarts.set(startOf(timed), now)

/** As it was written. */
export const countdownOf = ({ countdown }: Pick<Timed, 'countdown'>): Countdown => countdown ?? usualCountdown

/** The same by the clock of this device, where it was seen to start. */
export function countdownHere(timed: Timed): Countdown {
  const [startedAt, wholeMs] = countdownOf(timed)
  return [startedAt === 0 ? 0 : (seenStarts.get(startOf(timed)) ?? startedAt), wholeMs]
}
