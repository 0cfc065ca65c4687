import type * as Y from 'yjs'

/**
 * Hears what is written here, as updates. Yjs writes an update down for each change as soon as anybody hears of updates, for
 * a whole document that has just come from the server too: while that is taken nobody hears, unless something is written
 * here meanwhile.
 */
export function hearUpdates(ydoc: Y.Doc, onUpdate: (update: Uint8Array, origin: unknown) => void) {
  const hear = () => void ydoc.on('update', onUpdate)
  const stop = () => ydoc.off('update', onUpdate)
  hear()
  return {
    /** Takes changes of this origin. */
    takeFrom(origin: unknown, take: () => void): void {
      // Part of a change that is heard of.
      if (ydoc._transaction !== null) return take()
      const onChange = (transaction: Y.Transaction) => {
        if (transaction.origin !== origin) hear()
      }
      ydoc.on('beforeTransaction', onChange)
      stop()
      try {
        take()
      } finally {
        ydoc.off('beforeTransaction', onChange)
        hear()
      }
    },
    stop,
  }
}
