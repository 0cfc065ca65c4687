type Listener = () => void

const none: ReadonlySet<string> = new Set()

/** What is chosen on the canvas, and which one the keyboard stands on. Each object hears of itself alone. */
export class Selection {
  #ids: ReadonlySet<string> = none
  #current: string | null = null
  readonly #listeners = new Set<Listener>()
  readonly #byId = new Map<string, Set<Listener>>()

  get = (): ReadonlySet<string> => this.#ids
  getCurrent = (): string | null => this.#current
  has = (id: string): boolean => this.#ids.has(id)

  subscribe = (listener: Listener) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  subscribeTo = (id: string, listener: Listener) => {
    const listeners = this.#byId.get(id) ?? new Set()
    this.#byId.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#byId.get(id) === listeners) this.#byId.delete(id)
    }
  }

  /** Chooses exactly these; the keyboard stands on the last one, or on `current`. */
  choose(ids: Iterable<string>, current?: string | null): void {
    const chosen = new Set(ids)
    this.#change(chosen, current === undefined ? ([...chosen].at(-1) ?? this.#current) : current)
  }

  toggle(id: string): void {
    const chosen = new Set(this.#ids)
    if (!chosen.delete(id)) chosen.add(id)
    this.#change(chosen, id)
  }

  clear(): void {
    this.#change(none, this.#current)
  }

  /** Leaves out what is no longer there. */
  keep(isThere: (id: string) => boolean): void {
    const left = [...this.#ids].filter(isThere)
    const current = this.#current !== null && isThere(this.#current) ? this.#current : null
    if (left.length !== this.#ids.size || current !== this.#current) this.#change(new Set(left), current)
  }

  #change(ids: ReadonlySet<string>, current: string | null) {
    const before = this.#ids
    const wasCurrent = this.#current
    const isSame = ids.size === before.size && [...ids].every((id) => before.has(id))
    if (isSame && current === wasCurrent) return
    this.#ids = isSame ? before : ids
    this.#current = current
    const touched = new Set<string>()
    for (const id of ids) if (!before.has(id)) touched.add(id)
    for (const id of before) if (!ids.has(id)) touched.add(id)
    for (const id of [current, wasCurrent]) if (id !== null && current !== wasCurrent) touched.add(id)
    for (const id of touched) this.#byId.get(id)?.forEach((listener) => listener())
    this.#listeners.forEach((listener) => listener())
  }
}
