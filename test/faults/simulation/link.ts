import type { CloseCode } from '#collab/protocol.ts'
import type { Frame } from '#collab/relay/frames.ts'
import type { Line, LineListener } from '#collab/relay/line.ts'
import type { Owner, VirtualClock } from './clock.ts'
import type { Dice } from './dice.ts'

type Item =
  | { kind: 'message'; data: Uint8Array; isBinary: boolean }
  | { kind: 'ping' | 'pong' }
  | { kind: 'close'; code: number; reason: string }

/** The client's end of a link. */
export interface ClientEnd {
  onOpen(): void
  onMessage(data: Uint8Array): void
  onClose(code: number, reason: string): void
}

/** What watches over a link from outside. */
export interface LinkWatcher {
  /** The relay writes one message. */
  wrote(link: Link, data: Uint8Array): void
  /** The relay is handed one message. */
  handed(link: Link, data: Uint8Array): void
  /** The relay lets it in. */
  joined(link: Link): void
}

/** Bytes that a peer's machine and the network take before the sender has to queue. */
const windowBytes = 4_096
/** Node says that there is room again only to a sender who was told that there was none. */
const highWaterBytes = 1_024

/** One direction: in order, late, and no faster than it is read. */
class Pipe {
  readonly #clock: VirtualClock
  readonly #dice: Dice
  readonly #window: number
  readonly #deliver: (item: Item) => void
  readonly #queued: Item[] = []
  readonly #arrived: Item[] = []
  #onWire = 0
  #lastAt = 0
  #wasFull = false
  #isCut = false
  isStopped = false
  queuedBytes = 0
  latencyMs = 5
  onDrained: () => void = () => {}

  constructor(clock: VirtualClock, dice: Dice, window: number, deliver: (item: Item) => void) {
    this.#clock = clock
    this.#dice = dice
    this.#window = window
    this.#deliver = deliver
  }

  write(item: Item): void {
    if (this.#isCut) return
    this.#queued.push(item)
    this.queuedBytes += sizeOf(item)
    this.#accept()
    if (this.queuedBytes > highWaterBytes) this.#wasFull = true
  }

  /** Nothing that has not arrived arrives any more, and of what has nothing more is read. */
  cut(): void {
    this.#isCut = true
    this.#queued.length = 0
    this.#arrived.length = 0
    this.queuedBytes = 0
  }

  /** The sender is gone: what it had queued is lost, what is on the wire arrives. */
  endAfterWire(): void {
    this.#queued.length = 0
    this.queuedBytes = 0
  }

  resume(): void {
    this.isStopped = false
    if (this.#arrived.length > 0) this.#clock.after(this.#dice.between(0, 0.3), () => this.#read())
  }

  #accept(): void {
    for (let item = this.#queued[0]; item !== undefined; item = this.#queued[0]) {
      const size = sizeOf(item)
      if (this.#onWire > 0 && this.#onWire + size > this.#window) return
      this.#queued.shift()
      this.queuedBytes -= size
      this.#onWire += size
      this.#send(item)
    }
    if (!this.#wasFull) return
    this.#wasFull = false
    this.#clock.after(0.01, () => this.#isCut || this.onDrained())
  }

  #send(item: Item): void {
    const { now } = this.#clock
    // Several messages in one packet arrive in one moment.
    const isTogether = this.#lastAt > now && this.#dice.chance(0.3)
    const at = isTogether ? this.#lastAt : Math.max(this.#lastAt, now + this.latencyMs * this.#dice.between(0.5, 1.5))
    this.#lastAt = at
    this.#clock.after(at - now, () => {
      if (this.#isCut) return
      this.#arrived.push(item)
      this.#read()
    })
  }

  #read(): void {
    if (this.isStopped) return
    // What a parser has in hand when it is told to stop still comes out of it.
    let inHand = this.#dice.below(3)
    while (!this.#isCut && (!this.isStopped || inHand-- > 0)) {
      const item = this.#arrived.shift()
      if (item === undefined) return
      this.#onWire -= sizeOf(item)
      this.#deliver(item)
      this.#accept()
    }
  }
}

const sizeOf = (item: Item) => (item.kind === 'message' ? item.data.length + 4 : 4)

/** One socket between a client and the relay. */
export class Link {
  readonly user: string
  readonly line: Line
  readonly #clock: VirtualClock
  readonly #watcher: LinkWatcher
  readonly #toServer: Pipe
  readonly #toClient: Pipe
  readonly #owner: Owner
  #client: ClientEnd | null
  #listener: LineListener | null = null
  #isServerOpen = true
  /** The client neither answers nor hears, and nobody is told. */
  #isHalfOpen = false
  /** The relay has said goodbye, so nothing it does with this line matters any more. */
  isGivenUp = false
  /** Beyond it nothing may be read from or written to this line. */
  deadline = Number.POSITIVE_INFINITY
  /** What the user was when the relay let this line in. */
  grantedAccess: string | null = null

  constructor(
    surroundings: { clock: VirtualClock; dice: Dice; watcher: LinkWatcher; owner: Owner },
    user: string,
    client: ClientEnd,
  ) {
    const { clock, dice, watcher, owner } = surroundings
    this.user = user
    this.#clock = clock
    this.#watcher = watcher
    this.#owner = owner
    this.#client = client
    this.#toServer = new Pipe(clock, dice, Number.POSITIVE_INFINITY, (item) => this.#atServer(item))
    this.#toClient = new Pipe(clock, dice, windowBytes, (item) => this.#atClient(item))
    const latencyMs = dice.chance(0.1) ? dice.between(50, 400) : dice.between(0.5, 25)
    this.#toServer.latencyMs = latencyMs
    this.#toClient.latencyMs = latencyMs
    this.line = this.#lineOf()
  }

