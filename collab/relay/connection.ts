import { type AwarenessUser, type CloseCode, closeCode, firstOwnType } from '../protocol.ts'
import type { AwarenessHolder } from './awareness.ts'
import type { Branch } from './branch.ts'
import { Bucket } from './bucket.ts'
import { type Frame, storedFrame } from './frames.ts'
import { Ledger } from './ledger.ts'
import type { Line } from './line.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts, RoomAddress, RoomGrant } from './ports.ts'

/** What a connection lacks since its reader stopped keeping up: it is synced from here when it has read the rest. */
interface Lag {
  stateVector: Uint8Array
  queued: number
  timer: unknown
}

type Hold = 'loading' | 'judging' | 'rate' | 'restart'

const closeWaitMs = 2_000
/** Messages that wait for a hello; an honest one is the next thing that is read. */
const untoldMax = 64

/** A type below 128 is one byte. */
const isOwn = ({ payload }: Frame) => (payload[0] ?? 0) >= firstOwnType

/** One socket: writes frames, reads no faster than its rate, notices a reader that does not keep up and a peer that is gone. */
export class Connection implements AwarenessHolder {
  readonly address: RoomAddress
  readonly cookie: string | null
  readonly user: AwarenessUser
  readonly ledger: Ledger
  grant: RoomGrant
  awarenessId: number | null = null
  /** The Yjs client id offered to it. */
  suggestedId = 0
  canWrite: boolean
  /** Until when it only reads for want of bytes (SPEC 74). */
  spentUntil: number | null = null
  /** It reads, and could write before: what it had on its way is no offence (SPEC 84). */
  couldWrite = false
  /** Where what its person writes here waits, or waited; null where nothing ever did. */
  branch: Branch | null = null
  /** Its schema is older than the document's (SPEC 13). */
  isOutdated = false
  /** It said hello, so it knows our own messages (SPEC 69). */
  isGreeted = false
  /** It reads packed messages (SPEC 68). */
  unpacks = false
  /** Ids its updates were written under, which step 2 may bring again. */
  readonly usedIds = new Set<number>()
  strikes = 0
  healTries = 0
  /** It has answered step 1, and nothing of its answer was left over. */
  hasBroughtAll = false
  /** It will be asked again for all it has; what it sends until then does not use up that patience. */
  isToBeAsked = false
  /** Something of it was refused: it has diverged, and is not asked for more. */
  isRefused = false
  lag: Lag | null = null
  onDrained: () => void = () => {}
  /** The room will speak to everybody: an acknowledgement can wait and go with that. */
  isHeardSoon: () => boolean = () => false
  /** Resolves when the socket is gone. */
  readonly isGone: Promise<void>
  readonly #line: Line
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  readonly #holds = new Set<Hold>()
  #markGone: () => void = () => {}
  readonly #updates: Bucket
  readonly #bytes: Bucket
  /** Of sync step 1, for all connections of its person together (SPEC 76). */
  readonly #asks: Bucket
  /** Count of stored messages that has not been said yet. */
  #owed: number | null = null
  readonly #untold: Frame[] = []
  #isAlive = true
  #queuedAtPing = 0
  #isClosed = false

