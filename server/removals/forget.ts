import { PageCopies } from '#collab/documents/page-copies.ts'
import { structsWithin } from '#collab/relay/redact.ts'
import { openDocument } from '#collab/relay/update.ts'
import { listLogRows } from '#db/queries/document-log.ts'
import { deleteFiles } from '#db/queries/files.ts'
import {
  deleteRemoval,
  listOldRemovals,
  listUnforgottenRemovals,
  type RemovalRow,
  updateRemoval,
} from '#db/queries/removals.ts'
import { takeOutOfExtracts } from '../extracts/leave.ts'
import type { Deps } from '../kit/context.ts'
import { picturesOf, takenOf } from './taken.ts'

type ForgettingDeps = Pick<Deps, 'db' | 'rooms' | 'folding' | 'now' | 'log'>

/** As long as a message that was taken away can still be read by teachers. */
const keptDays = 30
/** Long after any request that began it has ended: nobody is in the middle of it. */
const leftAfterMs = 60_000
const turnEveryMs = 60_000
const goneInTurn = 100
/** Others are served after so many rows. */
const rowsInTurn = 100

export const keptUntil = ({ removedAt }: Pick<RemovalRow, 'removedAt'>) =>
  new Date(removedAt.getTime() + keptDays * 24 * 60 * 60 * 1_000)

/**
 * Takes the bytes of what was taken out of a page out of its extracts, room, snapshot and log, with what says the same in the
 * page's past; where that fails, a later turn does it.
 */
export async function forgetRemoval(deps: ForgettingDeps, row: RemovalRow): Promise<void> {
  const { id, documentId } = row
  try {
    const { parts, ranges } = takenOf(row)
    const copies = await copiesOf(deps, documentId, new PageCopies(parts))
    // Before its bytes go: whose letters are whose is read from them.
    await takeOutOfExtracts(deps, { documentId, parts, ranges: [...ranges, ...copies] })
    await deps.rooms.redact(documentId, [...ranges, ...copies])
    await updateRemoval(deps.db, id, { forgottenAt: deps.now() })
  } catch (error) {
    deps.log.error({ err: error, documentId }, 'what was taken out of a page is not forgotten yet')
  }
}

async function copiesOf({ db }: ForgettingDeps, documentId: string, copies: PageCopies) {
  for (const [index, { bytes }] of (await listLogRows(db, documentId)).entries()) {
    copies.take(bytes)
    if (index % rowsInTurn === rowsInTurn - 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return copies.found()
}

/** Finishes what was begun and not ended, and lets go of what was kept long enough. */
export async function tendRemovals(deps: ForgettingDeps): Promise<void> {
  const { db, now } = deps
  for (const row of await listUnforgottenRemovals(db, new Date(now().getTime() - leftAfterMs)))
    await finish(deps, row).catch((error: unknown) =>
      deps.log.error({ err: error, documentId: row.documentId }, 'a removal could not be finished'),
    )
  const before = new Date(now().getTime() - keptDays * 24 * 60 * 60 * 1_000)
  for (const row of await listOldRemovals(db, before, goneInTurn)) {
    await db.transaction(async (tx) => {
      await deleteFiles(tx, row.documentId, picturesOf(takenOf(row).parts), { isWithheld: true })
      await deleteRemoval(tx, row.id)
    })
    deps.rooms.notice({ documentId: row.documentId }, { topic: 'removals', id: row.documentId })
  }
}

async function finish(deps: ForgettingDeps, row: RemovalRow): Promise<void> {
  if (await hasLeft(deps, row)) await forgetRemoval(deps, row)
  // It never left the page: nothing was taken away.
  else await deleteRemoval(deps.db, row.id)
}

/** Whether where it began is deleted in the page as it is now. */
async function hasLeft({ rooms }: ForgettingDeps, row: RemovalRow): Promise<boolean> {
  const ydoc = openDocument([(await rooms.read(row.documentId)).update])
  const [struct] = structsWithin(ydoc, { ...takenOf(row).from, length: 1 })
  ydoc.destroy()
  return struct?.deleted === true
}

/** Looks each minute, until `stop` is called. */
export function startTendingRemovals(deps: ForgettingDeps): { stop(): void } {
  let isBusy = false
  const turn = async () => {
    if (isBusy) return
    isBusy = true
    await tendRemovals(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'removals could not be looked at'),
    )
    isBusy = false
  }
  const timer = setInterval(() => void turn(), turnEveryMs)
  timer.unref()
  void turn()
  return { stop: () => clearInterval(timer) }
}
