import { crcOf } from './crc.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'

/** What a document needs beside the way of an edit: snapshots for fast loading, and word that it went quiet. */
export class Upkeep {
  readonly #documentId: string
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  #rowsSinceSnapshot: number
  #sequence: number
  #toldSequence: number
  #snapshotAt: number
  #isSaving = false
  #saving: Promise<void> = Promise.resolve()
  #quietTimer: unknown = null

  constructor(
    documentId: string,
    rows: { sequence: number; sinceSnapshot: number },
    ports: RelayPorts,
    options: RelayOptions,
  ) {
    this.#documentId = documentId
    this.#ports = ports
    this.#options = options
    this.#sequence = rows.sequence
    this.#toldSequence = rows.sequence
    this.#rowsSinceSnapshot = rows.sinceSnapshot
    this.#snapshotAt = ports.clock.now()
  }

  committed(sequence: number, rows: number): void {
    this.#sequence = sequence
    this.#rowsSinceSnapshot += rows
    this.#ports.clock.clearTimeout(this.#quietTimer)
    this.#quietTimer = this.#ports.clock.setTimeout(() => this.tellQuiet(), this.#options.quietMs)
    const { snapshotRows, snapshotEveryMs } = this.#options
    if (this.#rowsSinceSnapshot < snapshotRows || this.#isSaving) return
    if (this.#ports.clock.now() - this.#snapshotAt < snapshotEveryMs) return
    this.#isSaving = true
    this.#ports.clock.soon(() => void (this.#saving = this.#saveFromStore()))
  }

  /** Does something while no snapshot is made: it would bring back what is taken out of the log. */
  async meanwhile(work: () => Promise<void>): Promise<void> {
    // One that is about to begin is one that has not begun.
    while (this.#isSaving) {
      await new Promise<void>((resolve) => this.#ports.clock.soon(resolve))
      await this.#saving
    }
    this.#isSaving = true
    try {
      await work()
    } finally {
      this.#isSaving = false
    }
  }

  /** Says once per change that now is a time for a version. */
  tellQuiet(): void {
    this.#ports.clock.clearTimeout(this.#quietTimer)
    if (this.#sequence === this.#toldSequence) return
    this.#toldSequence = this.#sequence
    this.#ports.onQuiet(this.#documentId, this.#sequence)
  }

  /** At unload everything is committed, so the bytes at hand are the rows up to `sequence`. */
  async saveAtUnload(parts: () => Uint8Array[]): Promise<void> {
    if (this.#rowsSinceSnapshot <= this.#options.snapshotRowsAtUnload || this.#isSaving) return
    await this.#save(parts(), this.#sequence)
  }

  stop(): void {
    this.#ports.clock.clearTimeout(this.#quietTimer)
  }

  /** Live bytes run ahead of the log; a snapshot of a live document is made from what is stored. */
  async #saveFromStore(): Promise<void> {
    try {
      const loaded = await this.#ports.load(this.#documentId)
      if (loaded === null) return
      // Rows whose answer has not come yet stay rows: where it is lost, they are looked for among them (SPEC 40).
      const known = loaded.updates.length - Math.max(0, loaded.sequence - this.#sequence)
      if (known < 0) return
      const updates = loaded.updates.slice(0, known)
      const parts = loaded.snapshot === null ? updates : [loaded.snapshot, ...updates]
      await this.#save(parts, Math.min(loaded.sequence, this.#sequence))
    } catch (error) {
      this.#ports.log.warn({ error, documentId: this.#documentId }, 'snapshot failed')
    } finally {
      this.#isSaving = false
    }
  }

  /** A snapshot only makes loading faster: where it fails, the rows are all there. */
  async #save(parts: Uint8Array[], sequence: number): Promise<void> {
    const rows = this.#rowsSinceSnapshot
    this.#snapshotAt = this.#ports.clock.now()
    try {
      const { bytes } = await this.#ports.fold(parts)
      await this.#ports.saveSnapshot({ documentId: this.#documentId, sequence, bytes, crc: crcOf(bytes, sequence) })
      this.#rowsSinceSnapshot -= rows
    } catch (error) {
      this.#ports.log.warn({ error, documentId: this.#documentId }, 'snapshot failed')
    }
  }
}
