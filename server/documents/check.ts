import { crcOf } from '#collab/relay/crc.ts'
import type { Hash, Keeps } from '#collab/relay/folding.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findSnapshot, listLogRows, upsertSnapshot } from '#db/queries/document-log.ts'
import { type DocumentRow, findDocument, lockDocument, updateDocument } from '#db/queries/documents.ts'
import {
  type CheckFault,
  insertQuarantine,
  quarantineSnapshot,
  updateDamaged,
  upsertCheck,
} from '#db/queries/integrity.ts'
import { findLastVersion } from '#db/queries/versions.ts'
import type { Deps } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import {
  type GoodState,
  goodStateOf,
  isSound,
  soundRows,
  type StoredRow,
  type StoredSnapshot,
} from '../content/integrity.ts'

/* The self-check: what the log, the snapshot and an open room hold must be one and the same (R24). */

type CheckDeps = Pick<Deps, 'db' | 'folding' | 'rooms' | 'now' | 'log'>

interface Stored {
  document: DocumentRow
  snapshot: StoredSnapshot | null
  rows: StoredRow[]
}

interface CheckAnswer {
  result: 'whole' | 'snapshot_rebuilt' | 'damaged'
  fault: CheckFault | null
}

type Room = Awaited<ReturnType<Deps['rooms']['peek']>>

/** Rows are read in portions: between two of them others are served. */
const rowsAtOnce = 500

/** All rows of a log, in order. Rows are only added or folded meanwhile, and a fold says from where on it stands. */
export async function readRows(db: Deps['db'], documentId: string): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  for (;;) {
    const portion = await listLogRows(db, documentId, { after: rows.at(-1)?.sequence ?? 0, limit: rowsAtOnce })
    rows.push(...portion)
    if (portion.length < rowsAtOnce) return rows
  }
}

async function readStored(deps: CheckDeps, documentId: string): Promise<Stored> {
  const document = await findDocument(deps.db, documentId)
  if (!document) throw notFound()
  const snapshot = await findSnapshot(deps.db, documentId)
  return { document, snapshot, rows: await readRows(deps.db, documentId) }
}

const underWay = new Map<string, Promise<CheckAnswer>>()

/**
 * Checks one document whole and does what follows: rebuilds a snapshot, shuts a damaged document to writers, or opens
 * one that is whole again. One check of a document at a time; who asks meanwhile gets its answer.
 */
export function checkDocument(deps: CheckDeps, documentId: string): Promise<CheckAnswer> {
  const running = underWay.get(documentId)
  if (running !== undefined) return running
  const check = examine(deps, documentId, true).finally(() => underWay.delete(documentId))
  underWay.set(documentId, check)
  return check
}

/** For whoever met damage while doing something else. */
export function checkSoon(deps: CheckDeps, documentId: string): void {
  checkDocument(deps, documentId).catch((error: unknown) =>
    deps.log.error({ err: error, documentId }, 'a document could not be checked'),
  )
}

async function examine(deps: CheckDeps, documentId: string, isFirst: boolean): Promise<CheckAnswer> {
  // The room first: what it has committed must be among the rows that are read after it.
  const room = await deps.rooms.peek(documentId)
  const stored = await readStored(deps, documentId)
  const { rows, snapshot } = stored
  const last = rows.at(-1)?.sequence ?? 0
  const known = [
    room?.sequence,
    snapshot && isSound(snapshot) ? snapshot.sequence : 0,
    await lastVersion(deps, documentId),
  ]
  const isShort = known.some((sequence) => sequence !== undefined && sequence > last)
  if (soundRows(rows, 0) < rows.length || isShort) return condemn(deps, stored, 'row', room)
  const whole = await hashOf(deps, rows)
  if (whole === null) return condemn(deps, stored, 'incomplete', room)
  if (room !== null) {
    const upToRoom = rows.filter((row) => row.sequence <= room.sequence)
    const keeps = keepsOf(room)
    const isWhole = upToRoom.length === rows.length && keeps === 'everything'
    const expected = isWhole ? whole : await hashOf(deps, upToRoom, keeps)
    const isSame = (await deps.folding.hash(room.updates, keeps).catch(() => null)) === expected
    // A class is shut out on two findings, not on one.
    if (!isSame) return isFirst ? examine(deps, documentId, false) : condemn(deps, stored, 'room', room)
  }
  const isFine = snapshot === null || (await isSnapshotFine(deps, snapshot, { rows, whole }))
  return isFine ? acquit(deps, stored, 'whole') : rebuildSnapshot(deps, stored)
}

