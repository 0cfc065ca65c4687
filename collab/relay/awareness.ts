import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { AwarenessUser } from '../protocol.ts'
import { Bucket } from './bucket.ts'
import { Malformed, type RelayOptions } from './options.ts'

/** A connection as awareness sees it. `awarenessId` is set here, once. */
export interface AwarenessHolder {
  awarenessId: number | null
  readonly user: AwarenessUser
  /** What it writes waits: nobody is to learn where that is. */
  readonly isPending: boolean
}

interface State {
  clock: number
  json: string
  holder: AwarenessHolder
}

const fields = ['cursor', 'typing', 'selection', 'lead'] as const
const fieldsOfPending = ['typing'] as const
const clockStepMax = 1_000
const leaversKept = 1_000

/** Who is here and where their cursor is. Ids are bound to sockets and the user is written here, so that nobody can be somebody else. */
export class Awareness {
  readonly #states = new Map<number, State>()
  /** Clocks of those who left: who returns under the same id must go on above it to be seen. */
  readonly #left = new Map<number, number>()
  readonly #changed = new Set<number>()
  readonly #options: Pick<RelayOptions, 'awarenessBytesPerSecond' | 'awarenessBytesAtOnce'>
  /** By person, whatever the number of their sockets. */
  readonly #paces = new Map<string, Bucket>()

  constructor(options: Pick<RelayOptions, 'awarenessBytesPerSecond' | 'awarenessBytesAtOnce'>) {
    this.#options = options
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0
  }

  /** Takes the holder's own entry out of an awareness update and ignores the others. Throws Malformed. */
  receive(holder: AwarenessHolder, update: Uint8Array): void {
    const decoder = decoding.createDecoder(update)
    const count = decoding.readVarUint(decoder)
    if (count > update.length) throw new Malformed('awareness count')
    for (let index = 0; index < count; index++) {
      const id = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarString(decoder)
      if (holder.awarenessId === null && count === 1) this.#bind(holder, id)
      if (id === holder.awarenessId) this.#set(holder, id, clock, json)
    }
  }

  leave(holder: AwarenessHolder): void {
    const id = holder.awarenessId
    if (id === null || this.#states.get(id)?.holder !== holder) return
    this.#left.set(id, this.#states.get(id)?.clock ?? 0)
    this.#states.delete(id)
    this.#changed.add(id)
    for (const oldest of this.#left.keys()) {
      if (this.#left.size <= leaversKept) break
      this.#left.delete(oldest)
    }
  }

  /** What changed since the last time, as an awareness update; null for nothing. Who shows too much waits (SPEC 77). */
  takeChanges(now: number): Uint8Array | null {
    const due = [...this.#changed].filter((id) => this.#isDue(id, now))
    for (const id of due) this.#changed.delete(id)
    if (this.#states.size === 0) this.#paces.clear()
    return due.length === 0 ? null : this.#encode(due)
  }

  #isDue(id: number, now: number): boolean {
    const state = this.#states.get(id)
    if (state === undefined) return true
    const pace = this.#paceOf(state.holder.user.id, now)
    if (pace.debtMs(now) > 0) return false
    pace.spend(state.json.length, now)
    return true
  }

  #paceOf(userId: string, now: number): Bucket {
    const known = this.#paces.get(userId)
    if (known !== undefined) return known
    const { awarenessBytesPerSecond, awarenessBytesAtOnce } = this.#options
    const pace = new Bucket(awarenessBytesPerSecond, awarenessBytesAtOnce / awarenessBytesPerSecond, now)
    this.#paces.set(userId, pace)
    return pace
  }

  everything(): Uint8Array | null {
    return this.#states.size === 0 ? null : this.#encode([...this.#states.keys()])
  }

  #bind(holder: AwarenessHolder, id: number): void {
    const taken = this.#states.get(id)
    // The same person's older socket is a connection that has not been noticed to be dead.
    if (taken !== undefined && taken.holder.user.id !== holder.user.id) return
    holder.awarenessId = id
    if (taken !== undefined) this.leave(taken.holder)
  }

  #set(holder: AwarenessHolder, id: number, clock: number, json: string): void {
    const previous = this.#states.get(id)
    if (previous !== undefined && previous.holder !== holder) return
    const last = previous?.clock ?? this.#left.get(id)
    if (last !== undefined && clock > last + clockStepMax) return
    if (last === undefined && clock > Number.MAX_SAFE_INTEGER / 2) return
    const state = parse(json)
    if (state === null) return this.leave(holder)
    // y-protocols takes a state only above the clock it has, and holds 0 for a stranger.
    const next = Math.max(clock, (last ?? 0) + 1)
    this.#left.delete(id)
    this.#states.set(id, { clock: next, json: rewrite(state, holder), holder })
    this.#changed.add(id)
  }

  #encode(ids: number[]): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, ids.length)
    for (const id of ids) {
      const state = this.#states.get(id)
      encoding.writeVarUint(encoder, id)
      encoding.writeVarUint(encoder, state?.clock ?? this.#left.get(id) ?? 0)
      encoding.writeVarString(encoder, state?.json ?? 'null')
    }
    return encoding.toUint8Array(encoder)
  }
}

function parse(json: string): object | null {
  const value: unknown = JSON.parse(json)
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) throw new Malformed('awareness state')
  return value
}

function rewrite(state: object, { user, isPending }: AwarenessHolder): string {
  const shown = isPending ? fieldsOfPending : fields
  const entries = Object.entries(state).filter(([key]) => shown.some((field) => field === key))
  return JSON.stringify({ ...Object.fromEntries(entries), user })
}
