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
  objects.observe(({ keys }) => {
    for (const id of addedIn(keys)) {
      const type = readObject(id, objects.get(id))?.type
      if (type !== undefined) deeds.made.push({ id, type })
    }
  })
  objects.observeDeep((events) => {
    for (const { target, path } of events) if (target !== objects) deeds.changed.push(String(path[0]))
  })
  commentsOf(ydoc).observe(({ keys }) => void deeds.comments.push(...addedIn(keys)))
  const found = rows.map((row) => {
    deeds = { made: [], comments: [], changed: [] }
    Y.applyUpdate(ydoc, row)
    return { ...deeds, changed: [...new Set(deeds.changed)] }
  })
  ydoc.destroy()
  return found
}

const addedIn = (keys: ReadonlyMap<string, { action: string }>): string[] =>
  [...keys].flatMap(([id, { action }]) => (action === 'add' ? id : []))
