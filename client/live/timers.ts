/** Named timers: one of a name at a time, and all of them stop together. */
export function createTimers() {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const stop = (...names: string[]) => {
    for (const name of names) {
      clearTimeout(timers.get(name))
      timers.delete(name)
    }
  }
  const after = (name: string, ms: number, run: () => unknown) => {
    stop(name)
    const timer = setTimeout(() => {
      timers.delete(name)
      run()
    }, ms)
    timers.set(name, timer)
  }
  return {
    /** Runs after so long; a timer of that name that still runs starts anew. */
    after,
    /** Runs after so long, unless a timer of that name runs already. */
    once: (name: string, ms: number, run: () => unknown) => {
      if (!timers.has(name)) after(name, ms, run)
    },
    stop,
    stopAll: () => stop(...timers.keys()),
  }
}
