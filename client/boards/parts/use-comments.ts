import { useCallback, useSyncExternalStore } from 'react'
import type { Comment } from '#collab/documents/board-model.ts'
import { useBoardSession } from '../board-session.ts'

export function useComments(objectId: string): readonly Comment[] {
  const { store } = useBoardSession()
  const subscribe = useCallback((listener: () => void) => store.subscribeObject(objectId, listener), [store, objectId])
  return useSyncExternalStore(subscribe, () => store.getComments(objectId))
}

export const countComments = (comments: readonly Comment[]) => comments.filter((one) => !one.isRemoved).length
