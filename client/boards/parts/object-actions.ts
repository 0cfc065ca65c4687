import type { BoardObject } from '#collab/documents/board-model.ts'
import { moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { topOrder } from '#collab/documents/board-write.ts'
import { isContainer } from '#collab/documents/things/register.ts'
import type { BoardStore } from '../board-store.ts'
import { type Mover, moveTo, parentOf } from './moves.ts'

interface Marking {
  readonly store: BoardStore
}

/** Locks and pins are kept apart from the object, where teachers alone write. */
function mark({ store }: Marking, key: string, isOn: boolean) {
  const map = moderationOf(store.ydoc)
  store.ydoc.transact(() => {
    if (isOn) map.set(key, 1)
    else map.delete(key)
  })
}

export const setLocked = (board: Marking, id: string, isOn: boolean) => mark(board, moderationKey.locked(id), isOn)
export const setPinned = (board: Marking, id: string, isOn: boolean) => mark(board, moderationKey.pinned(id), isOn)

/** So that it does not lie exactly on what it was made from. */
const copyOffset = 24

/** A copy of one's own, right after what it was made from. A frame or column is copied with what is in it. */
export function duplicate(mover: Mover, id: string): string | null {
  const { store, gestures } = mover
  const object = store.getObject(id)
  if (object === undefined) return null
  return gestures.gesture(() => {
    const copy = gestures.create(copyOf(object, { order: topOrder(store.getObjects()) }, copyOffset))
    if (isContainer(object))
      for (const one of store.getObjects())
        if (one.parent === id && !one.isRemoved && one.id !== copy) gestures.create(copyOf(one, { parent: copy }, 0))
    moveTo(mover, copy, { parent: parentOf(store, object), after: id })
    return copy
  })
}

function copyOf(object: BoardObject, changes: Partial<Pick<BoardObject, 'order' | 'parent'>>, offset: number) {
  const { id: _id, author: _author, at: _at, isRemoved: _removed, place, ...rest } = object
  return { ...rest, place: [place[0] + offset, place[1] + offset] as const, ...changes }
}
