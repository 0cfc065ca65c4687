import { randomUUID } from 'node:crypto'
import { HttpLine } from './http-line.ts'
import { BenchSocket } from './socket.ts'
import type { ClassRoom } from './typing.ts'

export interface TalkingClass {
  /** Where they listen, and with which cookies. */
  room: ClassRoom
  /** Null: over the socket, which then brings a message to all others. */
  channelId: string | null
}

/** Longer than a disk ever took. */
const patienceMs = 20_000

/** Thirty who speak in turn stay below what one person may say. */
const pauseMs = 12

interface Said {
  writer: number
  at: number
  left: number
  ms: number[]
  done: () => void
}

/** A class in one space: one says something, the others hear it. */
export class Talkers {
  readonly #sockets: BenchSocket[] = []
  readonly #lines: HttpLine[] = []
  readonly #waiting = new Map<string, Said>()
  #class: TalkingClass | null = null

  async open(port: number, talking: TalkingClass): Promise<void> {
    this.#class = talking
    const { path, cookies } = talking.room
    for (const [at, cookie] of cookies.entries()) {
      const listener = { onMessage: (bytes: Buffer) => this.#hear(at, bytes), onClosed: () => undefined }
      this.#lines.push(new HttpLine(port, cookie))
      this.#sockets.push(new BenchSocket({ port, path, cookie }, listener))
    }
    await Promise.all(this.#sockets.map((socket) => socket.opened))
  }

  /** So many messages, one after the other, by each in turn: milliseconds from the writer's hand to each reader. */
  async say(count: number): Promise<number[]> {
    const all: number[] = []
    for (let at = 0; at < count; at++) {
      all.push(...(await this.#sayOne(at % this.#sockets.length)))
      await new Promise((done) => void setTimeout(done, pauseMs))
    }
    return all
  }

  close(): void {
    for (const socket of this.#sockets) socket.close()
    for (const line of this.#lines) line.close()
  }

  async #sayOne(writer: number): Promise<number[]> {
    const id = randomUUID()
    const text = `The water stood higher than last week, we measured it twice at the bridge ${writer}`
    const said: Said = { writer, at: performance.now(), left: this.#sockets.length - 1, ms: [], done: () => undefined }
    const isHeard = new Promise<void>((done) => (said.done = done))
    this.#waiting.set(id, said)
    const isSent = this.#send(writer, JSON.stringify({ id, text }))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_done, fail) => {
      timer = setTimeout(() => fail(new Error(`a message was not heard by ${said.left}`)), patienceMs)
    })
    await Promise.race([Promise.all([isHeard, isSent]), late]).finally(() => clearTimeout(timer))
    this.#waiting.delete(id)
    return said.ms
  }

  /** What the writer hears of itself does not count. */
  async #send(writer: number, body: string): Promise<void> {
    const { channelId = null } = this.#class ?? {}
    if (channelId === null) return this.#sockets[writer]?.send(Buffer.from(body))
    const answer = await this.#lines[writer]?.request('POST', `/api/channels/${channelId}/messages`, body)
    if (answer?.status !== 201) throw new Error(`not taken: ${answer?.status} ${answer?.body.slice(0, 200)}`)
  }

  #hear(listener: number, bytes: Buffer): void {
    const at = bytes.indexOf('"id":"', bytes.indexOf('"message":') + 1)
    if (at < 0) return
    const said = this.#waiting.get(bytes.toString('latin1', at + 6, at + 42))
    if (said === undefined || said.writer === listener || said.left === 0) return
    said.ms.push(performance.now() - said.at)
    said.left -= 1
    if (said.left === 0) said.done()
  }
}
