import type { Outbox } from '#client/live/outbox.ts'
import * as z from '#collab/schema.ts'
import { newId } from '#client/live/new-id.ts'
import { ownFileSchema } from './outgoing.ts'

/*
 * What somebody began to write and did not send, per channel: on this device, sealed like everything that is unsent. It
 * keeps nobody from signing out, and goes with them.
 */

const draftSchema = z.object({
  text: z.string(),
  /** Names that were picked, and whom they mean. */
  written: z.array(z.object({ kind: z.enum(['person', 'document']), id: z.string(), label: z.string() })),
  files: z._default(z.array(ownFileSchema), []),
})
export type ComposerDraft = z.infer<typeof draftSchema>
/** The part of it that stands in the field. */
export type WrittenDraft = Pick<ComposerDraft, 'text' | 'written'>

export const emptyDraft: ComposerDraft = { text: '', written: [], files: [] }

const writeMs = 400
const addressOf = (place: string) => `chat-draft:${place}`

function decode(bytes: Uint8Array): ComposerDraft | null {
  try {
    return draftSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return null
  }
}

/** Drafts of one person. `place` is a channel, or a channel and a thread. */
export class DraftStore {
  readonly #outbox: Promise<Outbox>
  readonly #drafts = new Map<string, ComposerDraft>()
  readonly #ids = new Map<string, string>()
  readonly #asked = new Set<string>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()
  /** One after the other: what was let go of does not come back with a write that took longer. */
  #written: Promise<unknown> = Promise.resolve()

  constructor(outbox: Promise<Outbox>) {
    this.#outbox = outbox
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** What stands there; what an earlier visit left comes in a moment. */
  get(place: string): ComposerDraft {
    if (!this.#asked.has(place)) {
      this.#asked.add(place)
      void this.#read(place).catch(() => {})
    }
    return this.#drafts.get(place) ?? emptyDraft
  }

  set(place: string, draft: ComposerDraft) {
    this.#asked.add(place)
    this.#drafts.set(place, draft)
    this.#publish()
    clearTimeout(this.#timers.get(place))
    // What was sent is gone at once: a reload right after would offer it again.
    const afterMs = draft.text === '' ? 0 : writeMs
    this.#timers.set(
      place,
      setTimeout(() => this.#writeInTurn(place), afterMs),
    )
  }

  async #read(place: string) {
    const outbox = await this.#outbox
    const [kept] = await outbox.adopt(addressOf(place))
    const draft = kept && decode(kept.update)
    if (!kept || !draft) return
    this.#ids.set(place, kept.id)
    // What was typed in the meantime is newer.
    if (!this.#drafts.has(place)) this.#drafts.set(place, draft)
    this.#publish()
  }

  #writeInTurn(place: string) {
    this.#written = this.#written.then(() => this.#write(place)).catch(() => {})
  }

  async #write(place: string) {
    const outbox = await this.#outbox
    const draft = this.#drafts.get(place) ?? emptyDraft
    const id = this.#ids.get(place) ?? newId()
    if (draft.text === '' && draft.files.length === 0) {
      this.#ids.delete(place)
      return outbox.remove([id])
    }
    this.#ids.set(place, id)
    const update = new TextEncoder().encode(JSON.stringify(draft))
    return outbox.put(addressOf(place), { id, update, changes: 0 })
  }

  #publish() {
    this.#listeners.forEach((listener) => listener())
  }
}
