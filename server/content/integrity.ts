import { crcOf } from '#collab/relay/crc.ts'

/* R24: stored bytes are never served as good when they are not what was stored. Pure; nothing is repaired here. */

interface StoredBytes {
  documentId: string
  sequence: number
  bytes: Uint8Array
  crc: number
}

export interface StoredRow extends StoredBytes {
  /** Null where the row stands for itself alone. */
  firstSequence: number | null
  at: Date
}

export interface StoredSnapshot extends StoredBytes {
  /** What was deleted is in the rows alone. */
  isPresentOnly?: boolean
  createdAt: Date
}

/** What was read from the store is not what was stored there. */
export class Damaged extends Error {
  readonly documentId: string
  constructor(documentId: string, what: string) {
    super(`${what} of document ${documentId} is damaged`)
    this.name = 'Damaged'
    this.documentId = documentId
  }
}

export const isSound = ({ bytes, crc, sequence }: StoredBytes) => crc === crcOf(bytes, sequence)

/** Does a row go on where the log has come to? What it stands for may begin earlier, after a fold. */
const followsOn = (row: StoredRow, sequence: number) => (row.firstSequence ?? row.sequence) <= sequence + 1

/** How many rows from the first on are sound and without a gap, after a sequence. */
export function soundRows(rows: readonly StoredRow[], after: number): number {
  let sequence = after
  const bad = rows.findIndex((row) => {
    if (!isSound(row) || !followsOn(row, sequence)) return true
    sequence = row.sequence
    return false
  })
  return bad < 0 ? rows.length : bad
}

/** Throws Damaged unless a snapshot, and the rows that follow it, are what was stored. */
export function checkStored(documentId: string, snapshot: StoredSnapshot | null, rows: readonly StoredRow[]): void {
  if (snapshot && !isSound(snapshot)) throw new Damaged(documentId, `snapshot ${snapshot.sequence}`)
  const sound = soundRows(rows, snapshot?.sequence ?? 0)
  const bad = rows[sound]
  if (bad) throw new Damaged(documentId, `row ${bad.sequence}`)
}

export function checkRows(documentId: string, rows: readonly StoredRow[]): void {
  for (const row of rows) if (!isSound(row)) throw new Damaged(documentId, `row ${row.sequence}`)
}

export interface GoodState {
  updates: Uint8Array[]
  /** 0 where nothing can be believed. */
  sequence: number
  /** When its last words were written. */
  at: Date | null
  /** Rows up to here stand as they were written. */
  soundUpTo: number
}

/**
 * The latest state that can be believed: rows from the first to before the first bad one, or a sound snapshot beyond it
 * with the rows that follow. `upTo` bounds it where a check has found more than single bytes can tell.
 */
export function goodStateOf(
  snapshot: StoredSnapshot | null,
  rows: readonly StoredRow[],
  upTo = Number.MAX_SAFE_INTEGER,
): GoodState {
  const own = rows.slice(0, soundRows(rows, 0)).filter((row) => row.sequence <= upTo)
  const last = own.at(-1)
  const soundUpTo = last?.sequence ?? 0
  const fromRows = { updates: own.map((row) => row.bytes), sequence: soundUpTo, at: last?.at ?? null, soundUpTo }
  if (snapshot === null || !isSound(snapshot) || snapshot.sequence > upTo) return fromRows
  const later = rows.filter((row) => row.sequence > snapshot.sequence && row.sequence <= upTo)
  const followers = later.slice(0, soundRows(later, snapshot.sequence))
  const end = followers.at(-1)
  const sequence = end?.sequence ?? snapshot.sequence
  if (sequence <= soundUpTo) return fromRows
  const updates = [snapshot.bytes, ...followers.map((row) => row.bytes)]
  return { updates, sequence, at: end?.at ?? snapshot.createdAt, soundUpTo }
}
