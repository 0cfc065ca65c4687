import { randomUUID } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { authorOf } from '#collab/documents/board-author.ts'
import { syncType } from '#collab/protocol.ts'
import { type Login, readId, request } from '#test/helpers/live-client.ts'
import { Peer } from '#test/helpers/relay.ts'
import { pause } from '../lesson.ts'
import type { Scene } from './others.ts'

/** What a pupil with a script has: their login, sockets and requests, for a while. */
export class Script {
  readonly scene: Scene
  readonly login: Login
  readonly #until: number
  readonly #peers = new Set<Peer>()
  /** What the server answered that was not what was asked for: 429, 4403, `budget` …, and how often. */
  readonly refusals = new Map<string, number>()

  constructor(scene: Scene, login: Login, seconds: number) {
    this.scene = scene
    this.login = login
    this.#until = performance.now() + seconds * 1_000
  }

  get isOn(): boolean {
    return performance.now() < this.#until
  }

  get author(): string {
    return authorOf(this.scene.board, this.login.userId)
  }

  /** Again and again until the time is over, whatever becomes of it. */
  async loop(act: () => unknown, everyMs = 0): Promise<void> {
    while (this.isOn) {
      await Promise.resolve(act()).catch((error: unknown) =>
        this.#note(error instanceof Error ? error.message : 'error'),
      )
      await pause(everyMs)
    }
  }

  async peer(room: string): Promise<Peer> {
    const peer = this.open(room)
    if (!(await this.isSettled(peer, () => peer.isSynced))) throw new Error(reasonOf(peer))
    return peer
  }

  open(room: string): Peer {
    const { origin } = this.scene
    const headers = { cookie: this.login.cookie, origin }
    const peer = new Peer(`${origin.replace('http', 'ws')}/collab/${room}`, '', { headers })
    this.#peers.add(peer)
    return peer
  }

  /** All six that one person may hold. */
  peers(room: string): Promise<Peer[]> {
    return Promise.all(Array.from({ length: 6 }, () => this.peer(room)))
  }

  /** Waits for the answer: the relay reads 256 kB a second. False where it was refused or sent away. */
  write(peer: Peer, change: (ydoc: Y.Doc) => void): Promise<boolean> {
    peer.ydoc.transact(() => change(peer.ydoc))
    return this.isSettled(peer, () => peer.stored >= peer.sent)
  }

  close(peer: Peer): void {
    if (peer.closed !== null) this.#note(String(peer.closed.code))
    for (const { reason = 'refused' } of peer.refusals) this.#note(reason)
    this.#peers.delete(peer)
    peer.destroy()
  }

  /** What it makes by this address; its id. */
  async made(path: string, draft: object): Promise<string> {
    return readId(await request(this.scene.origin, this.login, 'POST', path, draft))
  }

  /** The status. */
  async ask(method: string, path: string, body?: object | string): Promise<number> {
    const { origin } = this.scene
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { Cookie: this.login.cookie, Origin: origin, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    })
    await answer.arrayBuffer()
    if (!answer.ok) this.#note(String(answer.status))
    return answer.status
  }

  end(): void {
    for (const peer of [...this.#peers]) this.close(peer)
  }

  /** False where it was refused or sent away before this became true, or the time is over. */
  async isSettled(peer: Peer, isDone: () => boolean): Promise<boolean> {
    while (this.isOn && !isDone() && peer.closed === null && peer.refusals.length === 0) await pause(5)
    return isDone() && peer.closed === null && peer.refusals.length === 0
  }

  #note(what: string): void {
    this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1)
  }
}

const reasonOf = (peer: Peer) => peer.refusals[0]?.reason ?? String(peer.closed?.code ?? 'gone')

/** An update of a ydoc of its own, under ids that nobody knows. */
export function updateOf(change: (ydoc: Y.Doc) => void, clientId?: number): Uint8Array {
  const ydoc = new Y.Doc()
  if (clientId !== undefined) ydoc.clientID = clientId
  change(ydoc)
  return Y.encodeStateAsUpdate(ydoc)
}

export const sendUpdate = (peer: Peer, update: Uint8Array) => peer.sendSync(syncType.update, update)

/** Bytes as message 1 or 104 carry them. */
export const bytesIn = (bytes: Uint8Array) => (encoder: encoding.Encoder) => encoding.writeVarUint8Array(encoder, bytes)

/** A state vector nobody has asked with before. */
export function strangeVector(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, Math.floor(Math.random() * 2 ** 31))
  encoding.writeVarUint(encoder, 1)
  return encoding.toUint8Array(encoder)
}

export const message = (text: string) => ({ id: randomUUID(), text })
