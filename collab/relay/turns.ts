/** What is to be done one after the other, for each key. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const now = before.then(work, work)
    const over = now.catch(() => {})
    this.#last.set(key, over)
    void over.then(() => this.#last.get(key) === over && this.#last.delete(key))
    return now
  }
}
