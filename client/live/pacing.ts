/** Work that is asked for often and done once a frame, before it is drawn. */
export function frames(work: () => void) {
  let frame: number | null = null
  return {
    ask() {
      frame ??= requestAnimationFrame(() => {
        frame = null
        work()
      })
    },
    stop() {
      if (frame !== null) cancelAnimationFrame(frame)
      frame = null
    },
  }
}

/** Work on all of the page: done at most so often, and not while a key waits to be drawn. */
export function nowAndThen(work: () => void, everyMs: number) {
  let timer: ReturnType<typeof setTimeout> | null = null
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = null
        work()
      }, everyMs)
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
