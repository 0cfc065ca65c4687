/** Who hears of what: each listener of one topic alone. */
export class Topics {
  readonly #listeners = new Map<string, Set<() => void>>()

  subscribe(topic: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic)
    }
  }

  tell(topics: Iterable<string>): void {
    for (const topic of topics) this.#listeners.get(topic)?.forEach((listener) => listener())
  }

  clear(): void {
    this.#listeners.clear()
  }
}
