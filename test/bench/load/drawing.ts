import { setTimeout as sleep } from 'node:timers/promises'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { Drawing } from '#client/boards/ink/drawing.ts'
import { Telling } from '#client/boards/fleeting/telling.ts'
import { readMessage as readFleeting } from '#client/boards/fleeting/message.ts'
import { readMessage, writeAwareness, writeFleeting, writeHello, writeSync } from '#client/live/wire.ts'
import { authorOf } from '#collab/documents/board-author.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { boardSchemaVersion } from '#collab/documents/board-model.ts'
import { objectsOf, readObject } from '#collab/documents/board-read.ts'
import { topOrder } from '#collab/documents/board-write.ts'
import { handOf, randomOf } from './hand.ts'
import { BenchSocket } from './socket.ts'
import type { ClassRoom } from './typing.ts'

/** Pupils who draw on one board, with the product's own code from the hand to the socket and back. */

interface DrawingFigures {
  /** Bytes of websocket frames, heads included, per second and pupil. */
  downPerSecond: number
  upPerSecond: number
  /** Of one stroke with its preview, sent by its author. */
  perStroke: number
  strokes: number
  /** Strokes that somebody does not have in the end. */
  missing: number
  /** Strokes of others that somebody saw while they were drawn, as a part of all. */
  seenLive: number
}

const hz = 60
const pointsPerStroke = 200
const pauseMs = 250
const batchMs = 30
const patienceMs = 30_000
const fromServer = Symbol('server')

/** Head of a frame of the server's, and of a masked one of the client's. */
const headDown = (length: number) => (length < 126 ? 2 : length < 65_536 ? 4 : 10)
const headUp = (length: number) => headDown(length) + 4

class Drawer {
  readonly ydoc = new Y.Doc()
  readonly #awareness = new Awareness(this.ydoc)
  readonly #documentId: string
  readonly #random: () => number
  readonly #socket: BenchSocket
  #gestures: Gestures | null = null
  #telling: Telling | null = null
  #asked: Uint8Array | null = null
  #hasContent = false
  #timer: NodeJS.Timeout | null = null
  #batch: Uint8Array[] = []
  isIn = false
  isOver = false
  failure: string | null = null
  down = 0
  up = 0
  strokes = 0
  /** What was sent when the last of them was done. */
  upForStrokes = 0
  readonly seen = new Set<string>()

  constructor(port: number, { path, name }: ClassRoom, cookie: string, seed: number) {
    this.#documentId = name
    this.#random = randomOf(seed)
    this.#socket = new BenchSocket(
      { port, path, cookie },
      {
        onMessage: (message) => {
          this.down += message.length + headDown(message.length)
          // What is kept of it outlives the buffer it was read into.
          this.#hear(new Uint8Array(message))
        },
        onClosed: (code) => (this.failure ??= this.isOver ? null : `closed with ${code}`),
      },
    )
    this.ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromServer) return
      this.#batch.push(update)
      if (this.#batch.length === 1) setTimeout(() => this.#flush(), batchMs)
    })
  }

  async enter(): Promise<void> {
    await this.#socket.opened
    this.#send(writeHello({ schemaVersion: boardSchemaVersion, epoch: null }))
    this.#send(writeSync('step1', Y.encodeStateVector(this.ydoc)))
  }

  /** Stroke after stroke until `stop`. */
  start(): void {
    let drawing = new Drawing()
    let hand = handOf(this.#random, pointsPerStroke)
    let at = 0
    let id = ''
    let wait = Math.floor(this.#random() * pointsPerStroke)
    this.#timer = setInterval(() => {
      if (wait > 0) {
        if (--wait === 0) this.upForStrokes = this.up
        return
      }
      const point = hand[at++]
      if (point === undefined) return
      if (at === 1) {
        id = this.#gestures?.freshId() ?? ''
        const start = { idLetters: id.split('.')[1] ?? '', colour: 5, shape: 0, stroke: 2 }
        this.#telling?.beginInk(start, 1)
      }
      this.#telling?.addInk(drawing.add([point]))
      if (at < hand.length) return
      drawing.lift()
      const stroke = drawing.stroke()
      this.#telling?.endInk(false)
      if (stroke) this.#gestures?.create({ type: 'ink', order: this.#topOrder(), colour: 5, ...stroke }, id)
      this.strokes++
      drawing = new Drawing()
      hand = handOf(this.#random, pointsPerStroke)
      at = 0
      wait = Math.round((pauseMs * hz) / 1000)
    }, 1000 / hz)
  }

  /** On top of all that this pupil sees, as the product has it. */
  #topOrder(): string {
    const objects = [...objectsOf(this.ydoc)].flatMap(([id, map]) => readObject(id, map) ?? [])
    return topOrder(objects)
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
  }

  close(): void {
    this.isOver = true
    this.stop()
    this.#telling?.stop()
    this.#awareness.destroy()
    this.#socket.close()
  }

  #send(bytes: Uint8Array): void {
    this.up += bytes.length + headUp(bytes.length)
    this.#socket.send(bytes)
  }

  #flush(): void {
    const update = Y.mergeUpdates(this.#batch)
    this.#batch = []
    this.#send(writeSync('update', update))
  }

  #hear(bytes: Uint8Array): void {
    const heard = readMessage(bytes)
    if (heard.kind === 'identity') this.#become(heard.identity)
    else if (heard.kind === 'step1') this.#asked = heard.stateVector
    else if (heard.kind === 'step2' || heard.kind === 'update') {
      Y.applyUpdate(this.ydoc, heard.update, fromServer)
      this.#hasContent ||= heard.kind === 'step2'
    } else if (heard.kind === 'awareness') applyAwarenessUpdate(this.#awareness, heard.update, fromServer)
    else if (heard.kind === 'refused') this.failure ??= `refused: ${heard.reason}`
    else if (heard.kind === 'fleeting') for (const part of heard.parts) this.#see(part)
    this.#answer()
  }

  #become({ clientId, userId }: { clientId: number; userId: string }): void {
    this.ydoc.clientID = clientId
    this.#awareness.clientID = clientId
    this.#awareness.setLocalState({})
    this.#gestures = new Gestures(this.ydoc, authorOf(this.#documentId, userId), { random: this.#random })
    this.#telling = new Telling({ send: (message) => this.#send(writeFleeting(message)), isQuiet: () => false })
  }

  /** As the client does: who we are, before the words. */
  #answer(): void {
    if (this.isIn || this.#asked === null || !this.#hasContent || this.#gestures === null) return
    this.isIn = true
    this.#send(writeAwareness(encodeAwarenessUpdate(this.#awareness, [this.ydoc.clientID])))
    this.#send(writeSync('step2', Y.encodeStateAsUpdate(this.ydoc, this.#asked)))
  }

  #see({ client, bytes }: { client: number; bytes: Uint8Array }): void {
    const ink = client === this.ydoc.clientID ? undefined : readFleeting(bytes)?.ink
    if (ink) this.seen.add(`${client} ${ink.number}`)
  }
}

