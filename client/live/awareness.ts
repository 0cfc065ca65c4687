import { type Awareness, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'

function showAs(awareness: Awareness, client: number) {
  const before = awareness.clientID
  const state = awareness.getLocalState()
  awareness.setLocalState(null)
  awareness.meta.delete(before)
  awareness.clientID = client
  awareness.setLocalState(state)
}

/**
 * The id under which a ydoc writes, and the one under which its person is seen. They are one and the same, but where words
 * wait for a teacher: those have an id of their own, and whoever is here is seen as before.
 */
export function createIds(ydoc: Y.Doc, awareness: Awareness, onChanged: () => void) {
  let writing = ydoc.clientID
  /**
   * Yjs gives itself another id where somebody else seems to write under its own. What it picks is nobody's: the new id is
   * used for presence too, and the caller asks the server for one.
   */
  ydoc.on('afterTransactionCleanup', () => {
    if (ydoc.clientID === writing) return
    writing = ydoc.clientID
    showAs(awareness, writing)
    onChanged()
  })
  return {
    /** The id that the server issued (SPEC 9), as long as nothing is written under another. */
    take(issued: number) {
      if (issued === 0 || issued === writing || Y.getState(ydoc.store, writing) > 0) return
      writing = ydoc.clientID = issued
      showAs(awareness, issued)
    },
    /** What is written from now on is kept apart from what was before. Between two changes of the ydoc. */
    writeUnder(issued: number) {
      writing = ydoc.clientID = issued
    },
  }
}

/** The line is gone: nobody else is visible, and those who come back are seen at once. */
export function forgetOthers(awareness: Awareness) {
  const others = [...awareness.getStates().keys()].filter((client) => client !== awareness.clientID)
  removeAwarenessStates(awareness, others, 'closed')
  // Their next state comes with the clock we already know; without this it would be ignored.
  others.forEach((client) => awareness.meta.delete(client))
}
