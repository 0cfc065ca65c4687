import { promisify } from 'node:util'
import { deflateRaw, deflateRawSync } from 'node:zlib'
import { type Frame, packedFrame } from './frames.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'

/** Nine tenths of what zlib's usual level gains, in a third of its time. */
const fastest = { level: 1 }
const inThreads = promisify(deflateRaw)

/** In zlib's threads. */
export const deflate = (bytes: Uint8Array): Promise<Uint8Array> => inThreads(bytes, fastest)
export const deflateHere = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, fastest)

interface Packed {
  frame: Frame | null
  asked: number
}

/**
 * Answers as packed messages (SPEC 68): a page is two fifths of its size then, which is what a class waits for on a bad
 * line. Packing costs as much time as sending to a dozen, so it is done once for all who ask.
 */
export class Packing {
  readonly #ports: Pick<RelayPorts, 'clock' | 'deflate' | 'log'>
  readonly #options: RelayOptions
  readonly #packed = new WeakMap<Frame, Packed>()
  #notBefore = Number.NEGATIVE_INFINITY

  constructor(ports: Pick<RelayPorts, 'clock' | 'deflate' | 'log'>, options: RelayOptions) {
    this.#ports = ports
    this.#options = options
  }

  /** This frame, or what holds it packed if there is such by now. */
  of(frame: Frame): Frame {
    const { length } = frame.payload
    if (length < this.#options.packedFromBytes) return frame
    const packed = this.#entry(frame)
    packed.asked++
    if (packed.frame === null && length <= this.#options.packedAtOnceBytes) this.#packAtOnce(frame, packed)
    // The first gets it unpacked: most large pages are opened by one person, who would only have waited.
    else if (packed.asked === 2) void this.#packBeside(frame, packed)
    return packed.frame ?? frame
  }

  #entry(frame: Frame): Packed {
    const known = this.#packed.get(frame)
    if (known !== undefined) return known
    const entry = { frame: null, asked: 0 }
    this.#packed.set(frame, entry)
    return entry
  }

  #packAtOnce({ payload }: Frame, packed: Packed): void {
    const now = this.#ports.clock.now()
    if (now < this.#notBefore) return
    this.#notBefore = now + this.#options.packEveryMs
    packed.frame = packedFrame(deflateHere(payload))
  }

  async #packBeside({ payload }: Frame, packed: Packed): Promise<void> {
    try {
      packed.frame = packedFrame(await this.#ports.deflate(payload))
    } catch (error) {
      this.#ports.log.warn({ error }, 'packing failed')
    }
  }
}
