import { textOfObject, writeText } from '#collab/documents/board-write.ts'
import type { BoardSession } from '../board-session.ts'

/** The title of a thing, with the fewest letters changed: others may be writing it too. */
export function writeTitle({ store, gestures }: BoardSession, id: string, title: string): void {
  const text = textOfObject(store.ydoc, id)
  if (text === null || text.toJSON() === title) return
  const history = gestures.writing(id)
  store.ydoc.transact(() => writeText(text, title), history.origin)
  history.pause()
}
