import type { LogRow } from '#collab/relay/ports.ts'
import type { DatabaseWatcher } from './database.ts'
import { tokenPattern } from './reading.ts'
import { Secrets } from './secrets.ts'
import type { World } from './world.ts'

/** What must hold of pages beside which something waits (SPEC 86-89), seen at each commit and on each line. */
export class Overseer implements DatabaseWatcher {
  readonly #world: World
  readonly #secrets: Secrets
  /** Since when each of those who are under the rule must be. */
  readonly #ruled = new Map<string, number>()
  /** Whose words were given back, or may have been. */
  readonly #given = new Set<string>()

  constructor(world: World) {
    this.#world = world
    this.#secrets = new Secrets(world)
  }

  /** From then on, and until it is lifted, nothing new of theirs goes straight into the page. */
  rules(user: string, from: number): void {
    if (!this.#ruled.has(user)) this.#ruled.set(user, from)
  }

  lifts(user: string): void {
    this.#ruled.delete(user)
  }

  givesBack(user: string, clients: readonly number[]): void {
    this.#given.add(user)
    this.#secrets.giveBack(clients)
  }

  mayBeGiven(user: string): boolean {
    return this.#given.has(user)
  }

  hears(user: string, data: Uint8Array): void {
    this.#secrets.hears(user, data)
  }

  waits(documentId: string, userId: string, bytes: Uint8Array): void {
    this.#secrets.keep(userId, bytes, this.#world.database.get(documentId).ydoc)
  }

  letOut(userId: string, bytes: Uint8Array): void {
    this.#secrets.letOut(userId, bytes)
  }

  wrote({ authorId, bytes, newClientIds }: LogRow, isLetOut: boolean): void {
    // What is written again for others is theirs.
    if (isLetOut) for (const client of newClientIds) this.#world.ownsId(client, authorId ?? '')
    const from = this.#ruled.get(authorId ?? '')
    if (isLetOut || from === undefined) return
    for (const token of Buffer.from(bytes).toString('latin1').match(tokenPattern) ?? []) {
      const known = this.#world.tokens.get(token)
      if (known === undefined || this.#world.writerOf(token) !== authorId) continue
      if (known.at > from && !this.#secrets.isKept(token))
        this.#world.violate('rule', `${token} of ${authorId} is in the page, though a teacher was to read it first`)
    }
  }
}
