import * as decoding from 'lib0/decoding'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { closeCode } from '../protocol.ts'
import type { Connection } from './connection.ts'
import type { Door } from './door.ts'
import { endStream, EventsLine, openStream } from './events-line.ts'
import { finish, readBody } from './http.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'
import type { Trial } from './trial.ts'

interface OpenLine {
  line: EventsLine
  connection: Connection
  room: string
  /** The last cookie that was seen to be of the session that opened it. */
  cookie: string | null
}

const path = /^\/collab\/([^/]+)\/(events|messages)$/
/** No room: lines to try a network with. */
const trialRoom = 'test'
const sequenceShape = /^[1-9]\d{0,14}$/
const frameTooLarge = 1009
/** One, and its repeat where the first was lost on the way. */
const postsAtOnce = 2
const returnWithinMs = 2_000

/** Lines for those whom no websocket reaches: POST …/events opens one, POST …/messages speaks on it. */
export class Events {
  readonly #door: Pick<Door, 'admit' | 'join' | 'isSameSession'>
  readonly #trial: Trial
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  readonly #lines = new Map<string, OpenLine>()
  #isBeating = false

  constructor(
    { door, trial }: { door: Pick<Door, 'admit' | 'join' | 'isSameSession'>; trial: Trial },
    ports: RelayPorts,
    options: RelayOptions,
  ) {
    this.#door = door
    this.#trial = trial
    this.#ports = ports
    this.#options = options
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, room, what = ''] = path.exec((request.url ?? '').split('?')[0] ?? '') ?? []
    if (room === undefined) return finish(request, response, 404)
    if (!this.#options.isAllowedOrigin(request.headers.origin)) return finish(request, response, 403)
    if (room === trialRoom) await this.#trial.answer(what, request, response)
    else if (what === 'events') await this.#open(room, request, response)
    else finish(request, response, await this.#receive(room, request))
  }

  async #open(room: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume()
    const { origin, cookie = null } = request.headers
    const admission = await this.#door.admit({ url: `/collab/${room}`, origin, cookie })
    if (response.destroyed) return
    if (admission.kind !== 'admitted') {
      openStream(response, null)
      if (admission.kind === 'turnedAway') return endStream(response, admission.code, '')
      return endStream(response, closeCode.restart, `delay=${Math.round(this.#ports.random() * returnWithinMs)}`)
    }
    const secret = randomBytes(16).toString('base64url')
    const line = new EventsLine(response, secret, this.#ports.clock)
    const connection = this.#door.join(line, admission)
    this.#lines.set(secret, { line, connection, room, cookie })
    response.once('close', () => this.#lines.delete(secret))
    if (!this.#isBeating) this.#beat()
  }

  /** The status of the answer. */
  async #receive(room: string, request: IncomingMessage): Promise<number> {
    const { 'x-line': secret, 'x-sequence': sequence, cookie = null } = request.headers
    const open = this.#lines.get(String(secret))
    if (open === undefined || open.room !== room || !(await this.#isTheirs(open, cookie))) return 410
    const { line } = open
    if (!sequenceShape.test(String(sequence)) || line.posts >= postsAtOnce) return 409
    const answered = line.hear()
    try {
      const body = await readBody(request, this.#options.frameBytes)
      if (body === null) return this.#end(line, 413)
      const messages = unpack(body)
      if (messages === null) return this.#end(line, 400)
      return { taken: 204, out_of_order: 409, ended: 410 }[await line.take(Number(sequence), messages)]
    } catch {
      // The request broke off: nobody hears the answer.
      return 400
    } finally {
      answered()
    }
  }

  #end(line: EventsLine, status: 400 | 413): number {
    if (status === 413) line.close(frameTooLarge, 'too large')
    else line.close(closeCode.malformed, 'malformed')
    return status
  }

  /** Access is asked only where the header is not the one that was seen last. */
  async #isTheirs(open: OpenLine, cookie: string | null): Promise<boolean> {
    if (open.cookie === cookie) return true
    if (!(await this.#door.isSameSession(open.connection, cookie))) return false
    open.cookie = cookie
    return true
  }

  #beat(): void {
    this.#isBeating = this.#lines.size > 0
    if (!this.#isBeating) return
    this.#ports.clock.setTimeout(() => {
      for (const { line } of this.#lines.values()) line.beat(this.#options.eventsSilentMs)
      this.#beat()
    }, this.#options.eventsPingMs)
  }
}

/** The messages of a body, each with its length before it. Null where that does not come out even. */
function unpack(body: Uint8Array): Uint8Array[] | null {
  const decoder = decoding.createDecoder(body)
  const messages: Uint8Array[] = []
  try {
    while (decoding.hasContent(decoder)) {
      const length = decoding.readVarUint(decoder)
      if (length > body.length - decoder.pos) return null
      messages.push(decoding.readUint8Array(decoder, length))
    }
    return messages
  } catch {
    return null
  }
}
