import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { dataEvent, endStream, openStream } from './events-line.ts'
import { bar, finish, readBody } from './http.ts'
import type { RelayPorts } from './ports.ts'

const atOnce = 20
const messages = 10
const messageBytes = 1_024
const events = 5
const everyMs = 200
const longestMs = 10_000
const done = 1000

/** Lines to try whether a network lets them through, for anybody at /collab/test. They touch no room and store nothing (SPEC 60). */
export class Trial {
  readonly #clock: RelayPorts['clock']
  /** A relay that is closing ends them. */
  readonly #isClosing: () => boolean
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: messageBytes })
  #running = 0

  constructor(clock: RelayPorts['clock'], isClosing: () => boolean) {
    this.#clock = clock
    this.#isClosing = isClosing
  }

  /** The Origin is allowed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#isFull) return bar(socket, 503)
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#echo(ws))
  }

  /** The Origin is allowed. */
  async answer(what: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#isFull) return finish(request, response, 503)
    if (what === 'messages') return this.#giveBack(request, response)
    request.resume()
    this.#tell(response)
  }

  get #isFull(): boolean {
    return this.#running >= atOnce || this.#isClosing()
  }

  #echo(ws: WebSocket): void {
    let left = messages
    const over = this.#begin(() => ws.terminate())
    ws.on('message', (data, isBinary) => {
      if (left === 0) return
      ws.send(data, { binary: isBinary })
      left--
      if (left === 0) ws.close(done)
    })
    ws.on('error', () => ws.terminate())
    ws.once('close', over)
  }

  #tell(response: ServerResponse): void {
    let said = 0
    const over = this.#begin(
      () => response.destroy(),
      () => {
        said++
        if (said <= events) response.write(dataEvent(Uint8Array.of(said)))
        // Once: an answer that waits behind another on its line closes later than it ends.
        else if (said === events + 1) endStream(response, done, '')
      },
    )
    response.once('close', over)
    openStream(response, 'test')
  }

  async #giveBack(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const over = this.#begin(() => request.destroy())
    response.once('close', over)
    try {
      const body = await readBody(request, messageBytes)
      if (body === null) return finish(request, response, 413)
      response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' }).end(body)
    } catch {
      response.destroy()
    }
  }

  /** Counts one, and sees to its end. Call what is returned when it is over. */
  #begin(end: () => void, tick: () => void = () => {}): () => void {
    const until = this.#clock.now() + longestMs
    let timer: unknown = null
    let isOver = false
    const wait = () => {
      timer = this.#clock.setTimeout(() => {
        if (this.#clock.now() >= until || this.#isClosing()) return end()
        tick()
        wait()
      }, everyMs)
    }
    this.#running++
    wait()
    return () => {
      this.#clock.clearTimeout(timer)
      if (!isOver) this.#running--
      isOver = true
    }
  }
}
