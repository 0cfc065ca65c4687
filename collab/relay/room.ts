import { closeCode, type Hello, type Identity, relayTopic } from '../protocol.ts'
import { Awareness } from './awareness.ts'
import type { Committer } from './committer.ts'
import { identityOf, tellAgain } from './identity.ts'
import type { Connection } from './connection.ts'
import { awarenessFrame, identityFrame, noticeFrame, stepOneFrame, stepTwoFrame } from './frames.ts'
import { LiveDocument } from './live-document.ts'
import { Fleeting } from './fleeting.ts'
import type { Load } from './load.ts'
import type { RelayOptions } from './options.ts'
import { People } from './people.ts'
import type { Spending } from './spending.ts'
import type { LoadedDocument, RelayPorts, RoomAddress, RoomGrant, RoomNotice } from './ports.ts'
import { emptyUpdate, encodeStateVector } from './update.ts'

/** `document` is null in a space room, which has people and notices and no content. */
type State =
  | { kind: 'loading' }
  | { kind: 'live'; document: LiveDocument | null }
  | { kind: 'closing'; document: LiveDocument | null }
  | { kind: 'ended' }

interface RoomHost {
  ports: RelayPorts
  options: RelayOptions
  committer: Committer
  load: Load
  spending: Spending
  onEnded: (room: Room) => void
}

/** People at one address, and the document they share. Loads once, lives while somebody holds it or something is not stored. */
export class Room {
  readonly address: RoomAddress
  readonly connections = new People()
  /** Resolves to false where the document does not exist; rejects where loading fails. */
  readonly ready: Promise<boolean>
  readonly #host: RoomHost
  readonly #awareness: Awareness
  readonly #fleeting: Fleeting
  #state: State = { kind: 'loading' }
  /** What is being loaded is no longer what the store holds. */
  #isStale = false
  #holders = 0
  #awarenessTimer: unknown = null
  #lingerTimer: unknown = null
  #waitingForFlush: (() => void)[] = []
  readonly #identity = (connection: Connection): Identity => identityOf(connection, this.document, this.#host.options)

