import { messageType } from '#collab/protocol.ts'

const format = 'deflate-raw'

/** Browsers from before 2023 cannot: the relay sends them everything as it is. */
export const canUnpack = (() => {
  try {
    return 'readable' in new DecompressionStream(format)
  } catch {
    return false
  }
})()

/** Of a packed message, what it holds. Rejects where that is no such thing. */
async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

interface UnpackingHost {
  onMessage(bytes: Uint8Array): void
  /** What came cannot be read. Nothing more is heard of this line. */
  onFailed(): void
}

/**
 * Hands messages on in the order in which they came, packed ones (SPEC 68) unpacked. That takes the browser a moment, in which
 * those that came after wait.
 */
export class Unpacking {
  readonly #host: UnpackingHost
  #waiting: Uint8Array[] = []
  #isBusy = false

  constructor(host: UnpackingHost) {
    this.#host = host
  }

  take(bytes: Uint8Array): void {
    if (!this.#isBusy && bytes[0] !== messageType.packed) return this.#host.onMessage(bytes)
    this.#waiting.push(bytes)
    if (!this.#isBusy) void this.#work(this.#waiting)
  }

  /** The line is gone, and with it what has not been heard yet. */
  forget(): void {
    this.#waiting = []
    this.#isBusy = false
  }

  async #work(waiting: Uint8Array[]): Promise<void> {
    this.#isBusy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const message = next[0] === messageType.packed ? await unpacked(next.slice(1)).catch(() => null) : next
      if (waiting !== this.#waiting) return
      if (message === null) return this.#host.onFailed()
      this.#host.onMessage(message)
    }
    if (waiting === this.#waiting) this.#isBusy = false
  }
}
