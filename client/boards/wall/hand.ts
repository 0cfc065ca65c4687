import { createContext, use, useSyncExternalStore } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'

interface Held {
  /** The card that is open for writing here. */
  readonly editing: string | null
  /** The card or column that the arrow keys move. */
  readonly lifted: string | null
  /** Where that was before. */
  readonly origin: Pick<BoardObject, 'order' | 'parent' | 'date' | 'place'> | null
}

const nothing: Held = { editing: null, lifted: null, origin: null }

/** What this person has in hand. Outside of React's state, so that of two thousand cards only those concerned are drawn. */
export class Hand {
  #held: Held = nothing
  readonly #listeners = new Set<() => void>()

  get = () => this.#held

  set(changed: Partial<Held>): void {
    this.#held = { ...this.#held, ...changed }
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** Cards that stand together as they are shown: of a column, of a day, or all. */
export interface WallGroup {
  /** Id of the column, or the date; empty for those of none. */
  readonly key: string
  readonly label: string
  readonly ids: readonly string[]
}

export type WallLayout = 'columns' | 'grid' | 'timeline'
export type Direction = 'up' | 'down' | 'left' | 'right'

/** What the cards of a wall share. */
export interface Wall {
  readonly hand: Hand
  readonly layout: WallLayout
  /** Puts a card into a group, after another of its cards or before all, and says where it is now. */
  readonly place: (id: string, group: string, after: string | null) => void
  /** One step by key. */
  readonly step: (id: string, direction: Direction) => void
  /** Back to where it was lifted from. */
  readonly putBack: (id: string) => void
  readonly lift: (id: string) => void
  readonly drop: () => void
}

export const WallContext = createContext<Wall | null>(null)

export function useWall(): Wall {
  const wall = use(WallContext)
  if (wall === null) throw new Error('useWall needs a wall above')
  return wall
}

export function useHeld(what: 'editing' | 'lifted', id: string): boolean {
  const { hand } = useWall()
  return useSyncExternalStore(hand.subscribe, () => hand.get()[what] === id)
}
