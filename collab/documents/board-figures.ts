import * as Y from 'yjs'
import type { ObjectType } from './board-model.ts'
import { commentsOf, objectsOf, readObject } from './board-read.ts'

/** What came with one row of a board's log: things and comments by their ids, which name who made them. */
export interface BoardDeeds {
  made: { id: string; type: ObjectType }[]
  comments: string[]
  /** Things that were there before, and are another way since. */
  changed: string[]
}

/** What each of the rows of a board, from the first on, brought. The same things, however many rows were folded into one. */
export function boardDeedsOf(rows: readonly Uint8Array[]): BoardDeeds[] {
  const ydoc = new Y.Doc()
  let deeds: BoardDeeds = { made: [], comments: [], changed: [] }
  const objects = objectsOf(ydoc)
  objects.observeDeep((events) => {
    for (const { target, keys, path } of events)
      if (target === objects)
        for (const [id, { action }] of keys) {
          const type = action === 'add' ? readObject(id, objects.get(id))?.type : undefined
          if (type !== undefined) deeds.made.push({ id, type })
        }
      else deeds.changed.push(String(path[0]))
  })
  commentsOf(ydoc).observe(({ keys }) => {
    for (const [id, { action }] of keys) if (action === 'add') deeds.comments.push(id)
  })
  const found = rows.map((row) => {
    deeds = { made: [], comments: [], changed: [] }
    Y.applyUpdate(ydoc, row)
    return { ...deeds, changed: [...new Set(deeds.changed)] }
  })
  ydoc.destroy()
  return found
}
