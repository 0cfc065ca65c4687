import * as Y from 'yjs'
import { durableLog } from '#test/helpers/live-client.ts'
import { type Client, type ClientKind, openClient } from './clients.ts'

/** Types tokens that are nobody else's, one transaction each, and notes on disk what it sent and what the server acknowledged. */

export const token = (author: string, number: number) => `<${author}:${String(number).padStart(6, '0')}>`
const tokenPattern = /<([a-z0-9-]+):(\d{6})>/g

export interface WriterOptions {
  kind: ClientKind
  origin: string
  cookie: string
  room: string
  author: string
  logFile: string
  everyMs: number
  /** In a paragraph of its own, or at the end of the page's first one, where everybody types. */
  place: 'own' | 'shared'
}

export class TokenWriter {
  readonly client: Client
  readonly #options: WriterOptions
  readonly #log: ReturnType<typeof durableLog>
  /** Tokens without an acknowledgement, and the message of this connection that carries them; 0 until the line is back. */
  readonly #unacked = new Map<string, { message: number; sentAt: number; isBroken: boolean }>()
  /** Of what was sent and acknowledged on one connection. */
  readonly ackMs: number[] = []
  /** When the last acknowledgement came, in milliseconds of `performance.now`. */
  ackedAt = 0
  #number = 0
  #own: Y.XmlText | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(options: WriterOptions) {
    this.#options = options
    this.#log = durableLog(options.logFile)
    const { kind, origin, cookie, room } = options
    this.client = openClient(kind, {
      origin,
      cookie,
      room,
      onStored: (count) => this.#onStored(count),
      onLost: () => this.#onLost(),
      onReset: () => this.#onReset(),
    })
  }

  get unacked(): number {
    return this.#unacked.size
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#type(), this.#options.everyMs)
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #type(): void {
    const next = token(this.#options.author, this.#number++)
    this.#log.write(`S ${next}`)
    this.#insert(next)
  }

  #insert(next: string): void {
    const isLive = this.client.isLive
    this.client.ydoc.transact(() => {
      const text = this.#text()
      text.insert(text.length, next)
    })
    // Without a line it goes with the step 2 of the next connection, its first message.
    this.#unacked.set(next, { message: isLive ? this.client.sent : 1, sentAt: performance.now(), isBroken: !isLive })
  }

  #text(): Y.XmlText {
    const page = this.client.ydoc.getXmlFragment('content')
    if (this.#options.place === 'shared') {
      const found = firstText(page)
      if (found) return found
    }
    if (this.#own === null) {
      const paragraph = new Y.XmlElement('paragraph')
      this.#own = new Y.XmlText()
      paragraph.insert(0, [this.#own])
      page.insert(page.length, [paragraph])
    }
    return this.#own
  }

  #onStored(count: number): void {
    for (const [one, { message, sentAt, isBroken }] of this.#unacked) {
      if (message > count) continue
      this.#unacked.delete(one)
      this.ackedAt = performance.now()
      if (!isBroken) this.ackMs.push(this.ackedAt - sentAt)
      this.#log.write(`A ${one}`)
    }
  }

  #onLost(): void {
    for (const entry of this.#unacked.values()) Object.assign(entry, { message: 1, isBroken: true })
  }

  /** The server refused what it held; once synced again it types what is not there, in order. */
  #onReset(): void {
    this.#own = null
    const wasTyping = this.#timer !== null
    this.stop()
    void this.client.whenLive().then(() => {
      const there = new Set(tokensIn(this.client.ydoc).map((one) => one.text))
      const missing = [...this.#unacked.keys()].filter((one) => !there.has(one))
      for (const entry of this.#unacked.values()) Object.assign(entry, { message: 1, isBroken: true })
      missing.forEach((one) => this.#insert(one))
      if (wasTyping) this.start()
    })
  }
}

function firstText(page: Y.XmlFragment): Y.XmlText | null {
  const paragraph = page.toArray().find((node) => node instanceof Y.XmlElement && node.nodeName === 'paragraph')
  if (!(paragraph instanceof Y.XmlElement)) return null
  const text = paragraph.get(0)
  return text instanceof Y.XmlText ? text : null
}

/** Every token of a document in its order. */
export function tokensIn(ydoc: Y.Doc) {
  return [...ydoc.getXmlFragment('content').toString().replaceAll('&lt;', '<').matchAll(tokenPattern)].map((match) => ({
    text: match[0],
    author: match[1] ?? '',
    number: Number(match[2]),
  }))
}
