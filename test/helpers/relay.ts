import { createServer } from 'node:http'
import { inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as syncProtocol from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { messageType, syncType } from '#collab/protocol.ts'
import type { RelayOptions } from '#collab/relay/options.ts'
import { createRelay } from '#collab/relay/relay.ts'
import { memoryPorts, type Person } from './memory-ports.ts'
import { MemoryStore } from './memory-store.ts'
import { EventsWire, type LineKind, socketWire, type Wire } from './wires.ts'

/** Waits until something holds; looks after every turn of the loop. Fails after `ms`. */
export async function until(isTrue: () => boolean, what = 'condition', ms = 8_000): Promise<void> {
  const end = Date.now() + ms
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`)
    await new Promise((resolve) => void setTimeout(resolve, 2))
  }
}

export type TestRelay = Awaited<ReturnType<typeof startRelay>>

/** A relay behind a real http server on loopback, with people by cookie (`user=<id>`) and a store in memory. */
export async function startRelay(
  { line: usualLine = 'socket', ...options }: Partial<RelayOptions> & { line?: LineKind } = {},
  sharedStore?: MemoryStore,
) {
  const store = sharedStore ?? new MemoryStore()
  const { ports, people, access, process, clock } = memoryPorts(store)
  const relay = createRelay(ports, {
    isAllowedOrigin: (origin) => origin !== 'https://evil.example',
    lingerMs: 0,
    // Tests open and ask more than people do; those of rule 76 say their own.
    joinsAtOnce: 10_000,
    asksAtOnce: 10_000,
    retryMs: 5,
    retryMaxMs: 20,
    ...options,
  })
  const server = createServer((request, response) => relay.answer(request, response))
  server.on('upgrade', (request, socket, head) => relay.upgrade(request, socket, head))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const opened: { destroy: () => void }[] = []
  const track = <T extends { destroy: () => void }>(thing: T): T => {
    opened.push(thing)
    return thing
  }
  return {
    store,
    people,
    access,
    /** The relay's clock runs ahead by this; and how long each of its waits was that are over. */
    clock,
    relay,
    rooms: relay.rooms,
    port,
    url: `ws://127.0.0.1:${port}/collab`,
    /** A person who is let in, with a peer of their own. */
    join(room: string, userId: string, person: Person = { access: 'write' }, given: PeerOptions = {}): Peer {
      people.set(userId, person)
      return track(new Peer(`ws://127.0.0.1:${port}/collab/${room}`, userId, { line: usualLine, ...given }))
    },
    provider(
      room: string,
      userId: string,
      person: Person = { access: 'write' },
      ydoc = new Y.Doc(),
    ): WebsocketProvider {
      people.set(userId, person)
      return track(
        new WebsocketProvider(`ws://127.0.0.1:${port}/collab`, room, ydoc, {
          disableBc: true,
          WebSocketPolyfill: browserSocket(userId),
        }),
      )
    },
    /** Dies as a killed process does: nothing more is stored or said. */
    crash(): void {
      process.isDead = true
      for (const thing of opened) thing.destroy()
      server.close()
    },
    async stop(): Promise<void> {
      if (process.isDead) return
      for (const thing of opened) thing.destroy()
      store.isBroken = false
      await relay.rooms.close()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}

/** `ws` with a cookie, in the shape y-websocket expects: guarantee, ws implements the browser's WebSocket API. */
function browserSocket(userId: string): typeof globalThis.WebSocket {
  class WithCookie extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: `user=${userId}` } })
    }
  }
  return WithCookie as unknown as typeof globalThis.WebSocket
}

interface PeerOptions {
  ydoc?: Y.Doc
  /** Sends and answers nothing by itself but its hello. */
  isManual?: boolean
  /** Says in its hello that it reads packed messages. */
  unpacks?: boolean
  /** Says no hello by itself, as a stock provider. */
  isSilent?: boolean
  headers?: Record<string, string>
  line?: LineKind
  /** Of what waits, its ydoc holds something of this branch. */
  branch?: number
}

const identityShape = z.looseObject({
  clientId: z.number(),
  userId: z.string(),
  access: z.string(),
  epoch: z.number(),
  schemaVersion: z.number(),
  paletteIndex: z.number(),
  shape: z.number(),
  spentUntil: z.number().optional(),
  isNearlyFull: z.boolean().optional(),
  taken: z.number().optional(),
  branch: z.number().optional(),
  pendingFrom: z.array(z.tuple([z.number(), z.number()])).optional(),
})
const jsonShape = z.looseObject({ reason: z.string().optional(), topic: z.string().optional() })

/** A client that speaks the protocol bare and writes down everything it hears. */
export class Peer {
  readonly ydoc: Y.Doc
  readonly ws: Wire
  readonly heard: { type: number; bytes: Uint8Array }[] = []
  readonly refusals: z.infer<typeof jsonShape>[] = []
  readonly notices: z.infer<typeof jsonShape>[] = []
  readonly identities: z.infer<typeof identityShape>[] = []
  stored = 0
  /** Sync messages (step 2 and update) sent. */
  sent = 0
  stepOnesHeard = 0
  isSynced = false
  isOpen = false
  closed: { code: number; reason: string } | null = null
  failure: Error | null = null
  readonly #isManual: boolean
  readonly #unpacks: boolean
  readonly #isSilent: boolean
  readonly #branch: number | null

