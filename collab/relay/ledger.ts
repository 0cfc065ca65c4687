/**
 * Counts the sync messages (step 2 and update) of one connection and tells how many from the first on are safe.
 * A message that was not taken leaves a hole: nothing behind it counts until a step 2, which brings everything, is taken whole.
 */
export class Ledger {
  readonly #report: (count: number) => void
  readonly #waiting: { upTo: number; isDone: boolean }[] = []
  #isReporting = false
  #received = 0
  #reported = 0
  #hole: number | null = null

  constructor(report: (count: number) => void) {
    this.#report = report
  }

  /** A message arrived; gives its number. */
  next(): number {
    return ++this.#received
  }

  /** It waits for its commit; call the result after it. A room commits in order, so the first that waits is the first done. */
  waits(message: number, isWhole: boolean): () => void {
    const mark = { upTo: this.#safe(message, isWhole), isDone: false }
    this.#waiting.push(mark)
    return () => {
      mark.isDone = true
      this.#reportSoon()
    }
  }

  /** It brought nothing new: safe as soon as what came before it is. */
  isNothing(message: number, isWhole: boolean): void {
    const upTo = this.#safe(message, isWhole)
    const last = this.#waiting.at(-1)
    if (last === undefined) {
      this.#waiting.push({ upTo, isDone: true })
      this.#reportSoon()
    } else last.upTo = Math.max(last.upTo, upTo)
  }

  isNotTaken(message: number): void {
    this.#hole ??= message
  }

  /** So many from the first on are stored, or will be. */
  get taken(): number {
    return this.#hole === null ? this.#received : this.#hole - 1
  }

  #safe(message: number, isWhole: boolean): number {
    if (isWhole) this.#hole = null
    return this.#hole === null ? message : this.#hole - 1
  }

  /** One commit may settle hundreds: they are reported together. */
  #reportSoon(): void {
    if (this.#isReporting) return
    this.#isReporting = true
    queueMicrotask(() => {
      this.#isReporting = false
      const pending = this.#waiting.findIndex((mark) => !mark.isDone)
      const done = this.#waiting.splice(0, pending < 0 ? this.#waiting.length : pending)
      const upTo = done.reduce((most, mark) => Math.max(most, mark.upTo), this.#reported)
      if (upTo === this.#reported) return
      this.#reported = upTo
      this.#report(upTo)
    })
  }
}