/** A room or a snapshot that let go of what was deleted can only be asked for what is there. */
const keepsOf = ({ isPresentOnly }: { isPresentOnly?: boolean }): Keeps => (isPresentOnly ? 'present' : 'everything')

async function isSnapshotFine(
  deps: CheckDeps,
  snapshot: StoredSnapshot,
  { rows, whole }: { rows: readonly StoredRow[]; whole: Hash },
): Promise<boolean> {
  const keeps = keepsOf(snapshot)
  const expected = keeps === 'everything' ? whole : await hashOf(deps, rows, keeps)
  return (await hashFrom(deps, snapshot, rows)) === expected
}

const lastVersion = async (deps: CheckDeps, documentId: string) =>
  (await findLastVersion(deps.db, documentId))?.sequence

/** Null where the rows cannot be read, or lack something. */
const hashOf = (deps: CheckDeps, rows: readonly StoredRow[], keeps: Keeps = 'everything'): Promise<Hash> =>
  deps.folding
    .hash(
      rows.map((row) => row.bytes),
      keeps,
    )
    .catch(() => null)

/** Of a snapshot and the rows after it, as a load would take them; null where a load must not. */
async function hashFrom(deps: CheckDeps, snapshot: StoredSnapshot, rows: readonly StoredRow[]): Promise<Hash> {
  const good = goodStateOf(
    snapshot,
    rows.filter((row) => row.sequence > snapshot.sequence),
  )
  const last = rows.at(-1)?.sequence ?? 0
  if (good.sequence !== last) return null
  return deps.folding.hash(good.updates, keepsOf(snapshot)).catch(() => null)
}

/** Everything is there: a document that was shut is opened again. */
async function acquit(deps: CheckDeps, { document, rows }: Stored, result: 'whole' | 'snapshot_rebuilt') {
  const last = rows.at(-1)
  const good = { goodSequence: last?.sequence ?? 0, goodAt: last?.at ?? null }
  const isReopened = document.damagedAt !== null
  await deps.db.transaction(async (tx) => {
    await lockDocument(tx, document.id)
    if (isReopened) await updateDocument(tx, document.id, { damagedAt: null })
    await upsertCheck(tx, { documentId: document.id, checkedAt: deps.now(), result, fault: null, ...good })
    if (isReopened) await audit(deps, tx, document, 'document.whole_again', {})
  })
  if (isReopened) await tellState(deps, document, true)
  return { result, fault: null }
}

/** A snapshot can be made again from the rows, which are whole; what it was stays in the quarantine. */
async function rebuildSnapshot(deps: CheckDeps, stored: Stored): Promise<CheckAnswer> {
  const { document, rows } = stored
  const sequence = rows.at(-1)?.sequence ?? 0
  const { bytes } = await deps.folding.fold(rows.map((row) => row.bytes))
  const snapshot = { documentId: document.id, sequence, bytes, crc: crcOf(bytes, sequence), createdAt: deps.now() }
  await deps.db.transaction(async (tx) => {
    await lockDocument(tx, document.id)
    await quarantineSnapshot(tx, { documentId: document.id, epoch: document.epoch, keptAt: deps.now() })
    await upsertSnapshot(tx, snapshot)
    await audit(deps, tx, document, 'document.snapshot_rebuilt', { sequence })
  })
  deps.log.warn({ documentId: document.id, sequence }, 'a damaged snapshot was made again from the log')
  return acquit(deps, stored, 'snapshot_rebuilt')
}