  constructor(address: RoomAddress, host: RoomHost) {
    this.address = address
    this.#host = host
    this.#awareness = new Awareness(host.options)
    this.#fleeting = new Fleeting(host.ports, host.options, (frame) => {
      for (const connection of this.connections)
        if (connection.lag === null && connection.isGreeted) connection.write(frame)
    })
    this.ready = this.#load()
  }

  get document(): LiveDocument | null {
    return this.#state.kind === 'live' || this.#state.kind === 'closing' ? this.#state.document : null
  }

  get isFlushed(): boolean {
    return this.document?.isFlushed ?? true
  }

  /** Resolves when nothing waits for a commit, or the room is over. */
  whenFlushed(): Promise<void> {
    return this.isFlushed ? Promise.resolve() : new Promise((resolve) => this.#waitingForFlush.push(resolve))
  }

  /** The store holds something else than this room: everybody comes back to what it holds. */
  reset(): void {
    this.#isStale = this.#state.kind === 'loading'
    if (this.#isStale) return
    for (const connection of this.connections) connection.close(closeCode.restart, 'delay=500')
    if (this.#state.kind !== 'ended') this.#end(false)
  }

  /** Ends it for a restart; what is stored is folded if it is worth it. */
  async shutDown(): Promise<void> {
    const { document } = this
    if (document?.isFlushed === true) await document.upkeep.saveAtUnload(() => document.content.parts())
    if (this.#state.kind !== 'ended') this.#end(this.isFlushed)
  }

  /** Whoever works with the room holds it; a holder revives a room that was closing (SPEC 44). */
  hold(): void {
    this.#holders++
    if (this.#state.kind === 'closing') this.#state = { kind: 'live', document: this.#state.document }
    this.#host.ports.clock.clearTimeout(this.#lingerTimer)
  }

  release(): void {
    this.#holders--
    this.#closeIfIdle()
  }

  /** A loaded room begins: what it asks, then who is here. Identity answers hello (SPEC 9). */
  add(connection: Connection): void {
    this.connections.add(connection)
    connection.suggestedId = this.document?.freshClientId() ?? 0
    this.document?.greet(connection)
    connection.onDrained = () => this.#drained(connection)
    connection.isHeardSoon = () => this.document?.window.isOpen ?? false
    connection.write(stepOneFrame(this.document?.branches.stateVectorOf(connection) ?? encodeStateVector(new Map())))
    this.sendAwareness(connection)
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.#awareness.leave(connection)
    this.#spreadAwareness()
    if (connection.canWrite) this.#leftByWriter()
    this.#closeIfIdle()
  }

  /** Nobody is left who writes: what is there now is worth a version. */
  #leftByWriter(): void {
    const isWritten = [...this.connections].some((other) => other.canWrite)
    if (!isWritten && this.isFlushed) this.document?.upkeep.tellQuiet()
  }

  receiveStepOne(connection: Connection, stateVector: Uint8Array): void {
    if (this.document === null) connection.write(stepTwoFrame(emptyUpdate))
    else this.document.answer(connection, stateVector)
  }

  receiveUpdate(connection: Connection, update: Uint8Array, isStepTwo: boolean): void {
    if (this.document !== null) return this.document.receive(connection, update, isStepTwo)
    const isNothing = isStepTwo && update.length === 2 && update[0] === 0 && update[1] === 0
    if (isNothing) connection.ledger.isNothing(connection.ledger.next(), true)
    else connection.close(closeCode.accessChanged, 'no content here')
  }

  receiveAwareness(connection: Connection, update: Uint8Array): void {
    this.#awareness.receive(connection, update)
    this.#spreadAwareness()
  }

  receiveFleeting(connection: Connection, bytes: Uint8Array): void {
    // Only who may write there may scribble there; a reader's comes from a tab that was not told yet.
    if (connection.canWrite && this.document?.mayScribble(connection) !== false) this.#fleeting.add(connection, bytes)
  }

  sendAwareness(connection: Connection): void {
    const everything = this.#awareness.everything()
    if (everything !== null) connection.write(awarenessFrame(everything))
  }

  receiveHello(connection: Connection, hello: Hello): void {
    connection.unpacks = hello.unpacks === true
    const loaded = this.document?.loaded
    if (this.document?.isOther(connection, hello) === true) return connection.close(closeCode.otherEpoch, 'other epoch')
    const isFirst = !connection.isGreeted
    const couldWrite = connection.canWrite
    connection.isOutdated = loaded !== undefined && hello.schemaVersion < loaded.schemaVersion
    if (connection.isOutdated) connection.canWrite = false
    if (isFirst || connection.canWrite !== couldWrite) connection.greet(identityFrame(this.#identity(connection)))
    if (isFirst) this.document?.branches.show(connection)
  }

  /** Access changed in the middle (SPEC 84): its person is told, and nobody is sent away. */
  changeAccess(connection: Connection, grant: RoomGrant): void {
    const wasPending = connection.isPending
    connection.regrant(grant)
    if (!this.connections.has(connection)) return
    this.document?.greet(connection)
    tellAgain(connection, this.document, this.#host.options, connection.isPending && !wasPending)
    if (!connection.canWrite) this.#leftByWriter()
  }

  /** To these users, or to all (SPEC 67). */
  notice(notice: RoomNotice, to?: ReadonlySet<string>): void {
    const frame = noticeFrame(notice)
    for (const connection of this.connections) {
      if (to !== undefined && !to.has(connection.grant.userId)) continue
      if (notice.message === undefined || !this.#isBehind(connection)) connection.write(frame)
    }
  }

  /** Messages do not pile up for a reader that takes nothing: it is told when it has read the rest. */
  #isBehind(connection: Connection): boolean {
    const isFull = connection.queuedBytes > this.#host.options.lagBytes
    if (connection.lag === null && isFull)
      connection.startLag(this.document?.content.stateVector() ?? encodeStateVector(new Map()))
    return connection.lag !== null
  }

  async #load(): Promise<boolean> {
    const { documentId } = this.address
    try {
      const loaded = documentId === null ? null : await this.#loadFresh(documentId)
      if (documentId !== null && loaded === null) return this.#end(false)
      const document = documentId === null || loaded === null ? null : this.#open(documentId, loaded)
      this.#state = { kind: 'live', document }
      return true
    } catch (error) {
      this.#host.ports.log.error({ error, documentId }, 'load failed')
      this.#end(false)
      throw error
    }
  }

  /** Loads again where the room was reset meanwhile: nobody is in it who would have to be sent away. */
  async #loadFresh(documentId: string): Promise<LoadedDocument | null> {
    for (;;) {
      this.#isStale = false
      const loaded = await this.#host.ports.load(documentId)
      if (!this.#isStale) return loaded
    }
  }

  #open(documentId: string, loaded: LoadedDocument): LiveDocument {
    const { ports, options, committer, load, spending } = this.#host
    return new LiveDocument(documentId, loaded, {
      ports,
      options,
      committer,
      load,
      spending,
      identify: (connection) => connection.write(identityFrame(this.#identity(connection))),
      beginToWait: (connection) => tellAgain(connection, this.document, options, true),
      connections: this.connections,
      onFlushed: () => this.#flushed(),
      onLost: (why) => this.#lost(why),
    })
  }

  #flushed(): void {
    for (const resolve of this.#waitingForFlush.splice(0)) resolve()
    this.#leftByWriter()
    this.#closeIfIdle()
  }

  /** Somebody else writes this log, or it is gone: what is not committed goes back with its authors, who hold it. */
  #lost(why: 'gone' | 'other_writer'): void {
    this.#host.ports.log.error({ documentId: this.address.documentId, why }, 'room lost')
    if (why === 'other_writer') return this.reset()
    for (const connection of this.connections) connection.close(closeCode.unknown, 'document is gone')
    this.#end(false)
  }

  #drained(connection: Connection): void {
    if (connection.lag === null) return
    if (this.document === null) {
      connection.endLag()
      connection.write(noticeFrame({ topic: relayTopic.missed }))
    } else this.document.resync(connection)
    this.sendAwareness(connection)
  }

  #spreadAwareness(): void {
    if (!this.#awareness.hasChanges || this.#awarenessTimer !== null) return
    const { clock } = this.#host.ports
    this.#awarenessTimer = clock.setTimeout(() => {
      this.#awarenessTimer = null
      const changes = this.#awareness.takeChanges(clock.now())
      if (changes !== null) {
        const frame = awarenessFrame(changes)
        for (const connection of this.connections) if (connection.lag === null) connection.write(frame)
      }
      this.#spreadAwareness()
    }, this.#host.options.awarenessMs)
  }

  #closeIfIdle(): void {
    if (this.connections.size > 0 || this.#holders > 0 || !this.isFlushed || this.#state.kind !== 'live') return
    const { clock } = this.#host.ports
    this.#state = { kind: 'closing', document: this.#state.document }
    clock.clearTimeout(this.#lingerTimer)
    this.#lingerTimer = clock.setTimeout(() => void this.#finish(), this.#host.options.lingerMs)
  }

  async #finish(): Promise<void> {
    const { document } = this
    if (document !== null && this.#state.kind === 'closing')
      await document.upkeep.saveAtUnload(() => document.content.parts())
    // Somebody may have come while the snapshot was written.
    if (this.#state.kind === 'closing') this.#end(true)
  }

  #end(isStored: boolean): false {
    const { document } = this
    this.#state = { kind: 'ended' }
    this.#host.ports.clock.clearTimeout(this.#awarenessTimer)
    this.#fleeting.stop()
    this.#host.ports.clock.clearTimeout(this.#lingerTimer)
    if (isStored) document?.upkeep.tellQuiet()
    document?.stop()
    for (const resolve of this.#waitingForFlush.splice(0)) resolve()
    this.#host.onEnded(this)
    return false
  }
}
