import { ApiError, OfflineError } from '#client/api.ts'
import type { Outbox } from '#client/live/outbox.ts'
import {
  decodeOutgoing,
  encodeOutgoing,
  type MessageDraft,
  type Outgoing,
  type OutgoingState,
  type OwnFile,
} from './outgoing.ts'

/*
 * Sends one person's messages: in order in each channel, each kept on this device until the server has it, each under
 * its own id so that sending twice stores once. Files go up before the message that brings them.
 */

/** One address for all channels, so that whatever chat is opened first takes up what was left. */
const chatAddress = 'chat'
const everywhere = 'all'
const afterBugMs = 10_000
const retryMs = { first: 1_000, most: 30_000 }

interface SenderFiles {
  /** Gives the server's id of the file. */
  upload(channelId: string, file: OwnFile): Promise<string>
  /** They are the server's now, or nobody wants them any more. */
  remove(ids: readonly string[]): void
}

export interface SenderOptions<Sent> {
  outbox: Promise<Outbox>
  files: SenderFiles
  post: (draft: MessageDraft) => Promise<Sent>
  onSent: (sent: Sent) => void
  /** The session is over, or somebody else's: nothing more can be sent. */
  onSignedOut?: () => void
  clock?: SenderClock
}

interface SenderClock {
  now(): number
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
  random(): number
}

const realClock = {
  now: () => Date.now(),
  setTimeout: (run: () => void, ms: number): unknown => globalThis.setTimeout(run, ms),
  clearTimeout: (handle: unknown) => globalThis.clearTimeout(Number(handle)),
  random: () => Math.random(),
}

type Outcome = { kind: 'later'; afterMs: number | null } | { kind: 'ended' } | { kind: 'never'; reason: string }

/** What an error means for the message: another time, no more at all, or never. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof OfflineError) return { kind: 'later', afterMs: null }
  if (!(error instanceof ApiError)) return { kind: 'never', reason: 'unexpected' }
  if (error.code === 'unauthenticated') return { kind: 'ended' }
  if (error.status === 429) return { kind: 'later', afterMs: error.retryAfterMs ?? retryMs.first }
  // A bug that this one message wakes must not hold the others.
  if (error.status === 500) return { kind: 'later', afterMs: afterBugMs }
  if (error.status > 500) return { kind: 'later', afterMs: null }
  return { kind: 'never', reason: error.reason ?? error.code }
}

/** Messages of one person that the server does not have yet. */
export class Sender<Sent> {
  readonly #options: SenderOptions<Sent>
  readonly #clock: SenderClock
  #items: readonly Outgoing[] = []
  #isKept = false
  #isStopped = false
  #tries = 0
  /** One after the other: nothing is let go of before it was kept. */
  #written: Promise<unknown>
  readonly #adopted: Promise<unknown>
  readonly #busy = new Set<string>()
  /** By channel, and one for all of them. */
  readonly #timers = new Map<string, unknown>()
  readonly #listeners = new Set<() => void>()

  constructor(options: SenderOptions<Sent>) {
    this.#options = options
    this.#clock = options.clock ?? realClock
    this.#written = options.outbox.then((opened) => (this.#isKept = opened.isKept))
    this.#adopted = this.#adopt().catch(() => {})
  }

  getSnapshot = () => this.#items

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Whether what waits outlasts this window. */
  isKept = () => this.#isKept

  unsentChanges = () => this.#items.filter(({ state }) => state.kind !== 'refused').length

  send(draft: MessageDraft) {
    const item: Outgoing = { ...draft, at: this.#nextAt(), state: { kind: 'sending' } }
    this.#publish([...this.#items, item])
    this.#keep(item)
    // What an earlier visit left was written before.
    void this.#adopted.then(() => this.#sendSoon(draft.channelId))
  }

  /** A refused message once more, at the end. */
  retry(id: string) {
    const item = this.#items.find((one) => one.id === id)
    if (item === undefined) return
    // What was refused may have been a file that is gone: all of them go up again.
    const attachments = item.attachments.map((file) => ({ ...file, fileId: null }))
    const again: Outgoing = { ...item, attachments, at: this.#nextAt(), state: { kind: 'sending' } }
    this.#publish([...this.#items.filter((one) => one.id !== id), again])
    this.#keep(again)
    void this.#sendAll(item.channelId)
  }

  /** It is the server's now, or its writer wants it no more. */
  remove = (id: string) => {
    const files = this.#items.find((item) => item.id === id)?.attachments ?? []
    this.takeBack(id)
    this.#options.files.remove(files.map((file) => file.id))
  }

  /** Its writer goes on with it elsewhere: its files stay. */
  takeBack = (id: string) => {
    this.#publish(this.#items.filter((item) => item.id !== id))
    this.#write((into) => into.remove([id]))
  }

  /** Tries now, in every channel that was not told to wait. */
  kick = () => {
    this.#stopTimer(everywhere)
    const channels = new Set(this.#items.map((item) => item.channelId))
    for (const channelId of channels) this.#sendSoon(channelId)
  }

  destroy() {
    this.#isStopped = true
    for (const key of this.#timers.keys()) this.#stopTimer(key)
    this.#listeners.clear()
  }

  #sendSoon(channelId: string) {
    if (!this.#isHeld(channelId)) void this.#sendAll(channelId)
  }

  #nextAt = () => Math.max(this.#clock.now(), (this.#items.at(-1)?.at ?? 0) + 1)

  #isHeld = (channelId: string) => this.#timers.has(channelId) || this.#timers.has(everywhere)

  #publish(next: readonly Outgoing[]) {
    this.#items = next
    this.#listeners.forEach((listener) => listener())
  }

  #setState(ids: (item: Outgoing) => boolean, state: OutgoingState) {
    this.#publish(this.#items.map((item) => (ids(item) ? { ...item, state } : item)))
  }

  #write(work: (into: Outbox) => Promise<void>) {
    this.#written = this.#written.then(async () => work(await this.#options.outbox)).catch(() => {})
  }

  #keep(item: Outgoing) {
    const changes = item.state.kind === 'refused' ? 0 : 1
    this.#write((into) => into.put(chatAddress, { id: item.id, update: encodeOutgoing(item), changes }))
  }

