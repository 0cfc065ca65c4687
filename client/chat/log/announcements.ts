/*
 * What a screen reader says of a channel: each new message while they are few, their number when they are many. Never
 * more often than once in two seconds, so that a class of thirty does not drown its readers.
 */

const everyMs = 2_000
/** More than so many at once are counted, not read. */
const readAtMost = 2

interface Clock {
  now(): number
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
}

const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (handle) => globalThis.clearTimeout(Number(handle)),
}

interface AnnouncerOptions {
  say: (text: string) => void
  /** "5 new messages". */
  count: (count: number) => string
  clock?: Clock
}

export function createAnnouncer({ say, count, clock = realClock }: AnnouncerOptions) {
  let waiting: string[] = []
  let saidAt = -Infinity
  let timer: unknown = null
  const speak = () => {
    timer = null
    const lines = waiting
    waiting = []
    saidAt = clock.now()
    say(lines.length > readAtMost ? count(lines.length) : lines.join('\n'))
  }
  return {
    add(line: string) {
      waiting.push(line)
      timer ??= clock.setTimeout(speak, Math.max(0, saidAt + everyMs - clock.now()))
    },
    stop() {
      if (timer !== null) clock.clearTimeout(timer)
      timer = null
      waiting = []
    },
  }
}
