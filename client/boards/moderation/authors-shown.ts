import type { BoardStore } from '../board-store.ts'
import { Signal } from '../canvas/signal.ts'

const shown = new WeakMap<BoardStore, Signal<boolean>>()

/** Whether this teacher has every thing on the board say whose it is: for this screen, until the board is closed. */
export function authorsShown(store: BoardStore): Signal<boolean> {
  const known = shown.get(store) ?? new Signal(false)
  shown.set(store, known)
  return known
}
