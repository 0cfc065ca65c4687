import type { Deps } from './context.ts'

interface Ends {
  /** Named in the log. */
  what: string
  /** Does what is due, and says when something is due next; null where nothing is. */
  look: () => Promise<Date | null>
  /** What was set meanwhile is noticed this late at most. */
  longestWaitMs: number
}

const shortestWaitMs = 100

/** Watches the ends of something until `stop` is called. A store that does not answer is asked again. */
export function watchEnds({ now, log }: Pick<Deps, 'now' | 'log'>, { what, look, longestWaitMs }: Ends) {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const turn = async () => {
    const next = await look().catch((error: unknown) => {
      log.error({ err: error }, `${what} could not be looked at`)
      return null
    })
    if (isStopped) return
    const waitMs = next === null ? longestWaitMs : next.getTime() - now().getTime()
    timer = setTimeout(() => void turn(), Math.min(longestWaitMs, Math.max(shortestWaitMs, waitMs)))
    timer.unref()
  }
  void turn()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
