import type * as Y from 'yjs'
import { closeCode, documentRoom, spaceRoom } from '../protocol.ts'
import { Committer } from './committer.ts'
import type { Connection } from './connection.ts'
import { noticeFrame } from './frames.ts'
import { judgeAgain } from './judge.ts'
import type { LiveDocument } from './live-document.ts'
import { Load } from './load.ts'
import type { RelayOptions } from './options.ts'
import { PersonPaces } from './person-paces.ts'
import type { Along, Editor, Finding, RelayPorts, RoomAddress, RoomNotice, Rooms } from './ports.ts'
import type { Forgotten } from './redact.ts'
import { Room } from './room.ts'
import { Spending } from './spending.ts'

type Place = { documentId: string } | { projectId: string }

const judgedAtOnce = 20
const secondAskMs = 5_000
const peekTries = 20
const nameOf = (place: Place): string =>
  'documentId' in place ? documentRoom(place.documentId) : spaceRoom(place.projectId)

/** All rooms and connections of this process. */
export class RoomSet implements Rooms {
  readonly connections = new Set<Connection>()
  /** Connections that access is being asked about: facts may change under them. */
  readonly arriving = new Set<{ isStale: boolean }>()
  readonly paces: PersonPaces
  isClosing = false
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  readonly #load: Load
  readonly #committer: Committer
  readonly #spending: Spending
  readonly #rooms = new Map<string, Room>()
  readonly #timers = new Map<string, unknown>()
  readonly #judgedNow = new Set<Connection>()

