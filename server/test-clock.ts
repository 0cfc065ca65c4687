import { readFileSync } from 'node:fs'

/** The file is read again after this long, by the clock that nobody moves. */
const readEveryMs = 50

/** The time of day, later by as many milliseconds as the file says; by none while there is no such file. */
export function movedClock(file: string): () => Date {
  let readAt = Number.NEGATIVE_INFINITY
  let laterMs = 0
  return () => {
    if (performance.now() - readAt >= readEveryMs) {
      readAt = performance.now()
      laterMs = readMs(file)
    }
    return new Date(Date.now() + laterMs)
  }
}

function readMs(file: string): number {
  try {
    const ms = Number(readFileSync(file, 'utf8'))
    return Number.isFinite(ms) ? ms : 0
  } catch {
    return 0
  }
}
