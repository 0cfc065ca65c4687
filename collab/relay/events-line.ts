import type { ServerResponse } from 'node:http'
import type { Frame } from './frames.ts'
import { handleQueue, type Line, type LineListener } from './line.ts'
import type { RelayPorts } from './ports.ts'

/** What became of the messages of one POST. */
type Taken = 'taken' | 'out_of_order' | 'ended'

/** Some filters and proxies hold an answer back until so much of it is there. */
const padding = `: ${' '.repeat(2_048)}\n\n`
const event = (name: string, fields: object): string => `event: ${name}\ndata: ${JSON.stringify(fields)}\n\n`

export const dataEvent = (payload: Uint8Array): string =>
  `data: ${Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('base64')}\n\n`

/** The head of a stream, which makes boxes on the way hand it on at once, and its opening; without a secret nothing is opened. */
export function openStream(response: ServerResponse, secret: string | null): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  })
  response.write(secret === null ? padding : padding + event('open', { line: secret }))
}

/** Says why, and ends. What is said before goes out first. */
export function endStream(response: ServerResponse, code: number, reason: string, before = ''): void {
  response.end(before + event('close', { code, reason }), 'latin1')
}

/** A line without a websocket: the relay's messages are events of one long answer, the peer's come by POST. */
export class EventsLine implements Line {
  readonly #response: ServerResponse
  readonly #clock: RelayPorts['clock']
  #listener: LineListener | null = null
  /** Events of this turn of the loop: they leave in one piece. */
  #text = ''
  #isPaused = false
  #isEnded = false
  /** Who waits for the relay to read on. */
  #waiting: (() => void)[] = []
  #sequence = 0
  #last: Promise<Taken> | null = null
  #isTaking = false
  /** POSTs under way, and when the last one was answered. */
  #posts = 0
  #heardAt: number

  constructor(response: ServerResponse, secret: string, clock: RelayPorts['clock']) {
    this.#response = response
    this.#clock = clock
    this.#heardAt = clock.now()
    openStream(response, secret)
  }

  get queuedBytes(): number {
    return this.#text.length + this.#response.writableLength
  }

  get unsentBytes(): number {
    return this.queuedBytes + handleQueue(this.#response.socket)
  }

  listen(listener: LineListener): void {
    this.#listener = listener
    this.#response.on('drain', () => listener.onDrained())
    this.#response.on('error', (error) => listener.onError(error))
    this.#response.once('close', () => {
      this.#end()
      listener.onClosed()
    })
  }

  write(frame: Frame, ahead?: Frame): void {
    if (this.#isEnded) return
    if (ahead !== undefined) this.#say(dataEvent(ahead.payload))
    this.#say(dataEvent(frame.payload))
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#wake()
  }

  /** A browser answers no comment: that the peer is there is seen by its POSTs, and judged by `beat`. */
  ping(): void {
    this.#clock.soon(() => this.#listener?.onAlive())
  }

  close(code: number, reason: string): void {
    if (this.#isEnded) return
    this.#end()
    endStream(this.#response, code, reason, this.#text)
    this.#text = ''
  }

  cut(): void {
    this.#end()
    this.#response.destroy()
  }

  /** Keeps what is on the way from forgetting the stream; ends it where the peer has said nothing for too long. */
  beat(silentMs: number): void {
    const isSilent = this.#posts === 0 && this.#clock.now() - this.#heardAt >= silentMs
    if (this.#isEnded || isSilent) this.cut()
    else this.#say(': ping\n\n')
  }

  /** How many POSTs of this peer are under way. */
  get posts(): number {
    return this.#posts
  }

  /** A POST of this peer has come. Call what is returned when it has been answered. */
  hear(): () => void {
    this.#posts++
    return () => {
      this.#posts--
      this.#heardAt = this.#clock.now()
    }
  }

  /**
   * Hands messages on in their order, and resolves once the relay would read more: so the peer goes at its pace.
   * The same sequence again gets the same answer and has no effect.
   */
  take(sequence: number, messages: Uint8Array[]): Promise<Taken> {
    if (sequence === this.#sequence && this.#last !== null) return this.#last
    if (this.#isEnded) return Promise.resolve('ended')
    if (sequence !== this.#sequence + 1 || this.#isTaking) return Promise.resolve('out_of_order')
    this.#sequence = sequence
    this.#isTaking = true
    this.#last = this.#handOn(messages)
    return this.#last
  }

  async #handOn(messages: Uint8Array[]): Promise<Taken> {
    for (const message of messages) {
      await this.#whenRead()
      if (this.#isEnded) return 'ended'
      this.#listener?.onMessage(message, true)
    }
    await this.#whenRead()
    this.#isTaking = false
    return this.#isEnded ? 'ended' : 'taken'
  }

  async #whenRead(): Promise<void> {
    while (this.#isPaused && !this.#isEnded) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #say(text: string): void {
    if (this.#text === '') this.#clock.soon(() => this.#flush())
    this.#text += text
  }

  #flush(): void {
    if (this.#text === '' || this.#isEnded) return
    this.#response.write(this.#text, 'latin1')
    this.#text = ''
  }

  #end(): void {
    this.#isEnded = true
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}
