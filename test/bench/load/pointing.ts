import * as decoding from 'lib0/decoding'
import { setTimeout as sleep } from 'node:timers/promises'
import { authMessage, awarenessMessage, type Dialect, hear, prefixOf, sync, syncMessage } from './messages.ts'
import { BenchSocket } from './socket.ts'
import type { ClassRoom } from './typing.ts'

/** Classes whose cursors move. Positions may be skipped; where each cursor comes to rest must be seen by everybody. */

interface Pointer {
  socket: BenchSocket
  prefix: Uint8Array
  client: number
  clock: number
  nextAt: number
  isIn: boolean
  /** Last clock seen of each client. */
  seen: Map<number, number>
  failure: string | null
}

const patienceMs = 60_000
const restMs = 3_000
const emptyUpdate = new Uint8Array([0, 0])

export class Pointers {
  readonly #dialect: Dialect
  readonly #rooms: Pointer[][] = []
  #timer: NodeJS.Timeout | null = null
  #isOver = false

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  async open(port: number, rooms: ClassRoom[]): Promise<void> {
    for (const room of rooms) this.#rooms.push(room.cookies.map((cookie) => this.#enter(port, room, cookie)))
    const all = this.#rooms.flat()
    await Promise.all(all.map(({ socket }) => socket.opened))
    for (const pointer of all) {
      if (this.#dialect === 'bare') pointer.isIn = true
      else if (this.#dialect === 'hocuspocus') pointer.socket.send(authMessage(pointer.prefix, 'bench'))
      else this.#sendStepOne(pointer)
    }
    const end = performance.now() + patienceMs
    while (!all.every(({ isIn }) => isIn)) {
      this.#throwFailure()
      if (performance.now() > end) throw new Error('waited in vain for sync')
      await sleep(5)
    }
  }

  start(movesPerSecond: number): void {
    const everyMs = 1000 / movesPerSecond
    const all = this.#rooms.flat()
    const begun = performance.now()
    for (const pointer of all) pointer.nextAt = begun + Math.random() * everyMs
    this.#timer = setInterval(() => {
      const now = performance.now()
      for (const pointer of all) {
        if (pointer.nextAt > now) continue
        pointer.nextAt = Math.max(pointer.nextAt + everyMs, now)
        this.#move(pointer)
      }
    }, 1)
  }

  /** Gives how many readers do not see where somebody's cursor rests. */
  async stop(): Promise<number> {
    if (this.#timer !== null) clearInterval(this.#timer)
    const until = performance.now() + restMs
    while (this.#missing() > 0 && performance.now() < until) await sleep(20)
    this.#throwFailure()
    return this.#missing()
  }

  close(): void {
    this.#isOver = true
    for (const { socket } of this.#rooms.flat()) socket.close()
  }

  #missing(): number {
    const unseenBy = (reader: Pointer, room: Pointer[]) =>
      room.filter((writer) => reader !== writer && (reader.seen.get(writer.client) ?? 0) < writer.clock).length
    let missing = 0
    for (const room of this.#rooms) for (const reader of room) missing += unseenBy(reader, room)
    return missing
  }

  #enter(port: number, room: ClassRoom, cookie: string): Pointer {
    const socket = new BenchSocket(
      { port, path: room.path, cookie },
      {
        onMessage: (message) => this.#hear(pointer, message),
        onClosed: (code) => (pointer.failure ??= this.#isOver ? null : `closed with ${code}`),
      },
    )
    const client = 1 + Math.floor(Math.random() * 0xfffffffe)
    const prefix = prefixOf(this.#dialect, room.name)
    const pointer: Pointer = {
      socket,
      prefix,
      client,
      clock: 0,
      nextAt: 0,
      isIn: false,
      seen: new Map(),
      failure: null,
    }
    return pointer
  }

  #sendStepOne({ socket, prefix }: Pointer): void {
    socket.send(syncMessage(prefix, sync.stepOne, new Uint8Array([0])))
  }

  /** A caret as editors give it. Who it is stands in it for the peers; our relay writes that itself. */
  #move(pointer: Pointer): void {
    const place = { type: null, tname: null, item: { client: pointer.client, clock: pointer.clock }, assoc: 0 }
    const cursor = { anchor: place, head: place }
    const user = { id: 'a0000000-0000-4000-8000-000000000000', role: 'pupil', paletteIndex: 3, shape: 1 }
    const state = this.#dialect === 'preau' ? { cursor } : { user, cursor }
    pointer.clock++
    pointer.socket.send(awarenessMessage(pointer.prefix, pointer.client, pointer.clock, state))
  }

  #hear(pointer: Pointer, message: Buffer): void {
    const heard = hear(this.#dialect, pointer.prefix, message)
    if (heard.kind === 'awareness') return this.#see(pointer, heard.bytes)
    if (heard.kind === 'authenticated') return this.#sendStepOne(pointer)
    if (heard.kind === 'refused') pointer.failure ??= heard.why
    if (heard.kind !== 'sync') return
    if (heard.type === sync.stepOne) pointer.socket.send(syncMessage(pointer.prefix, sync.stepTwo, emptyUpdate))
    else pointer.isIn = true
  }

  #see(reader: Pointer, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder)
      reader.seen.set(client, decoding.readVarUint(decoder))
      const length = decoding.readVarUint(decoder)
      decoder.pos += length
    }
  }

  #throwFailure(): void {
    const failure = this.#rooms.flat().find((pointer) => pointer.failure !== null)?.failure
    if (failure !== undefined) throw new Error(`a cursor failed: ${failure}`)
  }
}
