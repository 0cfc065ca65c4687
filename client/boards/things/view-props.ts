import type { BoardObject } from '#collab/documents/board-model.ts'

export interface ViewProps {
  object: BoardObject
  isEditing: boolean
}

export interface SizedProps extends ViewProps {
  /** As they are shown now. */
  width: number
  height: number
}
