import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fdatasyncSync, openSync, writeSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

/**
 * A headless peer written from collab/SPEC.md alone: it shares no code with the product's client, so that a mistake of
 * one does not hide in the other.
 */

const type = { sync: 0, awareness: 1, stored: 100, refused: 103, hello: 105, packed: 106 } as const
const sync = { stepOne: 0, stepTwo: 1, update: 2 } as const
/** y-websocket takes 4400-4499 as final. */
const isFinal = (code: number) => code >= 4400 && code <= 4499
const returnMinMs = 50
const returnMaxMs = 400

export interface Login {
  /** The whole Cookie header. */
  cookie: string
  userId: string
}

/** Signs in as a person would: by e-mail and password, or by a card's code or secret. */
export async function signIn(
  origin: string,
  credentials: { email: string; password: string } | { card: string },
): Promise<Login> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(credentials),
  })
  const body: unknown = await answer.json()
  if (!answer.ok) throw new Error(`signing in was refused: ${answer.status} ${JSON.stringify(body)}`)
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  return { cookie: cookie.join('; '), userId: readId(body, 'user') }
}

/** A request of somebody signed in; throws where the answer is no success. */
export async function request(origin: string, login: Login, method: string, path: string, body?: object) {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: { Cookie: login.cookie, Origin: origin, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const json: unknown = answer.status === 204 ? null : await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(json)}`)
  return json
}

/** The `id` of a JSON object, or of the object in it with this key. Throws where there is none. */
export function readId(json: unknown, key?: string): string {
  const holder = key === undefined ? json : isRecord(json) ? json[key] : null
  if (isRecord(holder) && typeof holder['id'] === 'string') return holder['id']
  throw new Error(`no id in ${JSON.stringify(json)}`)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

export interface LiveClientOptions {
  origin: string
  cookie: string
  room: string
  clientId?: number
  /** Called when the server said that this many sync messages of this connection are stored. */
  onStored?: (count: number) => void
  /** The line is gone: what is not stored goes again with the first sync message of the next connection. */
  onLost?: () => void
  /** The server took something back: the ydoc is a new one, synced again. */
  onReset?: (ydoc: Y.Doc) => void
}

/** One ydoc on a socket that comes back by itself. */
export class LiveClient {
  ydoc: Y.Doc
  /** Close codes it has met. */
  readonly closes: number[] = []
  refusals: string[] = []
  /** Sync messages sent on this connection. */
  sent = 0
  stored = 0
  isLive = false
  readonly #options: LiveClientOptions
  #socket: WebSocket | null = null
  #isEnded = false
  #asked: Uint8Array | null = null
  #hasContent = false
  readonly #waiting = new Set<{ isTrue: () => boolean; resolve: () => void }>()

  constructor(options: LiveClientOptions) {
    this.#options = options
    this.ydoc = this.#freshYdoc()
    this.#connect()
  }

  /** Resolves when it has the server's content and has answered for its own. */
  whenLive(withinMs = 20_000): Promise<void> {
    return this.when(() => this.isLive, 'live', withinMs)
  }

  /** Resolves when all that was sent is stored. */
  whenStored(withinMs = 20_000): Promise<void> {
    return this.when(() => this.isLive && this.stored >= this.sent, 'stored', withinMs)
  }

  /** Resolves at the first message or close after which this holds. */
  when(isTrue: () => boolean, what: string, withinMs = 20_000): Promise<void> {
    if (isTrue()) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const entry = { isTrue, resolve: () => (clearTimeout(timer), resolve()) }
      const timer = setTimeout(() => {
        this.#waiting.delete(entry)
        const about = { ...{ live: this.isLive, sent: this.sent, stored: this.stored, closes: this.closes } }
        reject(new Error(`never became true: ${what} ${JSON.stringify({ ...about, refusals: this.refusals })}`))
      }, withinMs)
      this.#waiting.add(entry)
    })
  }

  /** Cuts the line; `connect` opens it again. */
  disconnect(): void {
    this.#isEnded = true
    this.#socket?.terminate()
  }

  connect(): void {
    this.#isEnded = false
    this.#connect()
  }

  destroy(): void {
    this.disconnect()
    this.ydoc.destroy()
  }

  #freshYdoc(): Y.Doc {
    const ydoc = new Y.Doc({ gc: false })
    if (this.#options.clientId !== undefined) ydoc.clientID = this.#options.clientId
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && ydoc === this.ydoc && this.isLive) this.#sendSync(sync.update, update)
    })
    return ydoc
  }

  #connect(): void {
    const { origin, cookie, room } = this.#options
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/collab/${room}`, {
      headers: { Cookie: cookie, Origin: origin },
    })
    this.#socket = socket
    this.sent = 0
    this.stored = 0
    this.#asked = null
    this.#hasContent = false
    socket.on('open', () => {
      this.#greet()
      this.#send(sync.stepOne, Y.encodeStateVector(this.ydoc))
    })
    socket.on('message', (data: Buffer) => {
      if (socket !== this.#socket) return
      this.#receive(new Uint8Array(data))
      this.#tell()
    })
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      if (socket !== this.#socket) return
      this.isLive = false
      this.closes.push(code)
      this.#options.onLost?.()
      if (!this.#isEnded && !isFinal(code))
        setTimeout(() => !this.#isEnded && this.#connect(), returnMinMs + Math.random() * (returnMaxMs - returnMinMs))
      this.#tell()
    })
  }

  #tell(): void {
    for (const entry of [...this.#waiting]) {
      if (!entry.isTrue()) continue
      this.#waiting.delete(entry)
      entry.resolve()
    }
  }

  #receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    switch (decoding.readVarUint(decoder)) {
      case type.sync:
        return this.#receiveSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
      case type.stored:
        this.stored = decoding.readVarUint(decoder)
        return this.#options.onStored?.(this.stored)
      case type.refused:
        return this.#reset(decoding.readVarString(decoder))
      case type.packed:
        return this.#receive(inflateRawSync(decoding.readTailAsUint8Array(decoder)))
      default:
        return undefined
    }
  }

  #receiveSync(kind: number, bytes: Uint8Array): void {
    if (kind === sync.stepOne) this.#asked = bytes
    else {
      Y.applyUpdate(this.ydoc, bytes, this)
      if (kind === sync.stepTwo) this.#hasContent = true
    }
    if (this.#asked === null || !this.#hasContent) return
    const asked = this.#asked
    this.#asked = null
    this.isLive = true
    this.#sendSync(sync.stepTwo, Y.encodeStateAsUpdate(this.ydoc, asked))
  }

  /** What a person does when the server does not take their words: start again from the server's page. */
  #reset(reason: string): void {
    this.refusals.push(reason)
    this.isLive = false
    this.ydoc = this.#freshYdoc()
    this.#options.onReset?.(this.ydoc)
    const old = this.#socket
    this.#connect()
    old?.terminate()
  }

  #sendSync(kind: number, bytes: Uint8Array): void {
    this.sent += 1
    this.#send(kind, bytes)
  }

  #send(kind: number, bytes: Uint8Array): void {
    this.#write((encoder) => {
      encoding.writeVarUint(encoder, type.sync)
      encoding.writeVarUint(encoder, kind)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  }

  /** It knows every schema, holds nothing of an earlier epoch, and reads packed messages. */
  #greet(): void {
    this.#write((encoder) => {
      encoding.writeVarUint(encoder, type.hello)
      encoding.writeVarString(encoder, JSON.stringify({ schemaVersion: 1_000, epoch: null, unpacks: true }))
    })
  }

  #write(write: (encoder: encoding.Encoder) => void): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    const encoder = encoding.createEncoder()
    write(encoder)
    this.#socket.send(encoding.toUint8Array(encoder))
  }
}

/** A record that is on disk when `write` returns. */
export function durableLog(path: string) {
  const file = openSync(path, 'a')
  return {
    write(line: string) {
      writeSync(file, `${line}\n`)
      fdatasyncSync(file)
    },
  }
}
