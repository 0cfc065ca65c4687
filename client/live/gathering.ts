import { applyAwarenessUpdate, type Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { hearUpdates } from './own-updates.ts'
import { frames } from './pacing.ts'
import type { Incoming } from './wire.ts'

/** A frame that does not come, since nobody looks at the tab, is not waited for longer. */
const patienceMs = 100

/** What others write has a third of the time: after each gathering the hands have twice what it took, and its paint. */
const restFor = 2
const longestRestMs = 150

/** A process without a screen draws nothing, and takes all at once. */
const hasFrames = 'requestAnimationFrame' in globalThis

interface Shared {
  ydoc: Y.Doc
  awareness: Awareness
  /** Hears of what others write before it is there. */
  hear: (update: Uint8Array) => void
  takeFrom: ReturnType<typeof hearUpdates>['takeFrom']
}

/**
 * What others write and where they are: all that comes within a frame is one change of the ydoc, since whoever draws it
 * pays for each change and not for each letter; where drawing takes long, all that comes within some frames. In the order in
 * which it came: carets stand in words that are there.
 */
export function gatherIncoming({ ydoc, awareness, hear, takeFrom }: Shared, origin: unknown, onUnreadable: () => void) {
  let updates: Uint8Array[] = []
  let states: Uint8Array[] = []
  let patience: ReturnType<typeof setTimeout> | null = null
  let isResting = false
  /** Something was written here: its letter is drawn before theirs. */
  let isHandFirst = false

  const forgetTime = () => {
    frame.stop()
    if (patience !== null) clearTimeout(patience)
    patience = null
  }
  const flush = () => {
    forgetTime()
    const [words, places] = [updates, states]
    updates = []
    states = []
    words.forEach(hear)
    const takeAll = () =>
      Y.transact(ydoc, () => words.forEach((one) => Y.applyUpdate(ydoc, one, origin)), origin, false)
    if (words.length > 0) takeFrom(origin, takeAll)
    for (const place of places) applyAwarenessUpdate(awareness, place, origin)
  }
  const flushLater = () => {
    try {
      flush()
    } catch {
      onUnreadable()
    }
  }
  const endRest = () => {
    isResting = false
    if (updates.length + states.length > 0) ask()
  }
  const frame = frames(() => {
    if (isHandFirst) {
      isHandFirst = false
      return frame.ask()
    }
    const begun = performance.now()
    isResting = true
    flushLater()
    // The first rings when the frame is painted.
    setTimeout(() => setTimeout(endRest, Math.min(longestRestMs, restFor * (performance.now() - begun))))
  }, 'take')
  const ask = () => {
    if (!hasFrames) return flush()
    if (isResting || patience !== null) return
    patience = setTimeout(flushLater, patienceMs)
    frame.ask()
    return undefined
  }
  ydoc.on('afterTransaction', ({ local, changed }: Y.Transaction) => {
    if (local && changed.size > 0) isHandFirst = true
  })
  return {
    /** True where it waits for the frame. What else comes needs all that came before; throws where that cannot be read. */
    takes(incoming: Incoming): boolean {
      if (incoming.kind === 'update') updates.push(incoming.update)
      else if (incoming.kind === 'awareness') states.push(incoming.update)
      else {
        if (incoming.kind !== 'stored') flush()
        return false
      }
      ask()
      return true
    },
    /** The line is gone: the next one brings it again. */
    drop() {
      forgetTime()
      updates = []
      states = []
    },
  }
}
