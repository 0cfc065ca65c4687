import { closeCode } from '../protocol.ts'
import type { Connection } from './connection.ts'
import type { Walked } from './update.ts'
import { refusedFrame } from './frames.ts'
import type { RelayPorts, RoomGrant } from './ports.ts'
import type { Spending } from './spending.ts'

interface Surroundings {
  readonly ports: Pick<RelayPorts, 'clock' | 'log'>
  readonly spending: Spending
  readonly connections: ReadonlySet<Connection>
  readonly identify: (connection: Connection) => void
}

/** What a person may bring into one document in a day (SPEC 74). Who has brought it reads until the day is over. */
export class Budget {
  readonly #documentId: string
  readonly #surroundings: Surroundings
  #timer: unknown = null

  constructor(documentId: string, surroundings: Surroundings) {
    this.#documentId = documentId
    this.#surroundings = surroundings
  }

  /** Who comes with nothing left reads from the beginning. */
  greet(connection: Connection): void {
    if (connection.canWrite && this.#isUsedUp(connection.grant)) this.#makeReader(connection)
  }

  /** With nothing left it reads from now on: nobody is sent away, and nobody else notices. */
  refuses(connection: Connection): boolean {
    if (!this.#isUsedUp(connection.grant)) return false
    const { userId } = connection.grant
    this.#surroundings.ports.log.warn({ userId, documentId: this.#documentId }, 'the bytes of a day are used up')
    connection.write(refusedFrame({ reason: 'budget' }))
    this.#makeReader(connection)
    this.#surroundings.identify(connection)
    return true
  }

  spend({ grant }: Connection, parts: readonly Walked[]): void {
    this.#surroundings.spending.spend(this.#documentId, grant, parts)
  }

  #isUsedUp(grant: RoomGrant): boolean {
    return this.#surroundings.spending.isUsedUp(this.#documentId, grant)
  }

  #makeReader(connection: Connection): void {
    const { ports, spending } = this.#surroundings
    connection.canWrite = false
    connection.spentUntil = spending.until
    this.#timer ??= ports.clock.setTimeout(() => this.#giveBack(), spending.until - ports.clock.now())
  }

  stop(): void {
    this.#surroundings.ports.clock.clearTimeout(this.#timer)
  }

  /** A new day: who only read for want of bytes is judged anew. */
  #giveBack(): void {
    this.#timer = null
    for (const connection of this.#surroundings.connections)
      if (connection.spentUntil !== null) connection.close(closeCode.accessChanged, 'a new day')
  }
}
