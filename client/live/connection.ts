import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createIds, forgetOthers } from './awareness.ts'
import { Branch } from './branch.ts'
import { afterClose } from './close-reason.ts'
import { gatherIncoming } from './gathering.ts'
import { hearUpdates } from './own-updates.ts'
import { Lifeline } from './lifeline.ts'
import type { Kept, Outbox } from './outbox.ts'
import type { LiveSnapshot, LiveStatus } from './status.ts'
import { createTimers } from './timers.ts'
import { canUnpack } from './unpacking.ts'
import { createPatience, savedNow } from './saved.ts'
import { createUnsent, type Unsent } from './unsent.ts'
import {
  type Identity,
  type Incoming,
  type Heard,
  readMessage,
  writeAwareness,
  writeFleeting,
  writeHello,
  writeQueryAwareness,
  writeSync,
} from './wire.ts'

export interface ConnectionOptions {
  room: string
  schemaVersion: number
  /** Whose words these are: nothing of them goes out on somebody else's connection. */
  userId?: string
  /** Until it resolves, and without one, unsent changes live in memory. */
  outbox?: Promise<Outbox>
  /** Words of an earlier visit that belong to content which is no more. They stay in the outbox. */
  onStray?: (kept: Kept[]) => void
  /** Only reads, whatever the server allows. */
  isReading?: boolean
  /** Where the line goes; the page's own origin by default. */
  address?: string
}

const batchMs = 30
const awarenessMs = 80
const judgeAnewMs = 50
const fromServer = Symbol('server')
const fromOutbox = Symbol('outbox')

