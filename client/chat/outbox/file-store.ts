import type { Outbox } from '#client/live/outbox.ts'
import { newId } from '#client/live/new-id.ts'

/*
 * The bytes of what was put to a message and is not the server's yet: on this device, sealed like everything that is
 * unsent. They go with the message, or with the draft they were put to.
 */

const addressOf = (id: string) => `chat-file:${id}`

export class FileStore {
  readonly #outbox: Promise<Outbox>
  readonly #files = new Map<string, Blob>()
  /** One after the other: what was let go of does not come back with a write that took longer. */
  #written: Promise<unknown> = Promise.resolve()

  constructor(outbox: Promise<Outbox>) {
    this.#outbox = outbox
  }

  /** Keeps a file, and gives the id that it has on this device. */
  put(file: Blob): string {
    const id = newId()
    this.#files.set(id, file)
    // A full disk keeps nothing: then it lives as long as the window, as the words do.
    this.#inTurn(() => this.#write(id, file))
    return id
  }

  /** The bytes, from this visit or an earlier one; null where neither has them. */
  async get(id: string, type: string): Promise<Blob | null> {
    const here = this.#files.get(id)
    if (here !== undefined) return here
    const [kept] = await (await this.#outbox).adopt(addressOf(id))
    if (kept === undefined) return null
    const file = new Blob([new Uint8Array(kept.update)], { type })
    this.#files.set(id, file)
    return file
  }

  remove(ids: readonly string[]) {
    if (ids.length === 0) return
    ids.forEach((id) => this.#files.delete(id))
    this.#inTurn(async () => (await this.#outbox).remove([...ids]))
  }

  #inTurn(work: () => Promise<void>) {
    this.#written = this.#written.then(work).catch(() => {})
  }

  async #write(id: string, file: Blob) {
    const update = new Uint8Array(await file.arrayBuffer())
    const outbox = await this.#outbox
    // Thrown away in the meantime.
    if (this.#files.has(id)) await outbox.put(addressOf(id), { id, update, changes: 0 })
  }
}
