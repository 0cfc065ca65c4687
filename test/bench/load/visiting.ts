import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
import { writeHello } from '#client/live/wire.ts'
import { authMessage, type Dialect, hear, prefixOf, sync, syncMessage } from './messages.ts'
import { BenchSocket, sharedBuffer } from './socket.ts'
import { type ClassRoom, ownCpuMs } from './typing.ts'

/** People who come in, all at once, and get a document; with nothing in their hands, or with what they had of it before. */

export interface Visit {
  dialect: Dialect
  port: number
  rooms: ClassRoom[]
  /** File of an update with all the content; null where none is expected. */
  contentFile: string | null
  /** They hold the content already, as after a lost connection. */
  isHeld: boolean
}

export interface VisitFigures {
  /** From the first connect until half of them, and all of them, have what they came for. */
  p50: number
  all: number
  /** Of this process until then, as a part of one core. */
  loadCpu: number
  /** How many do not have all of it at the end. */
  missing: number
}

const patienceMs = 120_000
/** As the product's own client says it: it knows every schema, holds nothing of an earlier epoch, and reads what is packed. */
const hello = { schemaVersion: 1_000, epoch: null, unpacks: true }
const emptyUpdate = new Uint8Array([0, 0])
const nothingKnown = new Uint8Array([0])
/** A part is there when this much of its bytes is; what exactly came is looked at when the clock no longer runs. */
const nearlyAll = 0.9

/** An update, or a packed message that holds one. */
interface Part {
  bytes: Uint8Array
  isPacked: boolean
}

interface Visitor {
  socket: BenchSocket
  prefix: Uint8Array
  received: Part[]
  bytes: number
  isAnswered: boolean
  doneAt: number | null
  failure: string | null
}

export class Visitors {
  readonly #visit: Visit
  readonly #content: Uint8Array | null
  readonly #held: Y.Doc | null
  readonly #visitors: Visitor[] = []
  /** A whole class is asked the same question. */
  readonly #answers = new Map<string, Uint8Array>()
  /** By their length as they came. */
  readonly #unpacked = new Map<number, Buffer>()
  #isOver = false