  get isOpen(): boolean {
    return this.#client !== null
  }

  /** Its client believes in a line that nobody hears, or does not read it. */
  get isDeaf(): boolean {
    return this.#client !== null && (this.#isHalfOpen || !this.#isServerOpen || this.#toClient.isStopped)
  }

  get isServerOpen(): boolean {
    return this.#isServerOpen
  }

  open(): void {
    this.#client?.onOpen()
  }

  send(data: Uint8Array, isBinary = true): void {
    if (this.#client !== null && !this.#isHalfOpen) this.#toServer.write({ kind: 'message', data, isBinary })
  }

  /** The client goes, in good order. */
  leave(): void {
    if (this.#client === null) return
    this.#client = null
    if (!this.#isHalfOpen) this.#toServer.write({ kind: 'close', code: 1000, reason: '' })
  }

  /** The client's machine is gone from one moment to the next; the relay hears of it, or not. */
  vanish(isSeen: boolean): void {
    this.#client = null
    this.#isHalfOpen = true
    this.#toClient.isStopped = true
    if (isSeen) this.#breakAtServer(20)
  }

  /** The network between the two is cut. Each side may be told, or left to find out. */
  cut(isSeenByClient: boolean, isSeenByServer: boolean): void {
    this.#isHalfOpen = true
    this.#toClient.cut()
    this.#toServer.cut()
    if (isSeenByClient) this.#breakAtClient(10)
    if (isSeenByServer) this.#breakAtServer(10)
  }

  /** The client stops reading for a while. */
  stall(ms: number): void {
    if (this.#isHalfOpen) return
    this.#toClient.isStopped = true
    this.#clock.after(ms, () => this.#isHalfOpen || this.#toClient.resume())
  }

  /** The relay's process is gone. What it had handed to the system still arrives. */
  serverDies(isSeen: boolean): void {
    this.#isServerOpen = false
    this.#listener = null
    this.#toServer.cut()
    this.#toClient.endAfterWire()
    if (isSeen && !this.#isHalfOpen) this.#breakAtClient(60)
  }

  /** The handshake fails, or ends in a code. */
  refuse(code: number, afterMs: number): void {
    this.#isServerOpen = false
    this.#clock.after(afterMs, () => this.#clientCloses(code, ''))
  }

  #lineOf(): Line {
    const toClient = this.#toClient
    return {
      listen: (listener) => {
        this.#listener = listener
        toClient.onDrained = () => this.#isServerOpen && listener.onDrained()
      },
      write: (frame, ahead) => this.#write(frame, ahead),
      pause: () => (this.#toServer.isStopped = true),
      resume: () => this.#toServer.resume(),
      ping: () => this.#isServerOpen && !this.isGivenUp && toClient.write({ kind: 'ping' }),
      close: (code, reason) => this.#close(code, reason),
      cut: () => {
        this.isGivenUp = true
        if (!this.#isServerOpen) return
        toClient.endAfterWire()
        if (!this.#isHalfOpen) this.#breakAtClient(30)
        this.#breakAtServer(0.1)
      },
      get queuedBytes() {
        return toClient.queuedBytes
      },
      get unsentBytes() {
        return toClient.queuedBytes
      },
    }
  }

  #write(frame: Frame, ahead?: Frame): void {
    if (!this.#isServerOpen || this.isGivenUp) return
    for (const one of ahead === undefined ? [frame] : [ahead, frame]) {
      const data = new Uint8Array(one.payload)
      this.#watcher.wrote(this, data)
      this.#toClient.write({ kind: 'message', data, isBinary: true })
    }
  }

  #close(code: CloseCode, reason: string): void {
    this.isGivenUp = true
    if (this.#isServerOpen) this.#toClient.write({ kind: 'close', code, reason })
  }

  #atServer(item: Item): void {
    if (!this.#isServerOpen || this.#owner.isDead) return
    if (item.kind === 'close') return this.#endAtServer()
    if (item.kind === 'pong') return this.#listener?.onAlive()
    if (item.kind !== 'message') return
    if (!this.isGivenUp) this.#watcher.handed(this, item.data)
    this.#listener?.onMessage(item.data, item.isBinary)
  }

  #atClient(item: Item): void {
    if (this.#isHalfOpen) return
    if (item.kind === 'ping') return this.#toServer.write({ kind: 'pong' })
    if (item.kind === 'message') return this.#client?.onMessage(item.data)
    if (item.kind !== 'close') return
    this.#toServer.write({ kind: 'close', code: item.code, reason: '' })
    this.#clientCloses(item.code, item.reason)
  }

  #clientCloses(code: number, reason: string): void {
    const client = this.#client
    this.#client = null
    client?.onClose(code, reason)
  }

  #breakAtClient(ms: number): void {
    this.#clock.after(ms, () => this.#clientCloses(1006, ''))
  }

  #breakAtServer(ms: number): void {
    this.#clock.after(ms, () => this.#endAtServer(), this.#owner)
  }

  #endAtServer(): void {
    if (!this.#isServerOpen) return
    this.#isServerOpen = false
    this.isGivenUp = true
    this.#toServer.cut()
    this.#toClient.endAfterWire()
    this.#listener?.onClosed()
  }
}
