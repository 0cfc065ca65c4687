import type { Connection } from './connection.ts'
import type { Content } from './content.ts'
import type { Judging } from './fitting.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'

interface Surroundings {
  readonly ports: Pick<RelayPorts, 'random'>
  readonly options: Pick<RelayOptions, 'bindTries'>
  readonly connections: ReadonlySet<Connection>
}

/** Who may write under which Yjs client id (SPEC 17-20). */
export class ClientIds {
  readonly #content: Pick<Content, 'isKnown'>
  readonly #surroundings: Surroundings

  constructor(content: Pick<Content, 'isKnown'>, surroundings: Surroundings) {
    this.#content = content
    this.#surroundings = surroundings
  }

  /** One that nobody uses here. */
  fresh(): number {
    for (;;) {
      const id = Math.floor(this.#surroundings.ports.random() * 2 ** 32)
      if (id > 0 && !this.#content.isKnown(id) && !this.#isReserved(id, null)) return id
    }
  }

  judging(connection: Connection, isStepTwo: boolean): Judging {
    const { userId } = connection.grant
    const isPatient = isStepTwo && connection.healTries < this.#surroundings.options.bindTries
    return {
      authorId: userId,
      mayBind: (client) => {
        if (this.#isReserved(client, userId)) return false
        const isOwn =
          client === connection.awarenessId || client === connection.suggestedId || connection.usedIds.has(client)
        return isOwn || !isPatient
      },
    }
  }

  #isReserved(client: number, userId: string | null): boolean {
    for (const other of this.#surroundings.connections) {
      if (other.grant.userId !== userId && (other.awarenessId === client || other.suggestedId === client)) return true
    }
    return false
  }
}