  constructor(visit: Visit) {
    this.#visit = visit
    this.#content = visit.contentFile === null ? null : readFileSync(visit.contentFile)
    this.#held = visit.isHeld && this.#content !== null ? new Y.Doc() : null
    if (this.#held && this.#content) Y.applyUpdate(this.#held, this.#content)
  }

  async come(): Promise<VisitFigures> {
    const { rooms } = this.#visit
    const began = performance.now()
    const cpu = ownCpuMs()
    for (const room of rooms) for (const cookie of room.cookies) this.#visitors.push(this.#enter(room, cookie))
    const isDone = (visitor: Visitor) => visitor.doneAt !== null || visitor.failure !== null
    while (!this.#visitors.every(isDone) && performance.now() - began < patienceMs) await sleep(2)
    const loadCpu = (ownCpuMs() - cpu) / (performance.now() - began)
    const failure = this.#visitors.find((visitor) => visitor.failure !== null)?.failure
    if (failure !== undefined) throw new Error(`a visitor failed: ${failure}`)
    const times = this.#visitors.map(({ doneAt }) => (doneAt ?? Number.POSITIVE_INFINITY) - began)
    times.sort((a, b) => a - b)
    return {
      p50: times[Math.floor(times.length / 2)] ?? Number.NaN,
      all: times.at(-1) ?? Number.NaN,
      loadCpu,
      missing: this.#countIncomplete(),
    }
  }

  leave(): void {
    this.#isOver = true
    for (const { socket } of this.#visitors) socket.close()
  }

  #enter(room: ClassRoom, cookie: string): Visitor {
    const { dialect, port } = this.#visit
    const prefix = prefixOf(dialect, room.name)
    const socket = new BenchSocket(
      { port, path: room.path, cookie },
      {
        onMessage: (message) => this.#hear(visitor, message),
        onClosed: (code) => (visitor.failure ??= this.#isOver ? null : `closed with ${code}`),
      },
    )
    const visitor: Visitor = { socket, prefix, received: [], bytes: 0, isAnswered: false, doneAt: null, failure: null }
    socket.opened.then(
      () => {
        if (dialect === 'bare') visitor.doneAt = performance.now()
        else if (dialect === 'hocuspocus') socket.send(authMessage(prefix, 'bench'))
        else {
          if (dialect === 'preau') socket.send(writeHello(hello))
          this.#sendStepOne(visitor)
        }
      },
      (error: unknown) => (visitor.failure ??= String(error)),
    )
    return visitor
  }

  /** Who gets it unpacks it on a machine of their own: here that is done once, and for all when the clock no longer runs. */
  #hearPacked(visitor: Visitor, bytes: Uint8Array): void {
    const { prefix } = visitor
    const known = this.#unpacked.get(bytes.length) ?? Buffer.from(inflateRawSync(bytes))
    this.#unpacked.set(bytes.length, known)
    if (!this.#isOver) visitor.received.push({ bytes: kept(bytes), isPacked: true })
    const held = hear(this.#visit.dialect, prefix, known)
    if (held.kind === 'sync') this.#has(visitor, held.type, held.bytes.length)
  }

  #has(visitor: Visitor, type: number, bytes: number): void {
    visitor.bytes += bytes
    if (type === sync.stepTwo) visitor.isAnswered = true
    const wanted = this.#held || !this.#content ? 0 : this.#content.length * nearlyAll
    if (visitor.isAnswered && visitor.bytes >= wanted) visitor.doneAt ??= performance.now()
  }

  #sendStepOne({ socket, prefix }: Visitor): void {
    socket.send(syncMessage(prefix, sync.stepOne, this.#held ? Y.encodeStateVector(this.#held) : nothingKnown))
  }

  #hear(visitor: Visitor, message: Buffer): void {
    const heard = hear(this.#visit.dialect, visitor.prefix, message)
    if (heard.kind === 'authenticated') return this.#sendStepOne(visitor)
    if (heard.kind === 'refused') visitor.failure ??= heard.why
    if (heard.kind === 'packed') return this.#hearPacked(visitor, heard.bytes)
    if (heard.kind !== 'sync') return
    if (heard.type === sync.stepOne)
      return visitor.socket.send(syncMessage(visitor.prefix, sync.stepTwo, this.#answer(heard.bytes)))
    if (!this.#isOver) visitor.received.push({ bytes: kept(heard.bytes), isPacked: false })
    this.#has(visitor, heard.type, heard.bytes.length)
  }

  #answer(stateVector: Uint8Array): Uint8Array {
    if (!this.#held) return emptyUpdate
    const key = Buffer.from(stateVector).toString('base64')
    const known = this.#answers.get(key)
    if (known) return known
    const answer = Y.encodeStateAsUpdate(this.#held, stateVector)
    this.#answers.set(key, answer)
    return answer
  }

  #countIncomplete(): number {
    const content = this.#content
    if (!content) return 0
    const wanted = new Y.Doc()
    Y.applyUpdate(wanted, content)
    const text = wanted.getXmlFragment('content').toString()
    const verdicts = new Map<string, boolean>()
    return this.#visitors.filter((visitor) => {
      const hash = createHash('sha1')
      for (const part of visitor.received) hash.update(part.bytes)
      const key = hash.digest('hex')
      const verdict =
        verdicts.get(key) ?? isWhole([...(this.#held ? [content] : []), ...visitor.received.map(updateOf)], text)
      verdicts.set(key, verdict)
      visitor.received = []
      return !verdict
    }).length
  }
}

/** A long message has a buffer of its own, and is not copied: a hundred megabytes of it would be what is measured. */
function kept(bytes: Uint8Array): Uint8Array {
  return bytes.buffer === sharedBuffer ? Uint8Array.from(bytes) : bytes
}

function updateOf({ bytes, isPacked }: Part): Uint8Array {
  if (!isPacked) return bytes
  const held = hear('preau', new Uint8Array(), Buffer.from(inflateRawSync(bytes)))
  if (held.kind !== 'sync') throw new Error('a packed message that holds no update')
  return held.bytes
}

function isWhole(updates: Uint8Array[], text: string): boolean {
  const ydoc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(ydoc, update)
  return ydoc.getXmlFragment('content').toString().includes(text)
}
