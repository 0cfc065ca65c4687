import type { Connection } from './connection.ts'

/** The connections of a room. Whose they are is asked with each key that waits: it is known without looking at all of them. */
export class People extends Set<Connection> {
  readonly #byUser = new Map<string, Connection[]>()

  /** Of one person, the longest here first. */
  of(userId: string): readonly Connection[] {
    return this.#byUser.get(userId) ?? nobody
  }

  override add(connection: Connection): this {
    if (!this.has(connection))
      this.#byUser.set(connection.grant.userId, [...this.of(connection.grant.userId), connection])
    return super.add(connection)
  }

  override delete(connection: Connection): boolean {
    const { userId } = connection.grant
    const left = this.of(userId).filter((one) => one !== connection)
    if (left.length > 0) this.#byUser.set(userId, left)
    else this.#byUser.delete(userId)
    return super.delete(connection)
  }
}

const nobody: readonly Connection[] = []
