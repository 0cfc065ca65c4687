/**
 * Counts the sync messages (step 2 and update) of one connection and tells how many from the first on are safe.
 * A message that was not taken leaves a hole: nothing behind it counts until a step 2, which brings everything, is taken whole.
 */
export class Ledger {
  readonly #report: (count: number) => void
  readonly #waiting: { upTo: number }[] = []
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

  /** It waits for its commit; call the result after it. */
  waits(message: number, isWhole: boolean): () => void {
    const mark = { upTo: this.#safe(message, isWhole) }
    this.#waiting.push(mark)
    return () => {
      this.#waiting.splice(this.#waiting.indexOf(mark), 1)
      this.#settle(mark.upTo)
    }
  }

  /** It brought nothing new: safe as soon as what came before it is. */
  isNothing(message: number, isWhole: boolean): void {
    const upTo = this.#safe(message, isWhole)
    const last = this.#waiting.at(-1)
    if (last === undefined) this.#settle(upTo)
    else last.upTo = Math.max(last.upTo, upTo)
  }

  isNotTaken(message: number): void {
    this.#hole ??= message
  }

  #safe(message: number, isWhole: boolean): number {
    if (isWhole) this.#hole = null
    return this.#hole === null ? message : this.#hole - 1
  }

  #settle(upTo: number): void {
    if (upTo <= this.#reported) return
    this.#reported = upTo
    this.#report(upTo)
  }
}