/** Shuts a document to writers at once; from now on the last good state is served. */
async function condemn(deps: CheckDeps, stored: Stored, fault: CheckFault, room: Room): Promise<CheckAnswer> {
  const { document } = stored
  if (fault === 'row' && room !== null && document.damagedAt === null) await rescue(deps, stored, room)
  const good = await lastGood(deps, stored, fault)
  const isNews = await deps.db.transaction(async (tx) => {
    await lockDocument(tx, document.id)
    const isNew = await updateDamaged(tx, document.id, deps.now())
    if (fault === 'room' && room !== null) await keepRoom(deps, tx, document, room)
    await upsertCheck(tx, {
      documentId: document.id,
      checkedAt: deps.now(),
      result: 'damaged',
      fault,
      goodSequence: good.sequence,
      goodAt: good.at,
    })
    if (isNew) await audit(deps, tx, document, 'document.damaged', { fault, goodSequence: good.sequence })
    return isNew
  })
  deps.log.fatal(
    { documentId: document.id, projectId: document.projectId, fault, goodSequence: good.sequence },
    'a document is damaged: nobody can write in it until a teacher continues from the last good state',
  )
  if (fault === 'room') deps.rooms.reset(document.id)
  if (isNews) await tellState(deps, document, false)
  return { result: 'damaged', fault }
}

/** An open room took these rows while they were sound: what it holds is the best there is. */
async function rescue(deps: CheckDeps, { document, rows }: Stored, room: NonNullable<Room>): Promise<void> {
  if (room.sequence < (rows.at(-1)?.sequence ?? 0)) return
  if ((await deps.folding.hash(room.updates).catch(() => null)) === null) return
  const { sequence } = room
  const { bytes } = await deps.folding.fold(room.updates)
  await deps.db.transaction(async (tx) => {
    await lockDocument(tx, document.id)
    await quarantineSnapshot(tx, { documentId: document.id, epoch: document.epoch, keptAt: deps.now() })
    await upsertSnapshot(tx, {
      documentId: document.id,
      sequence,
      bytes,
      crc: crcOf(bytes, sequence),
      createdAt: deps.now(),
    })
  })
}

/** Read again: a rescue may have made it better. Where words are missing, the rows before the first that lacks some. */
async function lastGood(deps: CheckDeps, { document, rows }: Stored, fault: CheckFault): Promise<GoodState> {
  const snapshot = await findSnapshot(deps.db, document.id)
  if (fault !== 'incomplete') return goodStateOf(snapshot, rows)
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((await hashOf(deps, rows.slice(0, middle))) === null) high = middle - 1
    else low = middle
  }
  return goodStateOf(null, rows, rows[low - 1]?.sequence ?? 0)
}

async function keepRoom(deps: CheckDeps, tx: Tx, document: DocumentRow, room: NonNullable<Room>): Promise<void> {
  const { id: documentId, epoch } = document
  for (const bytes of room.updates)
    await insertQuarantine(tx, {
      documentId,
      kind: 'room',
      epoch,
      sequence: room.sequence,
      at: deps.now(),
      bytes,
      keptAt: deps.now(),
    })
}

function audit(
  deps: CheckDeps,
  tx: Tx,
  document: DocumentRow,
  action: string,
  detail: Record<string, string | number>,
) {
  const { id: targetId, projectId } = document
  const of = { actorId: null, schoolId: null, about: 'project', projectId } as const
  return insertAudit(tx, { at: deps.now(), ...of, action, targetId, detail })
}

/** Writers become readers or the other way round, and every screen looks again. */
export async function tellState(deps: CheckDeps, document: Pick<DocumentRow, 'id' | 'projectId'>, isReset: boolean) {
  if (isReset) deps.rooms.reset(document.id)
  await deps.rooms.recheck({ documentIds: [document.id] })
  deps.rooms.notice({ documentId: document.id }, { topic: 'document', id: document.id })
  deps.rooms.notice({ projectId: document.projectId }, { topic: 'documents', id: document.id })
}
