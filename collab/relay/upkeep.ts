import { crcOf } from './crc.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'

/** What a document needs beside the way of an edit: snapshots for fast loading, and word that it went quiet. */
export class Upkeep {
  readonly #documentId: string
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  readonly #isPresentOnly: () => boolean
  #rowsSinceSnapshot: number
  #sequence: number
  #toldSequence: number
  #snapshotAt: number
  #isSaving = false
  #saving: Promise<void> = Promise.resolve()
  #quietTimer: unknown = null
  /** When the first change came that nobody was told of; null where there is none. */
  #changedAt: number | null = null

  constructor(
    documentId: string,
    rows: { sequence: number; sinceSnapshot: number },
    ports: RelayPorts,
    options: RelayOptions,
    isPresentOnly: () => boolean,
  ) {
    this.#documentId = documentId
    this.#ports = ports
    this.#options = options
    this.#isPresentOnly = isPresentOnly
    this.#sequence = rows.sequence
    this.#toldSequence = rows.sequence
    this.#rowsSinceSnapshot = rows.sinceSnapshot
    this.#snapshotAt = ports.clock.now()
  }

  /** Is it time for a snapshot of what the next commit completes? */
  get isDue(): boolean {
    const { snapshotRows, snapshotEveryMs } = this.#options
    const isTime = this.#ports.clock.now() - this.#snapshotAt >= snapshotEveryMs
    return this.#rowsSinceSnapshot >= snapshotRows && isTime && !this.#isSaving
  }

  /** `parts`: the document at this sequence, where a snapshot of it is to be saved. */
  committed(sequence: number, rows: number, parts: Uint8Array[] | null): void {
    this.#sequence = sequence
    this.#rowsSinceSnapshot += rows
    this.#expectQuiet()
    if (parts !== null && !this.#isSaving) void this.#alone(() => this.#saveSoon(parts))
  }

  /** Each change puts it off, but not for ever: where somebody always writes, now is as good a time as later. */
  #expectQuiet() {
    const { clock } = this.#ports
    const { quietMs, busyMs } = this.#options
    this.#changedAt ??= clock.now()
    const leftMs = Math.max(0, this.#changedAt + busyMs - clock.now())
    clock.clearTimeout(this.#quietTimer)
    this.#quietTimer = clock.setTimeout(() => this.tellQuiet(), Math.min(quietMs, leftMs))
  }

  /** Does something while no snapshot is made: it would bring back what is taken out of the log. */
  async meanwhile(work: () => Promise<void>): Promise<void> {
    while (this.#isSaving) await this.#saving
    await this.#alone(work)
  }

  /** Says once per change that now is a time for a version. */
  tellQuiet(): void {
    this.#ports.clock.clearTimeout(this.#quietTimer)
    this.#changedAt = null
    if (this.#sequence === this.#toldSequence) return
    this.#toldSequence = this.#sequence
    this.#ports.onQuiet(this.#documentId, this.#sequence)
  }

  /** At unload everything is committed, so the bytes at hand are the rows up to `sequence`. */
  async saveAtUnload(parts: () => Uint8Array[]): Promise<void> {
    if (this.#rowsSinceSnapshot <= this.#options.snapshotRowsAtUnload || this.#isSaving) return
    await this.#save(parts(), this.#sequence, this.#rowsSinceSnapshot)
  }

  stop(): void {
    this.#ports.clock.clearTimeout(this.#quietTimer)
  }

  /** After this turn of the loop: others wait for the same commit. */
  async #saveSoon(parts: Uint8Array[]): Promise<void> {
    const [sequence, rows] = [this.#sequence, this.#rowsSinceSnapshot]
    await new Promise<void>((resolve) => this.#ports.clock.soon(resolve))
    await this.#save(parts, sequence, rows)
  }

  #alone(work: () => Promise<void>): Promise<void> {
    this.#isSaving = true
    const done = work().finally(() => (this.#isSaving = false))
    this.#saving = done.catch(() => {})
    return done
  }

  /** A snapshot only makes loading faster: where it fails, the rows are all there. */
  async #save(parts: Uint8Array[], sequence: number, rows: number): Promise<void> {
    this.#snapshotAt = this.#ports.clock.now()
    const isPresentOnly = this.#isPresentOnly()
    try {
      const { bytes } = await this.#ports.fold(parts, isPresentOnly ? 'present' : 'everything')
      await this.#ports.saveSnapshot({
        documentId: this.#documentId,
        sequence,
        bytes,
        crc: crcOf(bytes, sequence),
        isPresentOnly,
      })
      this.#rowsSinceSnapshot -= rows
    } catch (error) {
      this.#ports.log.warn({ error, documentId: this.#documentId }, 'snapshot failed')
    }
  }
}
