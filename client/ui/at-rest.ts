/* What is asked for after the first screen and before anybody wants it. */

const restMs = 2_000
const waiting: (() => Promise<unknown>)[] = []
let isAtRest = false

/** One after the other, when the browser has nothing else to do. */
function askNext() {
  const next = waiting.shift()
  if (next === undefined) return
  const idle = globalThis.requestIdleCallback ?? ((done: () => void) => setTimeout(done, 50))
  idle(() => void next().finally(askNext))
}

/** Once the first screen stands and is at rest, or somebody touches it. */
function awaitRest() {
  const begin = () => {
    if (!isAtRest) {
      isAtRest = true
      askNext()
    }
  }
  const rest = () => setTimeout(begin, restMs)
  if (document.readyState === 'complete') rest()
  else addEventListener('load', rest, { once: true })
  for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, begin, { once: true, capture: true })
}

/**
 * Asks for a part at rest: then it is there when it is wanted, and on the device without a line (app/keep-shell.ts keeps what has
 * been loaded). What does not come is asked for again with the next line. While it is built nothing is asked for ahead.
 */
export function askAtRest(load: () => Promise<unknown>): void {
  if (!import.meta.env.PROD) return
  const ask = (): Promise<unknown> => load().catch(() => addEventListener('online', () => void ask(), { once: true }))
  waiting.push(ask)
  if (isAtRest) askNext()
  else if (waiting.length === 1) awaitRest()
}
