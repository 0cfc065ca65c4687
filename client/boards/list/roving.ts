import { createContext, use, useSyncExternalStore } from 'react'

interface State {
  /** The row that Tab comes to. */
  readonly active: string | null
  /** The row whose panel is open. */
  readonly open: string | null
  /** Whether what is open is open for writing. */
  readonly isEditing: boolean
  /** Chosen to be dealt with together. */
  readonly chosen: ReadonlySet<string>
}

/** Where one is in the list. Outside of React's state, so that one step of five thousand draws two rows. */
export class Roving {
  #state: State = { active: null, open: null, isEditing: false, chosen: new Set() }
  readonly #listeners = new Set<() => void>()

  get = () => this.#state

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  set(changed: Partial<State>): void {
    this.#state = { ...this.#state, ...changed }
    for (const listener of this.#listeners) listener()
  }
}

export const RovingContext = createContext<Roving | null>(null)

export function useRoving(): Roving {
  const roving = use(RovingContext)
  if (roving === null) throw new Error('useRoving needs a list above')
  return roving
}

export function useIsRow(what: 'active' | 'open', id: string): boolean {
  const { subscribe, get } = useRoving()
  return useSyncExternalStore(subscribe, () => get()[what] === id)
}

export function useIsEditing(): boolean {
  const { subscribe, get } = useRoving()
  return useSyncExternalStore(subscribe, () => get().isEditing)
}

export function useIsChosen(id: string): boolean {
  const { subscribe, get } = useRoving()
  return useSyncExternalStore(subscribe, () => get().chosen.has(id))
}

export function useChosen(): ReadonlySet<string> {
  const { subscribe, get } = useRoving()
  return useSyncExternalStore(subscribe, () => get().chosen)
}

/** Chooses one more, or one less. Gives how many there are. */
export function toggleChosen(roving: Roving, id: string): number {
  const chosen = new Set(roving.get().chosen)
  if (!chosen.delete(id)) chosen.add(id)
  roving.set({ chosen })
  return chosen.size
}

export const rowAttribute = 'data-list-row'

const framesMost = 30

/** The key comes to a row once it is drawn and no dialog holds the focus: what was just made by one is neither yet. */
export function focusRow(list: ParentNode | null, id: string, frames = 0): void {
  requestAnimationFrame(() => {
    const row = list?.querySelector<HTMLElement>(`[${rowAttribute}="${CSS.escape(id)}"]`)
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
    const isThere = row != null && document.activeElement === row
    if (!isThere && frames < framesMost) focusRow(list, id, frames + 1)
  })
}