  constructor(
    peer: { line: Line; address: RoomAddress; cookie: string | null; grant: RoomGrant; asks: Bucket },
    ports: RelayPorts,
    options: RelayOptions,
  ) {
    const { line, address, cookie, grant, asks } = peer
    this.#asks = asks
    this.#line = line
    this.#ports = ports
    this.#options = options
    this.address = address
    this.cookie = cookie
    this.grant = grant
    this.canWrite = this.#mayWrite
    this.user = { id: grant.userId, role: grant.role, paletteIndex: grant.paletteIndex, shape: grant.shape }
    this.ledger = new Ledger((count) => this.#acknowledge(count))
    const now = ports.clock.now()
    this.#updates = new Bucket(options.updatesPerSecond, options.burst, now)
    this.#bytes = new Bucket(options.bytesPerSecond, options.burst, now)
    this.isGone = new Promise((resolve) => (this.#markGone = resolve))
  }

  /** Hands messages on until the line ends. */
  listen(heard: { onMessage: (data: Uint8Array) => void; onEnded: () => void }): void {
    this.#line.listen({
      onMessage: (data, isBinary) => {
        if (this.#isClosed) return
        if (isBinary) heard.onMessage(data)
        else this.close(closeCode.malformed, 'not binary')
      },
      onAlive: () => (this.#isAlive = true),
      onDrained: () => this.onDrained(),
      onClosed: () => {
        this.#isClosed = true
        this.endLag()
        heard.onEnded()
        this.#markGone()
      },
      onError: (error) => this.#ports.log.warn({ error, userId: this.grant.userId }, 'line error'),
    })
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  get #mayWrite(): boolean {
    return this.grant.access !== 'read' && this.address.documentId !== null && !this.isOutdated
  }

  /** What it writes goes beside the document: a rule says so, or something of its person still waits (SPEC 86). */
  get isPending(): boolean {
    return this.branch !== null && (this.grant.access === 'pending' || !this.branch.isEmpty)
  }

  /** The same person, whose access is another now. */
  regrant(grant: RoomGrant): void {
    this.couldWrite ||= this.canWrite
    this.grant = grant
    this.spentUntil = null
    this.canWrite = this.#mayWrite
  }

  get queuedBytes(): number {
    return this.#line.queuedBytes
  }

  write(frame: Frame): void {
    if (this.#isClosed) return
    if (!this.isGreeted && isOwn(frame)) return this.#keep(frame)
    if (this.#owed === null || !this.isGreeted) return this.#line.write(frame)
    this.#line.write(frame, storedFrame(this.#owed))
    this.#owed = null
    this.#ports.reached?.('after-ack')
  }

  /** Says what is stored, if that has waited for a message to go with. */
  settle(): void {
    if (this.#owed === null || !this.isGreeted) return
    if (!this.#isClosed) this.#line.write(storedFrame(this.#owed))
    this.#owed = null
    this.#ports.reached?.('after-ack')
  }

  /** It said hello: it is told who it is, and then what waited for that. */
  greet(identity: Frame): void {
    this.#line.write(identity)
    this.isGreeted = true
    for (const frame of this.#untold.splice(0)) this.write(frame)
    this.settle()
  }

  #keep(frame: Frame): void {
    if (this.#untold.length < untoldMax) this.#untold.push(frame)
  }

  #acknowledge(count: number): void {
    this.#owed = count
    if (!this.isHeardSoon()) this.settle()
  }

  /** Counts a message against the rate; where it is used up, the socket is not read until it has grown back. */
  spend(updates: number, bytes: number): void {
    this.#isAlive = true
    const now = this.#ports.clock.now()
    this.#updates.spend(updates, now)
    this.#bytes.spend(bytes, now)
    if (!this.#holds.has('rate')) this.#waitForRate()
  }

  /** A sync step 1: the relay builds an answer for it. */
  spendAsk(): void {
    this.#asks.spend(1, this.#ports.clock.now())
    if (!this.#holds.has('rate')) this.#waitForRate()
  }

  /** What was read already may have grown the debt meanwhile: it is looked at again when the wait is over. */
  #waitForRate(): void {
    const now = this.#ports.clock.now()
    const waitMs = Math.max(this.#updates.debtMs(now), this.#bytes.debtMs(now), this.#asks.debtMs(now))
    if (waitMs === 0) return this.#holds.has('rate') ? this.release('rate') : undefined
    if (!this.#holds.has('rate')) this.hold('rate')
    this.#ports.clock.setTimeout(() => {
      if (!this.#isClosed) this.#waitForRate()
    }, waitMs)
  }

  hold(why: Hold): void {
    this.#holds.add(why)
    if (!this.#isClosed) this.#line.pause()
  }

  release(why: Hold): void {
    this.#holds.delete(why)
    if (this.#holds.size === 0) this.#line.resume()
  }

  /** From here on the reader gets nothing until its buffer is empty; then it is synced from `stateVector`. */
  startLag(stateVector: Uint8Array): void {
    if (this.lag !== null) {
      this.lag.stateVector = stateVector
      return
    }
    this.lag = { stateVector, queued: this.#line.unsentBytes, timer: null }
    this.#watch(this.lag)
  }

  endLag(): Uint8Array | null {
    const { lag } = this
    if (lag === null) return null
    this.#ports.clock.clearTimeout(lag.timer)
    this.lag = null
    return lag.stateVector
  }

  #watch(lag: Lag): void {
    lag.timer = this.#ports.clock.setTimeout(() => {
      if (this.lag !== lag || this.#isClosed) return
      const queued = this.#line.unsentBytes
      // Nothing is unread where it is the answer that is being made.
      if (queued > 0 && queued >= lag.queued) return this.close(closeCode.slow, 'does not read')
      lag.queued = queued
      this.#watch(lag)
    }, this.#options.stallMs)
  }

  /** Asks whether the peer is there; ends it where it did not answer the last time and took no bytes either. */
  ping(): void {
    const unsent = this.#line.unsentBytes
    const isReading = this.#holds.size > 0 || unsent < this.#queuedAtPing
    if (!this.#isAlive && !isReading) return this.#line.cut()
    this.#isAlive = false
    this.#queuedAtPing = unsent
    this.#line.ping()
  }

  close(code: CloseCode, reason: string): void {
    if (this.#isClosed) return
    this.settle()
    this.#isClosed = true
    this.endLag()
    // What the peer says next is its own goodbye.
    this.#line.resume()
    this.#line.close(code, reason)
    this.#ports.clock.setTimeout(() => this.#line.cut(), closeWaitMs)
  }
}