  /** What closed tabs and earlier visits left. */
  async #adopt() {
    const kept = await (await this.#options.outbox).adopt(chatAddress)
    const left = kept.flatMap(({ update }) => decodeOutgoing(update) ?? [])
    const fresh = left.filter((one) => this.#items.every(({ id }) => id !== one.id))
    this.#publish([...fresh, ...this.#items].toSorted((one, other) => one.at - other.at))
    this.kick()
  }

  #stopTimer(key: string) {
    this.#clock.clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
  }

  #after(key: string, ms: number, run: () => void) {
    this.#stopTimer(key)
    const fire = () => {
      this.#timers.delete(key)
      run()
    }
    this.#timers.set(key, this.#clock.setTimeout(fire, ms))
  }

  /** Not now: the server named a time for this channel, or there is no line for any. */
  #later(channelId: string, { afterMs }: { afterMs: number | null }) {
    const isWaiting = ({ state }: Outgoing) => state.kind !== 'refused'
    if (afterMs !== null) {
      const until = this.#clock.now() + afterMs
      this.#setState((item) => isWaiting(item) && item.channelId === channelId, { kind: 'waiting', until })
      return this.#after(channelId, afterMs, () => void this.#sendAll(channelId))
    }
    this.#setState(isWaiting, { kind: 'waiting', until: null })
    const ms = Math.min(retryMs.most, retryMs.first * 2 ** this.#tries) * (0.75 + this.#clock.random() / 2)
    this.#tries += 1
    return this.#after(everywhere, ms, this.kick)
  }

  #stop() {
    this.#isStopped = true
    this.#setState(({ state }) => state.kind !== 'refused', { kind: 'waiting', until: null })
    this.#options.onSignedOut?.()
  }

  #refuse(item: Outgoing, reason: string) {
    const state: OutgoingState = { kind: 'refused', reason }
    this.#setState(({ id }) => id === item.id, state)
    this.#keep({ ...item, state })
  }

  /** Each file once: which one went up is kept before the next one goes. */
  async #withUploads(item: Outgoing): Promise<Outgoing> {
    let now = item
    for (const file of item.attachments) {
      if (file.fileId !== null) continue
      const fileId = await this.#options.files.upload(item.channelId, file)
      const attachments = now.attachments.map((one) => (one.id === file.id ? { ...one, fileId } : one))
      now = { ...now, attachments }
      this.#publish(this.#items.map((one) => (one.id === item.id ? { ...one, attachments } : one)))
      this.#keep(now)
    }
    return now
  }

  /** False where the channel's queue has to stop for now. */
  async #sendOne(item: Outgoing): Promise<boolean> {
    this.#setState(({ id }) => id === item.id, { kind: 'sending' })
    try {
      const { state: _, at: __, ...draft } = await this.#withUploads(item)
      const sent = await this.#options.post(draft)
      this.#tries = 0
      this.#options.onSent(sent)
      this.remove(item.id)
      return true
    } catch (error) {
      const outcome = outcomeOf(error)
      if (outcome.kind === 'later') this.#later(item.channelId, outcome)
      if (outcome.kind === 'ended') this.#stop()
      if (outcome.kind === 'never') this.#refuse(item, outcome.reason)
      return outcome.kind === 'never'
    }
  }

  async #sendAll(channelId: string) {
    if (this.#busy.has(channelId)) return
    this.#busy.add(channelId)
    let goesOn = true
    while (goesOn && !this.#isStopped) {
      const next = this.#items.find((item) => item.channelId === channelId && item.state.kind !== 'refused')
      if (next === undefined) break
      goesOn = await this.#sendOne(next)
    }
    this.#busy.delete(channelId)
  }
}
