import { crcOf } from '#collab/relay/crc.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findSnapshot, upsertSnapshot } from '#db/queries/document-log.ts'
import { findDocument, lockDocument, updateDocument } from '#db/queries/documents.ts'
import {
  findCheck,
  insertStandIn,
  listQuarantine,
  quarantineRows,
  quarantineSnapshot,
  upsertCheck,
} from '#db/queries/integrity.ts'
import { findLastVersion } from '#db/queries/versions.ts'
import { requireDocument } from '../access/grants.ts'
import { noteOpening } from '../audit/openings.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { checkDocument, readRows, tellState } from './check.ts'
import { goodStateOf } from '../content/integrity.ts'
import { documentView } from './views.ts'

const needs = { content: 'read', action: 'document.manage' } as const

/** A teacher asks: is this page whole? A damaged one that is whole again opens. */
export async function checkOnDemand(ctx: Ctx, documentId: string) {
  await requireDocument(ctx, documentId, needs)
  const { result } = await checkDocument(ctx, documentId)
  return { result, document: await documentView(ctx.db, await requireDocument(ctx, documentId, needs)) }
}

/** What can be believed of a damaged document, as one update, and where the log goes on from. */
async function readGood(ctx: Ctx, documentId: string) {
  const found = await findCheck(ctx.db, documentId)
  const rows = await readRows(ctx.db, documentId)
  const upTo = found?.fault === 'incomplete' ? found.goodSequence : undefined
  const good = goodStateOf(await findSnapshot(ctx.db, documentId), rows, upTo)
  const { bytes } = await ctx.folding.fold(good.updates)
  const last = Math.max(rows.at(-1)?.sequence ?? 0, good.sequence)
  return { ...good, bytes, lastRow: rows.at(-1)?.sequence ?? 0, last }
}

/**
 * Opens a damaged document again with its last good state. The rows that can be believed stay as its history; all others
 * go into the quarantine, and one row with the good state stands in their place. A new epoch, so that no client brings
 * back what was left behind; its words it offers to its person.
 */
export async function continueDocument(ctx: Ctx, documentId: string) {
  await requireDocument(ctx, documentId, needs)
  const good = await readGood(ctx, documentId)
  const now = ctx.now()
  const document = await ctx.db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const grant = await requireDocument(ctx, documentId, needs, tx)
    const row = await findDocument(tx, documentId)
    if (!row) throw notFound()
    if (row.damagedAt === null) throw new AppError('conflict', 'not_damaged')
    const firstSequence = good.soundUpTo + 1
    const lastVersion = await findLastVersion(tx, documentId)
    const sequence = Math.max(good.last, lastVersion?.sequence ?? 0) + 1
    const from = { documentId, epoch: row.epoch, keptAt: now }
    const rows = await quarantineRows(tx, { ...from, firstSequence })
    await quarantineSnapshot(tx, from)
    const standIn = { documentId, sequence, bytes: good.bytes, crc: crcOf(good.bytes, sequence) }
    await insertStandIn(tx, { ...standIn, firstSequence, at: now })
    await upsertSnapshot(tx, { ...standIn, createdAt: now })
    await updateDocument(tx, documentId, { damagedAt: null, epoch: row.epoch + 1 })
    const check = { documentId, checkedAt: now, result: 'whole', fault: null } as const
    await upsertCheck(tx, { ...check, goodSequence: sequence, goodAt: now })
    await insertAudit(tx, {
      at: now,
      actorId: requireUser(ctx).id,
      schoolId: grant.schoolId,
      about: 'project',
      projectId: row.projectId,
      action: 'document.continued',
      targetId: documentId,
      detail: { rows, goodSequence: good.sequence },
    })
    return row
  })
  await tellState(ctx, document, true)
  return { document: await documentView(ctx.db, await requireDocument(ctx, documentId, needs)) }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** What was kept aside, to be taken away and looked at by those who can. */
export async function readQuarantine(ctx: Ctx, documentId: string) {
  const { projectId } = await requireDocument(ctx, documentId, needs)
  await noteOpening(ctx, { action: 'document.kept_opened', targetId: documentId, projectId, about: 'project' })
  const rows = await listQuarantine(ctx.db, documentId)
  return {
    rows: rows.map(({ kind, epoch, sequence, authorId, at, crc, keptAt, bytes }) => ({
      ...{ kind, epoch, sequence, authorId, crc },
      at: at.toISOString(),
      keptAt: keptAt.toISOString(),
      bytes: base64(bytes),
    })),
  }
}