  constructor(url: string, userId: string, given: PeerOptions = {}) {
    this.ydoc = given.ydoc ?? new Y.Doc()
    this.#isManual = given.isManual ?? false
    this.#unpacks = given.unpacks ?? false
    this.#isSilent = given.isSilent ?? false
    this.#branch = given.branch ?? null
    const headers = { cookie: `user=${userId}`, ...given.headers }
    const hears = {
      onOpen: () => this.#opened(),
      onMessage: (bytes: Uint8Array) => this.#hear(bytes),
      onClose: (code: number, reason: string) => (this.closed = { code, reason }),
      onError: (error: Error) => (this.failure = error),
    }
    this.ws = given.line === 'events' ? new EventsWire(url, headers, hears) : socketWire(url, headers, hears)
    this.ydoc.on('update', this.#onUpdate)
  }

  #opened(): void {
    this.isOpen = true
    if (!this.#isSilent) this.hello(Number.MAX_SAFE_INTEGER, null)
    if (this.#isManual) return
    this.sendSync(syncType.stepOne, Y.encodeStateVector(this.ydoc))
    this.sendAwareness(this.ydoc.clientID, 0, {})
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== this && !this.#isManual) this.sendSync(syncType.update, update)
  }

  get text(): string {
    return this.ydoc.getText('t').toString()
  }

  type(text: string, at = this.ydoc.getText('t').length): void {
    this.ydoc.getText('t').insert(at, text)
  }

  sendSync(type: number, bytes: Uint8Array): void {
    if (type !== syncType.stepOne) this.sent++
    this.send(messageType.sync, (encoder) => {
      encoding.writeVarUint(encoder, type)
      encoding.writeVarUint8Array(encoder, bytes)
    })
  }

  sendAwareness(id: number, clock: number, state: unknown): void {
    const entry = encoding.createEncoder()
    encoding.writeVarUint(entry, 1)
    encoding.writeVarUint(entry, id)
    encoding.writeVarUint(entry, clock)
    encoding.writeVarString(entry, JSON.stringify(state))
    this.send(messageType.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entry)))
  }

  hello(schemaVersion: number, epoch: number | null): void {
    this.send(messageType.hello, (encoder) =>
      encoding.writeVarString(
        encoder,
        JSON.stringify({ schemaVersion, epoch, branch: this.#branch, ...(this.#unpacks ? { unpacks: true } : {}) }),
      ),
    )
  }

  send(type: number, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, type)
    write(encoder)
    this.sendRaw(encoding.toUint8Array(encoder))
  }

  sendRaw(data: Uint8Array | string): void {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(data)
  }

  async synced(): Promise<this> {
    await until(() => this.isSynced || this.closed !== null, 'sync')
    if (this.closed !== null) throw new Error(`closed instead: ${this.closed.code} ${this.closed.reason}`)
    return this
  }

  /** Everything this peer sent is committed. */
  async saved(): Promise<void> {
    await until(() => this.sent > 0 && this.stored === this.sent, 'stored')
  }

  async isCut(): Promise<number> {
    await until(() => this.closed !== null, 'close')
    return this.closed?.code ?? 0
  }

  destroy(): void {
    this.ydoc.off('update', this.#onUpdate)
    this.ws.terminate()
  }

  #hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    this.heard.push({ type, bytes })
    if (type === messageType.stored) this.stored = decoding.readVarUint(decoder)
    else if (type === messageType.identity) this.#meet(identityShape.parse(json(decoder)))
    else if (type === messageType.pending) Y.applyUpdate(this.ydoc, decoding.readVarUint8Array(decoder), this)
    else if (type === messageType.refused) this.refusals.push(jsonShape.parse(json(decoder)))
    else if (type === messageType.notice) this.notices.push(jsonShape.parse(json(decoder)))
    else if (type === messageType.packed) this.#hear(inflateRawSync(decoding.readTailAsUint8Array(decoder)))
    else if (type === messageType.sync) this.#sync(decoder)
  }

  /** Under a rule it writes with an id of its own, which has nothing in the document (SPEC 86). */
  #meet(identity: z.infer<typeof identityShape>): void {
    const before = this.identities.at(-1)
    this.identities.push(identity)
    if (identity.branch !== undefined && before?.branch === undefined && this.#branch === null)
      this.ydoc.clientID = identity.clientId
  }

  #sync(decoder: decoding.Decoder): void {
    const type = decoding.peekVarUint(decoder)
    if (type === syncType.stepOne) {
      this.stepOnesHeard++
      if (this.#isManual) return
    }
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageType.sync)
    syncProtocol.readSyncMessage(decoder, encoder, this.ydoc, this)
    if (type === syncType.stepTwo) this.isSynced = true
    if (encoding.length(encoder) < 2) return
    this.sent++
    this.sendRaw(encoding.toUint8Array(encoder))
  }
}

const json = (decoder: decoding.Decoder): unknown => JSON.parse(decoding.readVarString(decoder))

/** Awareness states out of everything a peer heard, as a client would hold them. */
export function awarenessOf(peer: Peer): Map<number, unknown> {
  const states = new Map<number, unknown>()
  for (const { type, bytes } of peer.heard) {
    if (type !== messageType.awareness) continue
    const outer = decoding.createDecoder(bytes)
    decoding.readVarUint(outer)
    const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer))
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const id = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      const state: unknown = JSON.parse(decoding.readVarString(decoder))
      if (state === null) states.delete(id)
      else states.set(id, state)
    }
  }
  return states
}

/** Small seeded random numbers (mulberry32): a failing run can be told by its seed. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** An object's entries by key: maps of equal documents may differ in order. */
export const sortedEntries = (record: Record<string, unknown>): [string, unknown][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
