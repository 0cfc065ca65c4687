/** Words that only this device has: leaving now would lose them. */
export class UnsentError extends Error {
  override name = 'UnsentError'
  readonly count: number

  constructor(count: number) {
    super('unsent changes')
    this.count = count
  }
}