export class Drawers {
  readonly #drawers: Drawer[]
  #began = 0

  constructor(port: number, room: ClassRoom) {
    this.#drawers = room.cookies.map((cookie, seat) => new Drawer(port, room, cookie, seat + 1))
  }

  async open(): Promise<void> {
    await Promise.all(this.#drawers.map((drawer) => drawer.enter()))
    await this.#until('everybody is in', () => this.#drawers.every(({ isIn }) => isIn))
  }

  /** The first so many of them draw, all the others look on. */
  start(drawing: number): void {
    for (const drawer of this.#drawers.slice(0, drawing)) drawer.start()
    for (const drawer of this.#drawers) Object.assign(drawer, { down: 0, up: 0, upForStrokes: 0, strokes: 0 })
    for (const { seen } of this.#drawers) seen.clear()
    this.#began = performance.now()
  }

  async stop(): Promise<DrawingFigures> {
    const drawers = this.#drawers
    for (const drawer of drawers) drawer.stop()
    const seconds = (performance.now() - this.#began) / 1000
    const mean = (of: (drawer: Drawer) => number) => drawers.reduce((sum, one) => sum + of(one), 0) / drawers.length
    const drawn = drawers.filter(({ strokes }) => strokes > 0)
    const strokes = drawers.reduce((sum, one) => sum + one.strokes, 0)
    const figures = {
      downPerSecond: mean(({ down }) => down) / seconds,
      upPerSecond: mean(({ up }) => up) / seconds,
      perStroke: drawn.reduce((sum, { upForStrokes }) => sum + upForStrokes, 0) / strokes,
    }
    const counts = () => drawers.map(({ ydoc }) => objectsOf(ydoc).size)
    const most = () => Math.max(...counts())
    await this.#until('everybody has everything', () => new Set(counts()).size === 1, false)
    const seen = drawers.reduce((sum, one) => sum + Math.min(strokes - one.strokes, one.seen.size), 0)
    return {
      ...figures,
      strokes,
      missing: counts().reduce((sum, count) => sum + most() - count, 0),
      seenLive: seen / (strokes * (drawers.length - 1)),
    }
  }

  close(): void {
    for (const drawer of this.#drawers) drawer.close()
  }

  async #until(what: string, isSo: () => boolean, isNeeded = true): Promise<void> {
    const end = performance.now() + patienceMs
    while (!isSo()) {
      const failed = this.#drawers.find(({ failure }) => failure !== null)
      if (failed) throw new Error(`a drawer failed: ${failed.failure}`)
      if (performance.now() > end) {
        if (isNeeded) throw new Error(`waited in vain: ${what}`)
        return
      }
      await sleep(20)
    }
  }
}
