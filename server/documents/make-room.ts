import { crcOf } from '#collab/relay/crc.ts'
import type { Keeps } from '#collab/relay/folding.ts'
import { defaults } from '#collab/relay/options.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { appendLogRows, findSnapshot, listLogRows, upsertSnapshot } from '#db/queries/document-log.ts'
import { findDocument, lockDocument, updateDocument } from '#db/queries/documents.ts'
import { requireDocument } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { keepVersion } from '../versions/automatic.ts'
import { tellState } from './check.ts'
import { checkRows, checkStored } from '../content/integrity.ts'
import { documentView } from './views.ts'

const needs = { content: 'read', action: 'document.manage' } as const
/** A document that is fuller than this afterwards would be full again within a lesson. */
const mostAfter = 0.8 * defaults.documentBytes

interface Present {
  bytes: Uint8Array
  sequence: number
}

/** What is there now, with as little as can be of what was deleted. */
async function readPresent(
  { db, folding }: Pick<Ctx, 'db' | 'folding'>,
  documentId: string,
  keeps: Keeps,
): Promise<Present> {
  const snapshot = await findSnapshot(db, documentId)
  const rows = await listLogRows(db, documentId, { after: snapshot?.sequence ?? 0 })
  checkStored(documentId, snapshot, rows)
  const { bytes } = await folding.fold(
    [...(snapshot ? [snapshot] : []), ...rows].map((row) => row.bytes),
    keeps,
  )
  return { bytes, sequence: rows.at(-1)?.sequence ?? snapshot?.sequence ?? 0 }
}

/** The same with what was written since: few rows, mostly none, so that writers are held up for a moment only. */
async function goOnFrom(
  before: Present,
  documentId: string,
  { tx, folding }: Pick<Ctx, 'folding'> & { tx: Tx },
): Promise<Present> {
  const rows = await listLogRows(tx, documentId, { after: before.sequence })
  const last = rows.at(-1)
  if (last === undefined) return before
  checkRows(documentId, rows)
  const { bytes } = await folding.fold([before.bytes, ...rows.map((row) => row.bytes)], 'present')
  return { bytes, sequence: last.sequence }
}

/**
 * A document that is full of what was deleted goes on with what is there, in a new epoch. Its log and versions stay as
 * they are; who has it open gets it afresh, and what was on its way becomes its writer's draft.
 */
export async function makeRoom(ctx: Ctx, documentId: string) {
  const { user, kind } = await requireDocument(ctx, documentId, { ...needs, content: 'write' })
  // On a board, what is hidden is found through what held it: that stays until it is forgotten (SPEC 66).
  const keeps = kind === 'page' ? 'least' : 'present'
  await keepVersion(ctx.db, documentId, ctx.now())
  const before = await readPresent(ctx, documentId, keeps)
  const document = await ctx.db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const grant = await requireDocument(ctx, documentId, { ...needs, content: 'write' }, tx)
    const row = await findDocument(tx, documentId)
    if (!row) throw notFound()
    const { bytes, sequence: last } = await goOnFrom(before, documentId, { tx, folding: ctx.folding })
    if (bytes.length > mostAfter) throw new AppError('conflict', 'document_still_full')
    const sequence = last + 1
    const present = { documentId, sequence, bytes, crc: crcOf(bytes, sequence) }
    await appendLogRows(tx, [{ ...present, authorId: null, at: ctx.now() }])
    await upsertSnapshot(tx, { ...present, isPresentOnly: true, createdAt: ctx.now() })
    await updateDocument(tx, documentId, { epoch: row.epoch + 1 })
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: user.id,
      schoolId: grant.schoolId,
      about: 'project',
      projectId: row.projectId,
      action: 'document.room_made',
      targetId: documentId,
      detail: { sequence, bytes: bytes.length },
    })
    return row
  })
  await tellState(ctx, document, true)
  return { document: await documentView(ctx.db, await requireDocument(ctx, documentId, needs)) }
}