const ownAddress = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/collab`

/**
 * A ydoc on a line: speaks collab/SPEC.md, returns by itself after a lost line, and says what is stored and what is
 * not. It never decides rights: it sends while the server says `write`.
 */
export class Connection {
  readonly ydoc = new Y.Doc()
  readonly awareness = new Awareness(this.ydoc)
  readonly #options: ConnectionOptions
  readonly #isDocument: boolean
  readonly #listeners = new Set<() => void>()
  readonly #ears = new Set<(heard: Heard) => void>()
  readonly #timers = createTimers()
  readonly #unsent: Unsent
  readonly #branch = new Branch(this.ydoc)
  readonly #ids = createIds(this.ydoc, this.awareness, () => this.#askForId())
  readonly #updates = hearUpdates(this.ydoc, (update, origin) => this.#onUpdate(update, origin))
  readonly #shared = { ydoc: this.ydoc, awareness: this.awareness, hear: this.#branch.hearOfPage, ...this.#updates }
  readonly #incoming = gatherIncoming(this.#shared, fromServer, () => this.#line.abandon())
  #outbox: Outbox | null = null
  readonly #line: Lifeline
  readonly #patience: ReturnType<typeof createPatience>
  #status: LiveStatus = { kind: 'connecting' }
  #identity: Identity | null = null
  /** Epoch of the content in the ydoc. */
  #epoch: number | null = null
  #isSynced = false
  #isDestroyed = false
  #snapshot: LiveSnapshot
  /** The server's step 1, until the content and the right to write are here: then it is answered. */
  #asked: Uint8Array | null = null
  #hasContent = false
  /** The server has said on this connection who we are: not before then is anything shown of us. */
  #isGreeted = false
  /** Sync messages sent on this connection, as the server counts them. */
  #sentCount = 0
  /** True from a close by changed access until the server has said again what we may do. */
  #isJudged = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#isDocument = options.outbox !== undefined
    this.#unsent = createUnsent({
      documentId: options.room,
      outbox: () => this.#outbox,
      epoch: () => this.#epoch,
      branch: () => this.#branch.number,
    })
    this.awareness.on('update', this.#onAwareness)
    this.#line = new Lifeline({
      address: `${options.address ?? ownAddress()}/${options.room}`,
      onOpen: () => this.#onOpen(),
      onMessage: (bytes) => this.#onBytes(bytes),
      onClose: (code, reason) => this.#onClose(code, reason),
      onSwitch: () => this.#onSwitch(),
      ping: writeQueryAwareness,
    })
    this.#patience = createPatience(this.#unsent, this.#line, this.#publish)
    this.#snapshot = this.#look()
    this.#line.open()
  }

  getSnapshot = () => this.#snapshot

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Notices, and what others send that is not kept. */
  listen = (listener: (heard: Heard) => void) => {
    this.#ears.add(listener)
    return () => void this.#ears.delete(listener)
  }

  /** Hands bytes (1 kB at most) to everybody here, once and not kept. Without a line nobody misses them. */
  sendFleeting = (bytes: Uint8Array) => {
    if (this.#status.kind === 'live') this.#line.send(writeFleeting(bytes))
  }

  get epoch() {
    return this.#epoch
  }

  unsentChanges = () => this.#unsent.changes()

  /** Takes over what the server has not acknowledged: it is sent no more. */
  takeUnsent = () => this.#unsent.take()

  /** Tries again now: a person presses the button, or comes back after signing in. */
  reconnect = () => {
    if (!['offline', 'ended', 'gone'].includes(this.#status.kind)) return
    if (this.#status.kind !== 'offline') this.#setStatus({ kind: 'connecting' })
    this.#isJudged = false
    this.#line.open()
  }

  destroy() {
    this.#flush()
    this.awareness.setLocalState(null)
    this.#sendAwareness()
    this.#isDestroyed = true
    this.#timers.stopAll()
    this.#patience.end()
    this.#incoming.drop()
    this.#line.destroy()
    this.#updates.stop()
    this.#listeners.clear()
    this.ydoc.destroy()
  }

  #look = (): LiveSnapshot => ({
    status: this.#status,
    saved: savedNow(this.#unsent, this.#status, this.#outbox),
    identity: this.#identity,
    isSynced: this.#isSynced,
    ...this.#branch.shown,
    way: this.#line.way,
  })

  #publish = () => {
    if (this.#isDestroyed) return
    const next = this.#look()
    if (JSON.stringify(next) === JSON.stringify(this.#snapshot)) return
    this.#snapshot = next
    this.#listeners.forEach((listener) => listener())
  }

  #setStatus(next: LiveStatus) {
    this.#status = next
    this.#publish()
  }

  #flush = () => {
    const batch = this.#unsent.takeBatch()
    if (batch === null) return
    if (this.#status.kind === 'live') {
      this.#sentCount += 1
      batch.markSent(this.#sentCount)
      this.#line.send(writeSync('update', batch.update))
      this.#patience.begin()
    }
    this.#publish()
  }

  #onUpdate(update: Uint8Array, origin: unknown) {
    // A reader's editor may tidy what it cannot draw; that is no writing of theirs.
    if (origin === fromServer || origin === fromOutbox || this.#isReader) return
    this.#unsent.gather(update)
    this.#branch.write()
    this.#timers.once('batch', batchMs, this.#flush)
    this.#publish()
  }

  get #isReader() {
    return this.#options.isReading === true || this.#identity?.access === 'read'
  }

  #sendAwareness = () => {
    if (this.#isGreeted)
      this.#line.send(writeAwareness(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID])))
  }

  #onAwareness = (_: unknown, origin: unknown) => {
    if (origin === 'local') this.#timers.once('awareness', awarenessMs, this.#sendAwareness)
  }

  /** Answers the server's step 1 once the content is here and the server has said on this line whether we may write. */
  #answer() {
    if (this.#asked === null || !this.#hasContent || !this.#isGreeted) return
    this.#flush()
    const stateVector = this.#asked
    const canWrite = !this.#isReader
    this.#asked = null
    this.#line.prosper()
    if (!canWrite && this.#unsent.changes() > 0) return this.#stop({ kind: 'refused', reason: 'readOnly' })
    // Before the words: the relay binds an unclaimed client id to whoever shows it as their own (SPEC 20).
    this.awareness.setLocalState(this.awareness.getLocalState() ?? {})
    this.#sendAwareness()
    if (canWrite && this.#isDocument) {
      this.#sentCount += 1
      this.#unsent.markAllSent(this.#sentCount)
      this.#line.send(writeSync('step2', Y.encodeStateAsUpdate(this.ydoc, stateVector)))
      if (this.#unsent.changes() > 0) this.#patience.begin()
    }
    this.#setStatus({ kind: canWrite ? 'live' : 'readOnly' })
  }

  async #takeContent(update: Uint8Array) {
    const { current } = this.#line
    this.#branch.hearOfPage(update)
    this.#updates.takeFrom(fromServer, () => Y.applyUpdate(this.ydoc, update, fromServer))
    if (!this.#isSynced) await this.#takeKept()
    if (this.#isDestroyed) return
    this.#isSynced = true
    if (this.#line.current === current) {
      this.#hasContent = true
      this.#answer()
    }
    this.#publish()
  }

  /** Words that an earlier visit left in the outbox join the ydoc. */
  async #takeKept() {
    const outbox = await this.#options.outbox
    if (outbox === undefined || this.#isDestroyed) return
    this.#outbox = outbox
    this.#unsent.keepAll()
    const kept = await outbox.adopt(this.#options.room).catch(() => [])
    if (this.#isDestroyed) return
    const isOfNow = (one: Kept) => (one.epoch ?? this.#epoch) === this.#epoch && this.#branch.mayTake(one)
    const [own, stray] = [kept.filter(isOfNow), kept.filter((one) => !isOfNow(one))]
    own.forEach(({ update }) => this.#branch.take(update, fromOutbox))
    this.#unsent.adopt(own)
    if (stray.length > 0) this.#options.onStray?.(stray)
  }

  #onStored(count: number) {
    this.#unsent.acknowledge(count)
    if (this.#unsent.changes() > 0) this.#patience.begin()
    else this.#patience.end()
    this.#publish()
  }

  #onIdentity(next: Identity) {
    if (next.schemaVersion > this.#options.schemaVersion && this.#isDocument) return this.#stop({ kind: 'outdated' })
    if (this.#options.userId !== undefined && this.#options.userId !== next.userId) return this.#stop({ kind: 'ended' })
    this.#epoch ??= next.epoch
    if (this.#epoch !== next.epoch) return this.#stop({ kind: 'refused', reason: 'otherEpoch' })
    if (this.#branch.isOver(next)) return this.#stop({ kind: 'refused', reason: 'returned' })
    this.#takeIdentity(next)
    this.#isJudged = false
    if (!this.#isDocument) {
      this.#hasContent = true
      this.#asked ??= new Uint8Array([0])
    }
    return next.taken === undefined ? this.#answer() : this.#obey(next.taken)
  }

  /** What was written before this word of the server goes as it was written. */
  #takeIdentity(next: Identity) {
    this.#flush()
    if (!this.#isGreeted) this.#ids.take(next.clientId)
    if (this.#branch.beginsWith(next)) this.#ids.writeUnder(next.clientId)
    this.#branch.hear(next, this.#unsent.updatesAfter(next.taken ?? 0))
    this.#identity = next
    this.#isGreeted = true
    this.#publish()
  }

  /** Access changed while we were here (SPEC 84). Whoever may write now is asked for what they have, and goes live with that. */
  #obey(taken: number) {
    if (!this.#isReader) return
    // What was taken before will be stored as ever; the rest never, and this ydoc cannot forget it.
    if (this.#unsent.isCarriedBy(taken)) this.#setStatus({ kind: 'readOnly' })
    else this.#stop({ kind: 'refused', reason: 'readOnly' })
  }

  #onMessage(incoming: Incoming) {
    if (this.#incoming.takes(incoming)) return undefined
    switch (incoming.kind) {
      case 'step1':
        this.#asked = incoming.stateVector
        return this.#answer()
      case 'step2':
        return void this.#takeContent(incoming.update)
      case 'pending':
        this.#branch.take(incoming.update, fromServer)
        return this.#publish()
      case 'stored':
        return this.#onStored(incoming.count)
      case 'identity':
        return this.#onIdentity(incoming.identity)
      case 'notice':
      case 'fleeting':
        return this.#ears.forEach((listener) => listener(incoming))
      case 'refused':
        return this.#stop({ kind: 'refused', reason: incoming.reason })
      case 'update':
      case 'awareness':
      case 'other':
        return undefined
    }
  }

  /** Ends this connection for good; what is on the screen stays. */
  #stop(last: LiveStatus) {
    this.#line.end()
    this.#leave()
    this.#flush()
    this.#setStatus(last)
  }

  /** The line is gone: nobody else is visible, and nothing sent counts until it is acknowledged on the next one. */
  #leave() {
    this.#incoming.drop()
    this.#asked = null
    this.#hasContent = false
    this.#isGreeted = false
    this.#sentCount = 0
    this.#unsent.forgetSent()
    this.#patience.end()
    forgetOthers(this.awareness)
  }

  #retry(delayMs?: number) {
    this.#setStatus({ kind: this.#isSynced || this.#line.tries > 1 ? 'offline' : 'connecting' })
    // Words wait in the outbox from now on, so the batch is closed even without a line.
    this.#flush()
    this.#line.comeBack(delayMs)
  }

  #onClose(code: number, reason: string) {
    this.#leave()
    const next = afterClose(code, reason)
    if (next.do === 'stop') return this.#setStatus({ kind: next.because })
    if (next.do === 'refuse') return this.#stop({ kind: 'refused', reason: this.#branch.reasonOf(next.reason) })
    if (next.do === 'retry') return this.#retry(next.delayMs)
    if (this.#isJudged) return this.#setStatus({ kind: 'gone' })
    this.#isJudged = true
    this.#identity = null
    return this.#retry(judgeAnewMs)
  }

  /** Nothing is lost on the way: the next line brings what this one has not confirmed. */
  #onSwitch() {
    this.#leave()
    this.#setStatus({ kind: 'connecting' })
  }

  /** An id comes with a greeting, and a greeting with a connection. */
  #askForId = () => {
    if (this.#line.current === null) return
    this.#line.abandon()
    this.#line.comeBack(0)
  }

  #onOpen() {
    const { schemaVersion } = this.#options
    this.#line.send(writeHello({ schemaVersion, epoch: this.#epoch, branch: this.#branch.held, unpacks: canUnpack }))
    if (this.#isDocument) this.#line.send(writeSync('step1', Y.encodeStateVector(this.ydoc)))
  }

  #onBytes(bytes: Uint8Array) {
    try {
      this.#onMessage(readMessage(bytes))
    } catch {
      // Not our server's words: a proxy, or a newer server. A fresh start is the only answer.
      this.#line.abandon()
    }
  }
}
