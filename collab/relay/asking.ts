import { closeCode, type Refusal } from '../protocol.ts'
import type { Connection } from './connection.ts'
import { refusedFrame, stepOneFrame } from './frames.ts'
import type { RelayOptions } from './options.ts'
import type { People } from './people.ts'
import type { RelayPorts } from './ports.ts'

interface Surroundings {
  readonly ports: Pick<RelayPorts, 'clock' | 'log'>
  readonly options: RelayOptions
  readonly connections: Pick<People, 'of'>
}

/** What somebody has, or should: the document, or what they wrote beside it. */
interface Asked {
  stateVector(): Uint8Array
  ownerOf(client: number): string | null | undefined
}

/** What a document says to a client whose words it could not take: bring all you have, bring it again later, or no (SPEC 15, 18, 20). */
export class Asking {
  readonly #documentId: string
  readonly #content: Asked
  readonly #surroundings: Surroundings

  constructor(documentId: string, content: Asked, surroundings: Surroundings) {
    this.#documentId = documentId
    this.#content = content
    this.#surroundings = surroundings
  }

  again(connection: Connection): void {
    if (!connection.isRefused && !connection.isToBeAsked) connection.write(stepOneFrame(this.#content.stateVector()))
  }

  /**
   * After a wait that grows, so that an author who is away has time to come back; where that was of no use, no. `missing`:
   * ids under which something is wanted.
   */
  later(connection: Connection, missing: ReadonlySet<number>): void {
    const { ports, options } = this.#surroundings
    if (connection.isToBeAsked) return
    const tries = this.#isAnybodyLate(missing) ? options.healTries : options.healTriesInVain
    if (connection.healTries >= tries) return this.refuse(connection, { reason: 'foreign' })
    const waitMs = options.healMs * 2 ** connection.healTries
    connection.healTries++
    connection.isToBeAsked = true
    ports.clock.setTimeout(() => {
      connection.isToBeAsked = false
      if (!connection.isClosed) this.again(connection)
    }, waitMs)
  }

  /** Could somebody still bring it (SPEC 71)? Not the server, not who is no more, not who is here and has brought all they have. */
  #isAnybodyLate(missing: ReadonlySet<number>): boolean {
    const owners = new Set([...missing].map((client) => this.#content.ownerOf(client)))
    return [...owners].some((owner) => {
      if (owner === null || owner === '') return false
      const theirs = owner === undefined ? [] : this.#surroundings.connections.of(owner)
      return theirs.length === 0 || theirs.some((connection) => !connection.hasBroughtAll)
    })
  }

  refuse(connection: Connection, refusal: Refusal): void {
    const { ports, options } = this.#surroundings
    connection.isRefused = true
    connection.strikes++
    const { userId } = connection.grant
    ports.log.warn({ userId, documentId: this.#documentId, ...refusal }, 'update refused')
    connection.write(refusedFrame(refusal))
    if (connection.strikes >= options.strikes) connection.close(closeCode.malformed, refusal.reason)
  }
}