  constructor(ports: RelayPorts, options: RelayOptions) {
    this.#ports = ports
    this.#options = options
    this.#load = new Load(ports, options)
    this.#committer = new Committer(ports, options, this.#load)
    this.#spending = new Spending(ports, options)
    this.paces = new PersonPaces(ports.clock, options)
    this.#every('ping', options.pingMs, () => {
      for (const connection of this.connections) connection.ping()
    })
    this.#every('expiry', options.expiryMs, () => this.#judgeExpired())
    this.#every('recheck', options.recheckMs, () => void this.#recheckAll())
  }

  /** Finds or opens a room and holds it; call `release` on it. */
  enter(address: RoomAddress): Room {
    const existing = this.#rooms.get(address.name)
    const room =
      existing ??
      new Room(address, {
        ports: this.#ports,
        options: this.#options,
        committer: this.#committer,
        load: this.#load,
        spending: this.#spending,
        onEnded: (ended) => this.#forget(ended),
      })
    if (existing === undefined) this.#rooms.set(address.name, room)
    room.hold()
    return room
  }

  async recheck(what: {
    userIds?: string[]
    sessionIds?: string[]
    documentIds?: string[]
    projectIds?: string[]
  }): Promise<void> {
    for (const arrival of this.arriving) arrival.isStale = true
    const users = new Set(what.userIds)
    const sessions = new Set(what.sessionIds)
    const documents = new Set(what.documentIds)
    const projects = new Set(what.projectIds)
    const isMeant = ({ address, grant }: Connection) => {
      const projectId = address.projectId ?? grant.projectId
      const isInProject = projects.size > 0 && (projectId === undefined || projects.has(projectId))
      return (
        users.has(grant.userId) ||
        sessions.has(grant.sessionId) ||
        documents.has(address.documentId ?? '') ||
        isInProject
      )
    }
    await Promise.all([...this.connections].filter(isMeant).map((connection) => this.#judge(connection)))
  }

  edit(documentId: string, authorId: string | null, change: (ydoc: Y.Doc) => void, along?: Along): Promise<boolean> {
    return this.#withDocument(documentId, ({ server }) => server.edit(authorId, change, along))
  }

  editAs(documentId: string, by: Editor, change: (ydoc: Y.Doc) => void): Promise<readonly Finding[]> {
    return this.#withDocument(documentId, ({ server }) => server.editAs(by, change))
  }

  read(documentId: string): Promise<{ update: Uint8Array; sequence: number }> {
    return this.#withDocument(documentId, async ({ content, sequence }) => ({
      update: (await this.#ports.fold(content.parts())).bytes,
      sequence,
    }))
  }

  readBranch(documentId: string, userId: string): ReturnType<Rooms['readBranch']> {
    return this.#withDocument(documentId, ({ branches }) => branches.preview(userId))
  }

  approveBranch(documentId: string, userId: string, upTo: number): Promise<boolean> {
    return this.#withDocument(documentId, ({ branches }) => branches.approve(userId, upTo))
  }

  endBranch(documentId: string, userId: string, end: Parameters<Rooms['endBranch']>[2]): Promise<boolean> {
    return this.#withDocument(documentId, (document) =>
      document.branches.end(userId, () => this.#untilStill(documentId, document), end),
    )
  }

  async peek(documentId: string): ReturnType<Rooms['peek']> {
    const room = this.#rooms.get(documentRoom(documentId))
    for (let tries = 0; room?.document && tries < peekTries; tries++) {
      const { document } = room
      if (document.isFlushed) {
        const { content, sequence } = document
        return { updates: content.parts(), sequence, isPresentOnly: content.isPresentOnly }
      }
      await room.whenFlushed()
    }
    return null
  }

  redact(documentId: string, what: readonly Forgotten[]): Promise<void> {
    return this.#withDocument(documentId, (document) =>
      document.server.redact(what, () => this.#untilStill(documentId, document)),
    )
  }

  async #untilStill(documentId: string, document: LiveDocument): Promise<void> {
    const room = this.#rooms.get(documentRoom(documentId))
    for (let tries = 0; !document.isFlushed && tries < peekTries; tries++) await room?.whenFlushed()
    if (!document.isFlushed) throw new Error('the document is never still')
  }

  reset(documentId: string): void {
    this.#rooms.get(documentRoom(documentId))?.reset()
  }

  notice(place: Place, notice: RoomNotice, to?: ReadonlySet<string>): void {
    this.#rooms.get(nameOf(place))?.notice(notice, to)
  }

  tell(userIds: ReadonlySet<string>, notice: RoomNotice): void {
    const frame = noticeFrame(notice)
    for (const connection of this.connections) if (userIds.has(connection.grant.userId)) connection.write(frame)
  }

  present(place: Place): string[] {
    const room = this.#rooms.get(nameOf(place))
    return [...new Set([...(room?.connections ?? [])].map((connection) => connection.grant.userId))]
  }

  async close(): Promise<void> {
    this.isClosing = true
    // Nothing more is read: what is here is stored and acknowledged before anybody is sent away.
    for (const connection of this.connections) connection.hold('restart')
    await this.#within(this.#options.closeMs, Promise.all([...this.#rooms.values()].map((room) => room.whenFlushed())))
    // Not before: while the store is waited for, sessions end as ever.
    for (const timer of this.#timers.values()) this.#ports.clock.clearTimeout(timer)
    const spreadMs = Math.max(2_000, (this.connections.size / 50) * 1_000)
    const gone = [...this.connections].map((connection) => {
      connection.close(closeCode.restart, `delay=${Math.round(this.#ports.random() * spreadMs)}`)
      return connection.isGone
    })
    await Promise.all([...this.#rooms.values()].map((room) => room.shutDown()))
    await Promise.all(gone)
  }

  #forget(room: Room): void {
    if (this.#rooms.get(room.address.name) === room) this.#rooms.delete(room.address.name)
  }

  async #withDocument<T>(documentId: string, work: (document: LiveDocument) => Promise<T>): Promise<T> {
    if (this.isClosing) throw new Error('the relay is closing')
    const room = this.enter({ name: documentRoom(documentId), documentId, projectId: null })
    try {
      await room.ready
      if (room.document === null) throw new Error(`no such document: ${documentId}`)
      return await work(room.document)
    } finally {
      room.release()
    }
  }

  async #judge(connection: Connection, isPatient = false): Promise<void> {
    if (!isPatient) connection.hold('judging')
    let judgement = await judgeAgain(this.#ports, connection, this.#options.recheckTimeoutMs)
    if (judgement.kind === 'ended' && judgement.code === closeCode.unavailable && isPatient) {
      await new Promise<void>((resolve) => void this.#ports.clock.setTimeout(resolve, secondAskMs))
      if (!connection.isClosed) judgement = await judgeAgain(this.#ports, connection, this.#options.recheckTimeoutMs)
    }
    if (judgement.kind === 'ended') connection.close(judgement.code, 'judged again')
    else if (judgement.isChanged) this.#rooms.get(connection.address.name)?.changeAccess(connection, judgement.grant)
    else connection.grant = judgement.grant
    if (!isPatient) connection.release('judging')
  }

  /** The end of a session is known beforehand; whether it was used since, only access can say. */
  #judgeExpired(): void {
    const now = this.#ports.clock.now()
    for (const connection of this.connections) {
      const { until } = connection.grant
      if (until === undefined || until > now || this.#judgedNow.has(connection)) continue
      this.#judgedNow.add(connection)
      void this.#judge(connection).then(() => this.#judgedNow.delete(connection))
    }
  }

  /** What nobody said, for whatever reason. */
  async #recheckAll(): Promise<void> {
    const all = [...this.connections]
    for (let at = 0; at < all.length; at += judgedAtOnce) {
      await Promise.all(all.slice(at, at + judgedAtOnce).map((connection) => this.#judge(connection, true)))
    }
  }

  async #within(ms: number, work: Promise<unknown>): Promise<void> {
    let timer: unknown = null
    const late = new Promise<void>((resolve) => {
      timer = this.#ports.clock.setTimeout(resolve, ms)
    })
    await Promise.race([work, late])
    this.#ports.clock.clearTimeout(timer)
  }

  #every(name: string, ms: number, run: () => void): void {
    const timer = this.#ports.clock.setTimeout(() => {
      run()
      this.#every(name, ms, run)
    }, ms)
    unref(timer)
    this.#timers.set(name, timer)
  }
}

/** A relay alone does not keep a process alive. */
function unref(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref()
}
