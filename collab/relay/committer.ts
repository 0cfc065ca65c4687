import { crcOf } from './crc.ts'
import type { Load } from './load.ts'
import type { RelayOptions } from './options.ts'
import type { Branch } from './branch.ts'
import type { Noted } from './noted.ts'
import type { Along, Aside, LogRow, PendingRow, RelayPorts } from './ports.ts'
import { besideIn } from './stored-beside.ts'
import { fold, type Walked } from './update.ts'

/** An update that waits for its commit. */
export interface Entry {
  authorId: string | null
  update: Walked
  newClientIds: number[]
  /** Decisions in it (SPEC 92). */
  noted?: readonly Noted[] | undefined
  /** Of a row of its own: what the store does with it. */
  along?: Along | undefined
  /** A row of its own that is dropped when the commit fails: the server's edits. */
  isAlone: boolean
  /** It is stored beside the document, in this branch (SPEC 86). */
  branch?: Branch
  /** With it, rows of a branch up to a number go, which are the document's from then on. */
  releases?: { branch: Branch; upTo: number }
  onStored: () => void
  /** Called for `isAlone` entries only; all others wait for another try. */
  onFailed: (error: unknown) => void
}

/** What the committer needs of a room. */
export interface Log {
  readonly documentId: string
  /** Of the last committed row. */
  sequence: number
  /** Entries in order; the committer takes from the front. */
  readonly entries: Entry[]
  unflushedBytes: number
  /** A commit begins: with all that waits, or with a part of it that is tried again. */
  onCommitting: (isAll: boolean) => void
  onCommitted: (rows: number) => void
  /** Another writer has the document, or it is gone: the room must end. */
  onLost: (why: 'gone' | 'other_writer') => void
}

/** What waits longest of what is tried until it is stored; undefined for nothing. */
export const lastOf = ({ entries }: Pick<Log, 'entries'>): Entry | undefined =>
  entries.findLast((entry) => !entry.isAlone)

/** Somebody else is told, too, once it is stored. */
export function alsoTold(entry: Entry, isStored: () => void): void {
  const { onStored } = entry
  entry.onStored = () => {
    onStored()
    isStored()
  }
}

interface Batch {
  log: Log
  entries: Entry[]
  rows: LogRow[]
  /** Rows beside the document, with the branch of each and the number of its updates. */
  beside: { branch: Branch; updates: number; row: PendingRow }[]
  released: Aside['released']
}

interface Trouble {
  tries: number
  notBefore: number
  /** After an answer that was lost, exactly these entries are tried again: the same rows can then be recognised. */
  frozen: number | null
}

/** Group commit: one transaction under way for the whole relay; what comes meanwhile is the next. */
export class Committer {
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  readonly #load: Load
  readonly #dirty = new Set<Log>()
  readonly #over = new WeakSet<Log>()
  /** Logs whose last append failed commit alone, so that one bad document does not hold up the others. */
  readonly #troubled = new Map<Log, Trouble>()
  #isRunning = false
  #timer: unknown = null
  /** Bytes of all logs that wait. */
  unflushedBytes = 0
  #begunAt = Number.NEGATIVE_INFINITY

  constructor(ports: RelayPorts, options: RelayOptions, load: Load) {
    this.#ports = ports
    this.#options = options
    this.#load = load
  }

  /** Its room ended: nothing more is stored by it. */
  isOver(log: Log): boolean {
    return this.#over.has(log)
  }

  add(log: Log, entry: Entry): void {
    if (this.isOver(log)) return entry.onFailed(new Error('the room ended'))
    log.entries.push(entry)
    this.#weigh(log, entry.update.bytes.length)
    this.#dirty.add(log)
    if (!this.#isRunning && this.#timer === null) this.#start()
  }

  /** Forgets a log whose room ended. */
  drop(log: Log): void {
    this.#over.add(log)
    this.#dirty.delete(log)
    this.#troubled.delete(log)
    for (const entry of log.entries.splice(0)) if (entry.isAlone) entry.onFailed(new Error('the room ended'))
    this.#weigh(log, -log.unflushedBytes)
  }

  #weigh(log: Log, bytes: number): void {
    log.unflushedBytes += bytes
    this.unflushedBytes += bytes
  }

