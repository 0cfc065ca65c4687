import { idle } from '#client/live/idle.ts'

/* What is asked for after the first screen and before anybody wants it. */

const restMs = 2_000
const waiting: (() => Promise<unknown>)[] = []
let isAtRest = false

/** One after the other, when the browser has nothing else to do. */
function askNext() {
  const next = waiting.shift()
  if (next !== undefined) idle(() => void next().finally(askNext))
}

/** The first screen stands: what comes after it is asked for now. Said by a screen that can be written on; the others are waited for. */
export function beAtRest(): void {
  if (isAtRest) return
  isAtRest = true
  askNext()
}

/** Once all has been loaded for a while, or somebody touches it then. Before, whatever is asked for is in the way of the screen. */
function awaitRest() {
  const rest = () => {
    setTimeout(beAtRest, restMs)
    for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, beAtRest, { once: true, capture: true })
  }
  if (document.readyState === 'complete') rest()
  else addEventListener('load', rest, { once: true })
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
