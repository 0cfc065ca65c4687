import { moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import type { Canvas } from '../canvas.ts'

/** A teacher's lock on the chosen things; a locked frame locks what lies in it. */
export function lockChosen(canvas: Canvas, isLocked: boolean): void {
  const { ydoc } = canvas.store
  ydoc.transact(() => {
    const moderation = moderationOf(ydoc)
    for (const id of canvas.selection.get()) {
      const key = moderationKey.locked(id)
      if (isLocked) moderation.set(key, 1)
      else moderation.delete(key)
    }
  }, 'board-lock')
}
