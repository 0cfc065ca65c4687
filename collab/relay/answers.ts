import type { Connection } from './connection.ts'
import type { Content } from './content.ts'
import { readStateVector } from './decode.ts'
import { type Frame, stepTwoFrame, updateFrame } from './frames.ts'
import { Packing } from './packing.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'

/** How long answers and their frames are kept for others who ask the same. */
const keptMs = 10_000
/** The whole document, its tail, its deletes and a few differences: who asks for many different ones gets no more kept. */
const framesKept = 8
/** Making answers takes at most this part of the time, so that nobody stops a room by asking for a large document over and over. */
const busyPart = 0.1
const quickMs = 5

type AnsweredContent = Pick<Content, 'answer' | 'deletes' | 'hasAnswer' | 'unpreparedBytes' | 'prepare'>

/** Answers to sync step 1 (SPEC 10). A class asks for the same bytes: one frame each. */
export class Answers {
  readonly #content: AnsweredContent
  readonly #ports: Pick<RelayPorts, 'visible' | 'log'>
  readonly #clock: RelayPorts['clock']
  readonly #packing: Packing
  readonly #onForgotten: () => void
  /** By the update they carry: the same bytes may be a part of one answer and the end of another. */
  readonly #frames = { part: new Map<Uint8Array, Frame>(), end: new Map<Uint8Array, Frame>() }
  #timer: unknown = null
  /** Who waits for an answer that is not to be made yet, or not here. */
  readonly #waiting = new Set<Connection>()
  #isWaitedFor = false
  #waitTimer: unknown = null
  /** The thread failed: who waits is answered with what is made here. */
  #isMadeHere = false
  #notBefore = Number.NEGATIVE_INFINITY
  readonly #lagBytes: number
  readonly #preparedFromBytes: number

  constructor(
    content: AnsweredContent,
    { ports, options }: { ports: RelayPorts; options: RelayOptions },
    onForgotten: () => void,
  ) {
    this.#content = content
    this.#clock = ports.clock
    this.#ports = ports
    this.#packing = new Packing(ports, options)
    this.#onForgotten = onForgotten
    this.#lagBytes = options.lagBytes
    this.#preparedFromBytes = options.preparedFromBytes
  }

  /**
   * Everything this state vector lacks; where that takes several messages, the last is step 2. Who waited for it (`isLate`)
   * may have heard words of which it then missed that they were deleted.
   */
  send(connection: Connection, stateVector: Uint8Array, isLate = false): void {
    const beganAt = this.#clock.now()
    if (beganAt < this.#notBefore && !this.#content.hasAnswer(stateVector))
      return this.#wait(connection, stateVector, () => this.#pause())
    if (!this.#isMadeHere && this.#content.unpreparedBytes(stateVector) > this.#preparedFromBytes)
      return this.#wait(connection, stateVector, () => this.#prepare())
    const answer = this.#content.answer(stateVector)
    const namesDeletes = readStateVector(stateVector).size > 0
    const updates = isLate && !namesDeletes ? [this.#content.deletes(), ...answer] : answer
    const endedAt = this.#clock.now()
    if (endedAt - beganAt > quickMs) this.#notBefore = endedAt + (endedAt - beganAt) * (1 / busyPart - 1)
    const last = updates.length - 1
    for (const [index, update] of updates.entries()) {
      const frame = index === last ? this.#frameOf('end', update) : this.#frameOf('part', update)
      connection.write(connection.unpacks ? this.#packing.of(frame) : frame)
    }
    this.#timer ??= this.#clock.setTimeout(() => {
      this.#timer = null
      this.forget()
      this.#onForgotten()
    }, keptMs)
  }

  forget(): void {
    this.#frames.part.clear()
    this.#frames.end.clear()
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer)
    this.#clock.clearTimeout(this.#waitTimer)
  }

  /** It gets nothing meanwhile, like one that lags, and then all it lacks; or it waits again, for something else. */
  #wait(connection: Connection, stateVector: Uint8Array, until: () => Promise<void>): void {
    connection.startLag(stateVector)
    this.#waiting.add(connection)
    if (!this.#isWaitedFor) void this.#goOnAfter(until())
  }

  async #goOnAfter(work: Promise<void>): Promise<void> {
    this.#isWaitedFor = true
    await work
    this.#isWaitedFor = false
    const all = [...this.#waiting]
    this.#waiting.clear()
    // One that has not read what it was sent is synced when it has.
    for (const one of all) if (!one.isClosed && one.queuedBytes <= this.#lagBytes) one.onDrained()
    this.#isMadeHere = false
  }

  /** Until answers have not taken more than their part of the time (SPEC 73). */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#waitTimer = this.#clock.setTimeout(resolve, this.#notBefore - this.#clock.now())
    })
  }

  /** Too large to be looked through between two turns of the loop (SPEC 82). */
  async #prepare(): Promise<void> {
    try {
      await this.#content.prepare((updates) => this.#ports.visible(updates))
    } catch (error) {
      this.#ports.log.warn({ error }, 'answers are made here')
      this.#isMadeHere = true
    }
  }

  #frameOf(place: 'part' | 'end', update: Uint8Array): Frame {
    const frames = this.#frames[place]
    const kept = frames.get(update)
    if (kept !== undefined) return kept
    const built = place === 'end' ? stepTwoFrame(update) : updateFrame(update)
    if (frames.size >= framesKept) frames.clear()
    frames.set(update, built)
    return built
  }
}
