import type { Admitted } from './fitting.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts, RoomGrant } from './ports.ts'

const dayMs = 24 * 60 * 60_000

type Spender = Pick<RoomGrant, 'userId' | 'bytesPerDay'>

/** What each person brought into each document today, in UTC. It outlives rooms, so that leaving and coming back buys nothing. */
export class Spending {
  readonly #clock: Pick<RelayPorts['clock'], 'now'>
  readonly #typeBytes: number
  /** By document and person. */
  readonly #spent = new Map<string, Map<string, number>>()
  #day = Number.NaN

  constructor({ clock }: Pick<RelayPorts, 'clock'>, { typeBytes }: Pick<RelayOptions, 'typeBytes'>) {
    this.#clock = clock
    this.#typeBytes = typeBytes
  }

  /** From the store, when a room is loaded: after a restart it knows more than is known here. */
  learn(documentId: string, spentToday: ReadonlyMap<string, number>): void {
    for (const [userId, bytes] of spentToday)
      this.#set(documentId, userId, Math.max(bytes, this.#get(documentId, userId)))
  }

  isUsedUp(documentId: string, { userId, bytesPerDay = null }: Spender): boolean {
    return bytesPerDay !== null && this.#get(documentId, userId) >= bytesPerDay
  }

  /** A block or an object costs every browser more than its bytes; so does what had to be written to put it right. */
  spend(
    documentId: string,
    { userId, bytesPerDay = null }: Spender,
    parts: readonly Pick<Admitted, 'bytes' | 'walk'>[],
  ): void {
    if (bytesPerDay === null) return
    let cost = 0
    for (const { bytes, walk } of parts) cost += bytes.length + walk.types * this.#typeBytes
    this.#set(documentId, userId, this.#get(documentId, userId) + cost)
  }

  /** When everybody has their day's bytes again, in milliseconds. */
  get until(): number {
    return (Math.floor(this.#clock.now() / dayMs) + 1) * dayMs
  }

  #get(documentId: string, userId: string): number {
    const day = Math.floor(this.#clock.now() / dayMs)
    if (day !== this.#day) this.#spent.clear()
    this.#day = day
    return this.#spent.get(documentId)?.get(userId) ?? 0
  }

  #set(documentId: string, userId: string, bytes: number): void {
    const known = this.#spent.get(documentId)
    if (known === undefined) this.#spent.set(documentId, new Map([[userId, bytes]]))
    else known.set(userId, bytes)
  }
}