  #start(): void {
    const { clock } = this.#ports
    this.#isRunning = true
    const waitMs = this.#begunAt + this.#load.commitMs() - clock.now()
    if (waitMs >= 1) clock.setTimeout(() => void this.#run(), waitMs)
    // After this turn of the loop: what arrived together is stored together.
    else clock.soon(() => void this.#run())
  }

  async #run(): Promise<void> {
    this.#begunAt = this.#ports.clock.now()
    const logs = this.#due()
    if (logs.length > 0) await this.#commit(logs)
    this.#isRunning = false
    if (this.#dirty.size === 0 || this.#timer !== null) return
    if (this.#due().length > 0) this.#start()
    else this.#wait()
  }

  #wait(): void {
    const { clock } = this.#ports
    const soonest = Math.min(...[...this.#troubled.values()].map((trouble) => trouble.notBefore))
    this.#timer = clock.setTimeout(
      () => {
        this.#timer = null
        if (!this.#isRunning) this.#start()
      },
      Math.max(1, soonest - clock.now()),
    )
  }

  #due(): Log[] {
    const now = this.#ports.clock.now()
    const healthy = [...this.#dirty].filter((log) => !this.#troubled.has(log))
    if (healthy.length > 0) return healthy
    const next = [...this.#dirty].find((log) => (this.#troubled.get(log)?.notBefore ?? 0) <= now)
    return next === undefined ? [] : [next]
  }

  async #commit(logs: Log[]): Promise<void> {
    const at = new Date(this.#ports.clock.now())
    const batches = logs.map((log) => {
      const count = this.#troubled.get(log)?.frozen ?? log.entries.length
      log.onCommitting(count === log.entries.length)
      return batchOf(log, at, count)
    })
    try {
      const rows = batches.flatMap((batch) => batch.rows)
      const aside = asideOf(batches)
      await (aside === null ? this.#ports.append(rows) : this.#ports.append(rows, aside))
    } catch (error) {
      this.#ports.log.error({ error, documents: logs.map((log) => log.documentId) }, 'append failed')
      for (const batch of batches) await this.#fail(batch, error)
      return
    }
    for (const batch of batches) this.#settle(batch)
  }

  #settle({ log, entries, rows, beside }: Batch): void {
    this.#load.committed(entries.length)
    log.entries.splice(0, entries.length)
    for (const entry of entries) this.#weigh(log, -entry.update.bytes.length)
    log.sequence += rows.length
    this.#troubled.delete(log)
    if (log.entries.length === 0) this.#dirty.delete(log)
    for (const { branch, updates, row } of beside) branch.committed(row, updates)
    for (const entry of entries) entry.onStored()
    log.onCommitted(rows.length)
  }

  /** An error does not say that nothing was stored (the answer may have been lost): look, then decide. */
  async #fail(batch: Batch, error: unknown): Promise<void> {
    const { log, entries } = batch
    if (!this.#dirty.has(log)) return
    const found = await this.#look(batch)
    if (!this.#dirty.has(log)) return
    if (found === 'stored') return this.#settle(batch)
    if (found === 'gone' || found === 'other_writer') return log.onLost(found)
    if (found === 'not_stored') {
      for (const entry of entries.filter((one) => one.isAlone)) {
        log.entries.splice(log.entries.indexOf(entry), 1)
        this.#weigh(log, -entry.update.bytes.length)
        entry.onFailed(error)
      }
    }
    if (log.entries.length === 0) {
      this.#dirty.delete(log)
      this.#troubled.delete(log)
      return log.onCommitted(0)
    }
    const tries = (this.#troubled.get(log)?.tries ?? 0) + 1
    const pause = Math.min(this.#options.retryMs * 2 ** (tries - 1), this.#options.retryMaxMs)
    const frozen = found === 'unknown' ? entries.length : null
    this.#troubled.set(log, { tries, notBefore: this.#ports.clock.now() + pause, frozen })
  }

  async #look(batch: Batch): Promise<'stored' | 'not_stored' | 'gone' | 'other_writer' | 'unknown'> {
    const { log, rows } = batch
    try {
      const loaded = await this.#ports.load(log.documentId)
      if (loaded === null) return 'gone'
      // What is beside it is stored with its rows, or alone.
      const beside = besideIn(loaded.branches, batch)
      if (beside === 'others') return 'other_writer'
      if (loaded.sequence === log.sequence && beside === 'ours') return rows.length === 0 ? 'stored' : 'other_writer'
      if (loaded.sequence === log.sequence) return 'not_stored'
      const last = loaded.updates.slice(-rows.length)
      const isOurs =
        loaded.sequence === log.sequence + rows.length &&
        last.length === rows.length &&
        rows.every((row, index) => Buffer.compare(row.bytes, last[index] ?? new Uint8Array()) === 0)
      // An earlier try, of these rows alone, may have been committed after all.
      return isOurs && (batch.beside.length === 0 || beside === 'ours') ? 'stored' : 'other_writer'
    } catch {
      return 'unknown'
    }
  }
}

/** Null where nothing is beside any document. */
function asideOf(batches: readonly Batch[]): Aside | null {
  const rows = batches.flatMap(({ beside }) => beside.map(({ row }) => row))
  const released = batches.flatMap((batch) => batch.released)
  return rows.length === 0 && released.length === 0 ? null : { rows, released }
}

/** One row per author, in the order of first words; the server's edits have rows of their own, and each branch. */
function batchOf(log: Log, at: Date, count: number): Batch {
  const { documentId } = log
  const entries = log.entries.slice(0, count)
  const groups = new Map<string, Entry[]>()
  const branches = new Map<Branch, Entry[]>()
  for (const [index, entry] of entries.entries()) {
    if (entry.branch !== undefined) addTo(branches, entry.branch, entry)
    else addTo(groups, entry.isAlone ? `alone:${index}` : `author:${entry.authorId ?? ''}`, entry)
  }
  const rows = [...groups.values()].map((group, index): LogRow => ({
    ...{ documentId, at, ...bytesOf(group, log.sequence + 1 + index) },
    ...{ authorId: group[0]?.authorId ?? null, ...notedIn(group), ...alongOf(group) },
  }))
  const beside = Array.from(branches, ([branch, group]) => {
    const sequence = branch.sequence + 1
    const { bytes, crc, newClientIds } = bytesOf(group, sequence)
    // Written out: each key that waits passes here.
    return {
      branch,
      updates: group.length,
      row: { documentId, at, userId: branch.userId, sequence, bytes, crc, newClientIds },
    }
  })
  const released = entries.flatMap(({ releases }) =>
    releases === undefined ? [] : [{ documentId, userId: releases.branch.userId, upTo: releases.upTo }],
  )
  return { log, entries, rows, beside, released }
}

function notedIn(group: readonly Entry[]): Pick<LogRow, 'noted'> {
  const noted = group.flatMap((entry) => entry.noted ?? [])
  return noted.length === 0 ? {} : { noted }
}

const alongOf = ([entry]: readonly Entry[]): Pick<LogRow, 'along'> =>
  entry?.along === undefined ? {} : { along: entry.along }

function addTo<Key>(groups: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [entry])
  else group.push(entry)
}

function bytesOf(group: readonly Entry[], sequence: number) {
  const bytes = fold(group.map((entry) => entry.update))
  return { sequence, bytes, crc: crcOf(bytes, sequence), newClientIds: group.flatMap((entry) => entry.newClientIds) }
}
