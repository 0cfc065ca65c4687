/**
 * The parts of a frame, one after the other: words are taken in, then what stands among them is drawn, then places are
 * measured, once nothing moves any more. What nobody sees is done when it is painted. A browser lays out the page at each
 * look between two changes.
 */
const parts = ['take', 'draw', 'look', 'painted'] as const
export type Part = (typeof parts)[number]

const waiting = { take: new Set(), draw: new Set(), look: new Set(), painted: new Set() } satisfies Record<
  Part,
  Set<() => void>
>
let isAsked = false

function run(part: Part) {
  const works: (() => void)[] = [...waiting[part]]
  waiting[part].clear()
  for (const work of works)
    try {
      work()
    } catch (error) {
      reportError(error)
    }
}

/** Each part has a call of its own: what is asked for a later one is done in the same frame. */
function askFrame() {
  if (isAsked) return
  isAsked = true
  requestAnimationFrame(() => run('take'))
  requestAnimationFrame(() => run('draw'))
  requestAnimationFrame(() => {
    isAsked = false
    run('look')
    setTimeout(() => run('painted'))
    if (waiting.take.size + waiting.draw.size + waiting.look.size > 0) askFrame()
  })
}

/** Work that is asked for often and done once a frame, before it is drawn; or right after. */
export function frames(work: () => void, part: Part = 'look') {
  // Asked for by two, it is done for each.
  const own = () => work()
  return {
    ask() {
      waiting[part].add(own)
      askFrame()
    },
    stop: () => void waiting[part].delete(own),
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
