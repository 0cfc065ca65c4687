import { createContext, use } from 'react'

/** Where the key goes in a list when what it was on changes. */
export interface ListFocus {
  /** To the row of an object, which is left as it is. */
  readonly toRow: (id: string) => void
  /** To an object that was just made: its row, open. */
  readonly to: (id: string, isEditing?: boolean) => void
  /** Away from a row that is about to go. */
  readonly toNeighbour: (id: string) => void
}

export const ListFocusContext = createContext<ListFocus | null>(null)

export function useListFocus(): ListFocus {
  const focus = use(ListFocusContext)
  if (focus === null) throw new Error('useListFocus needs a list above')
  return focus
}
