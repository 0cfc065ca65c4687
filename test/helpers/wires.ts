import * as encoding from 'lib0/encoding'
import { Agent, type IncomingMessage, request } from 'node:http'
import { WebSocket } from 'ws'
import { z } from 'zod'

/** The two kinds of line that a peer of the tests can be on. */
export const lineKinds = ['socket', 'events'] as const
export type LineKind = (typeof lineKinds)[number]

interface Hears {
  onOpen(): void
  onMessage(bytes: Uint8Array): void
  onClose(code: number, reason: string): void
  onError(error: Error): void
}

/** What a peer needs of its line; a `ws` socket is one as it stands. */
export interface Wire {
  /** As a WebSocket's. */
  readonly readyState: number
  send(data: Uint8Array | string): void
  /** Reads no more. */
  pause(): void
  resume(): void
  close(): void
  terminate(): void
}

export function socketWire(url: string, headers: Record<string, string>, hears: Hears): Wire {
  const ws = new WebSocket(url, { headers })
  ws.binaryType = 'nodebuffer'
  ws.on('open', () => hears.onOpen())
  ws.on('message', (data) => (data instanceof Uint8Array ? hears.onMessage(new Uint8Array(data)) : undefined))
  ws.on('close', (code, reason) => hears.onClose(code, reason.toString()))
  ws.on('error', (error) => hears.onError(error))
  return ws
}

/** The body of a POST: messages, each with its length before it. */
export function pack(...messages: Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const message of messages) encoding.writeVarUint8Array(encoder, message)
  return encoding.toUint8Array(encoder)
}

/** The status that one POST is answered with. */
export function post(url: string, headers: Record<string, string>, body: Uint8Array, agent?: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const posting = request(url, { method: 'POST', headers, ...(agent === undefined ? {} : { agent }) })
    posting.on('error', reject)
    posting.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', reject)
    })
    posting.end(body)
  })
}

const openShape = z.object({ line: z.string() })
const closeShape = z.object({ code: z.number(), reason: z.string() })
const bodyBytes = 500_000
const heartbeatMs = 20_000

/** A client of the events line, written from collab/SPEC.md. `url` is the room's, as for a websocket. */
export class EventsWire implements Wire {
  /** The secret of the line, once it is open. */
  secret = ''
  sequence = 0
  readyState = 0
  /** Answers to its POSTs, in order. */
  readonly statuses: number[] = []
  /** Comments on the stream, and the pieces it came in. */
  comments = 0
  pieces = 0
  headers: IncomingMessage['headers'] = {}
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #hears: Hears
  readonly #agent = new Agent({ keepAlive: true })
  #outbox: Uint8Array[] = []
  #isPosting = false
  #heartbeat: NodeJS.Timeout | undefined
  #isLeaving = false
  #response: IncomingMessage | null = null
  #text = ''
  #closed: { code: number; reason: string } | null = null

  constructor(url: string, headers: Record<string, string>, hears: Hears) {
    this.#url = url.replace(/^ws/, 'http').replace(/\?.*/, '')
    this.#headers = headers
    this.#hears = hears
    const opening = request(`${this.#url}/events`, { method: 'POST', headers, agent: this.#agent })
    opening.on('error', (error) => this.#fail(error))
    opening.on('response', (response) => this.#read(response))
    opening.end()
  }

  send(data: Uint8Array | string): void {
    if (typeof data === 'string') throw new Error('this line has no text')
    this.#outbox.push(data)
    void this.#pump()
  }

  /** Headers of a POST on this line. */
  postHeaders(sequence: number): Record<string, string> {
    const line = { 'x-line': this.secret, 'x-sequence': String(sequence) }
    return { ...this.#headers, ...line, 'content-type': 'application/octet-stream' }
  }

  pause(): void {
    this.#response?.pause()
  }

  resume(): void {
    this.#response?.resume()
  }

  close(): void {
    this.#isLeaving = true
    if (!this.#isPosting) this.terminate()
  }

  terminate(): void {
    if (this.readyState !== WebSocket.CLOSED) this.readyState = WebSocket.CLOSING
    clearInterval(this.#heartbeat)
    this.#response?.destroy()
    this.#agent.destroy()
  }

  /** Says nothing, with a sequence of its own, where nothing else is being said. */
  async #beat(): Promise<void> {
    if (this.#isPosting || this.readyState !== WebSocket.OPEN) return
    this.#isPosting = true
    if ((await this.#post([])) !== 204) return
    this.#isPosting = false
    await this.#pump()
  }

  async #post(batch: Uint8Array[]): Promise<number> {
    const headers = this.postHeaders(++this.sequence)
    const status = await post(`${this.#url}/messages`, headers, pack(...batch), this.#agent).catch(() => 0)
    this.statuses.push(status)
    return status
  }

  async #pump(): Promise<void> {
    if (this.#isPosting) return
    this.#isPosting = true
    while (this.#outbox.length > 0 && this.readyState === WebSocket.OPEN) {
      const batch: Uint8Array[] = []
      let size = 0
      do {
        const message = this.#outbox.shift()
        if (message === undefined) break
        batch.push(message)
        size += message.length
      } while (size + (this.#outbox[0]?.length ?? 0) < bodyBytes)
      if ((await this.#post(batch)) !== 204) return
    }
    this.#isPosting = false
    if (this.#isLeaving) this.terminate()
  }

  #read(response: IncomingMessage): void {
    this.#response = response
    this.headers = response.headers
    if (response.statusCode !== 200) {
      response.resume()
      return this.#fail(new Error(`Unexpected server response: ${response.statusCode}`))
    }
    response.setEncoding('latin1')
    response.on('data', (text: string) => this.#split(text))
    response.on('error', () => undefined)
    response.on('close', () => this.#end())
  }

  #split(text: string): void {
    this.pieces++
    this.#text += text
    if (!text.includes('\n')) return
    const blocks = this.#text.split('\n\n')
    this.#text = blocks.pop() ?? ''
    for (const block of blocks) this.#hear(block)
  }

  #hear(block: string): void {
    if (block.startsWith(':')) {
      this.comments++
      return
    }
    const [, name = 'message', data = ''] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(block) ?? []
    if (name === 'message') this.#hears.onMessage(new Uint8Array(Buffer.from(data, 'base64')))
    else if (name === 'close') this.#closed = closeShape.parse(JSON.parse(data))
    else {
      this.secret = openShape.parse(JSON.parse(data)).line
      this.readyState = WebSocket.OPEN
      this.#heartbeat = setInterval(() => void this.#beat(), heartbeatMs).unref()
      this.#hears.onOpen()
    }
  }

  #fail(error: Error): void {
    this.#hears.onError(error)
    this.#end()
  }

  #end(): void {
    if (this.readyState === WebSocket.CLOSED) return
    this.readyState = WebSocket.CLOSED
    clearInterval(this.#heartbeat)
    this.#agent.destroy()
    this.#hears.onClose(this.#closed?.code ?? 1006, this.#closed?.reason ?? '')
  }
}
