import { retryDelay } from './close-reason.ts'
import type { Line } from './line.ts'
import { createTimers } from './timers.ts'
import { Unpacking } from './unpacking.ts'
import { openLine, type Way, wayFailed, wayNow, wayOpened, whenSocketsAreBack } from './ways.ts'

const handshakeMs = 10_000
const pingMs = 20_000
const mostSilentMs = 45_000
const onlineSpreadMs = 500

interface LifelineHost {
  address: string
  onOpen(): void
  onMessage(bytes: Uint8Array): void
  /** The line has ended, or never opened. Nobody comes back unless `comeBack` is called. */
  onClose(code: number, reason: string): void
  /** The line is left for a better one, which is opened at once. */
  onSwitch(): void
  /** A message that is always answered. */
  ping(): Uint8Array
}

/** One line after the other to the same address: opens, listens whether it still lives, waits before the next. */
export class Lifeline {
  readonly #host: LifelineHost
  readonly #timers = createTimers()
  readonly #unpacking: Unpacking
  #line: Line | null = null
  #heardAt = 0
  #tries = 0
  #isWaiting = false
  #way: Way = 'websocket'
  #isOpen = false
  #stayHere = () => {}

  constructor(host: LifelineHost) {
    this.#host = host
    this.#unpacking = new Unpacking({ onMessage: (bytes) => host.onMessage(bytes), onFailed: () => this.abandon() })
    globalThis.addEventListener('online', this.#onOnline)
    globalThis.addEventListener('offline', this.abandon)
  }

  get way() {
    return this.#way
  }

  /** The line there is, to be told from the next. */
  get current() {
    return this.#line
  }

  /** For how long nothing has been heard. */
  get silentMs() {
    return Date.now() - this.#heardAt
  }

  /** Lines in a row on which nothing came of it. */
  get tries() {
    return this.#tries
  }

  /** Something came of this line: the next wait is short again. */
  prosper() {
    this.#tries = 0
  }

  open = () => {
    if (this.#line !== null) return
    this.#isWaiting = false
    this.#timers.stop('retry')
    this.#timers.after('handshake', handshakeMs, this.abandon)
    this.#way = wayNow()
    this.#line = openLine[this.#way](this.#host.address, {
      onOpen: () => this.#onOpen(),
      onMessage: (bytes) => {
        this.#heardAt = Date.now()
        this.#unpacking.take(bytes)
      },
      onClose: (code, reason) => this.#onClose(code, reason),
    })
  }

  /** Opens the next line after so long; without a word on it, after a wait that grows. */
  comeBack(delayMs = retryDelay(this.#tries)) {
    this.#isWaiting = true
    this.#timers.after('retry', delayMs, this.open)
  }

  send(bytes: Uint8Array) {
    this.#line?.send(bytes)
  }

  /** Ends the line, and says nothing of it. */
  end() {
    const closing = this.#line
    this.#over()
    closing?.close()
  }

  /** The line is taken for dead. A line without a network would take long to say so itself. */
  abandon = () => {
    const closing = this.#line
    if (closing === null) return
    closing.close()
    this.#onClose(1006, '')
  }

  destroy() {
    this.end()
    this.#timers.stopAll()
    globalThis.removeEventListener('online', this.#onOnline)
    globalThis.removeEventListener('offline', this.abandon)
  }

  #onOpen() {
    this.#isOpen = true
    wayOpened(this.#way)
    if (this.#way === 'events') this.#stayHere = whenSocketsAreBack(this.#host.address, this.#switch)
    this.#timers.stop('handshake')
    this.#heardAt = Date.now()
    this.#timers.after('ping', pingMs, this.#ping)
    this.#host.onOpen()
  }

  #onClose(code: number, reason: string) {
    if (!this.#isOpen) wayFailed(this.#way)
    this.#over()
    this.#tries += 1
    this.#host.onClose(code, reason)
  }

  #over() {
    this.#line = null
    this.#unpacking.forget()
    this.#isOpen = false
    this.#stayHere()
    this.#timers.stop('handshake', 'ping')
  }

  #switch = () => {
    this.end()
    this.#host.onSwitch()
    this.open()
  }

  #ping = () => {
    if (this.silentMs > mostSilentMs) return this.abandon()
    this.send(this.#host.ping())
    return this.#timers.after('ping', pingMs, this.#ping)
  }

  /** The browser knows before any timer does; a class that gets its network back does not come as one burst. */
  #onOnline = () => {
    if (this.#isWaiting) this.comeBack(Math.random() * onlineSpreadMs)
  }
}
