import { type Awareness, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'

/** The id under which this ydoc writes is the one the server issued (SPEC 9), as long as nothing is written under another. */
export function takeClientId(ydoc: Y.Doc, awareness: Awareness, issued: number) {
  if (issued === 0 || issued === ydoc.clientID || Y.getState(ydoc.store, ydoc.clientID) > 0) return
  const before = ydoc.clientID
  const state = awareness.getLocalState()
  awareness.setLocalState(null)
  awareness.meta.delete(before)
  ydoc.clientID = issued
  awareness.clientID = issued
  awareness.setLocalState(state)
}

/**
 * Yjs gives itself another id where somebody else seems to write under its own. What it picks is nobody's: the new id is
 * used for presence too, and the caller asks the server for one.
 */
export function watchClientId(ydoc: Y.Doc, awareness: Awareness, onChanged: () => void) {
  const look = () => {
    if (ydoc.clientID === awareness.clientID) return
    const state = awareness.getLocalState()
    awareness.setLocalState(null)
    awareness.clientID = ydoc.clientID
    awareness.setLocalState(state)
    onChanged()
  }
  ydoc.on('afterTransactionCleanup', look)
}

/** The line is gone: nobody else is visible, and those who come back are seen at once. */
export function forgetOthers(awareness: Awareness) {
  const others = [...awareness.getStates().keys()].filter((client) => client !== awareness.clientID)
  removeAwarenessStates(awareness, others, 'closed')
  // Their next state comes with the clock we already know; without this it would be ignored.
  others.forEach((client) => awareness.meta.delete(client))
}
