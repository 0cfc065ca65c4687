import type { Connection } from './connection.ts'
import { type Frame, fleetingFrame } from './frames.ts'
import { Malformed, type RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'

export interface FleetingPart {
  /** Awareness id of whoever sent it. */
  client: number
  bytes: Uint8Array
}

/** Ink and drags on their way: gathered, handed on once, kept nowhere, and dropped before anything else (SPEC 65). */
export class Fleeting {
  readonly #clock: RelayPorts['clock']
  readonly #options: RelayOptions
  readonly #send: (frame: Frame) => void
  #parts: FleetingPart[] = []
  #bytes = 0
  readonly #bytesOf = new Map<string, number>()
  #timer: unknown = null

  constructor({ clock }: Pick<RelayPorts, 'clock'>, options: RelayOptions, send: (frame: Frame) => void) {
    this.#clock = clock
    this.#options = options
    this.#send = send
  }

  /** Throws Malformed where it is too large. Who is nobody in awareness is not heard. */
  add({ awarenessId, grant }: Pick<Connection, 'awarenessId' | 'grant'>, bytes: Uint8Array): void {
    const { fleetingBytes, fleetingBytesOfAll, fleetingBytesOfOne, fleetingMs } = this.#options
    if (bytes.length > fleetingBytes) throw new Malformed('fleeting message too large')
    const own = (this.#bytesOf.get(grant.userId) ?? 0) + bytes.length
    if (awarenessId === null || own > fleetingBytesOfOne || this.#bytes + bytes.length > fleetingBytesOfAll) return
    this.#bytesOf.set(grant.userId, own)
    // A copy: these are a view of the socket's read buffer.
    this.#parts.push({ client: awarenessId, bytes: new Uint8Array(bytes) })
    this.#bytes += bytes.length
    this.#timer ??= this.#clock.setTimeout(() => this.#flush(), fleetingMs)
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer)
  }

  #flush(): void {
    this.#timer = null
    const frame = fleetingFrame(this.#parts)
    this.#parts = []
    this.#bytes = 0
    this.#bytesOf.clear()
    this.#send(frame)
  }
}
