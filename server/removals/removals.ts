import { readPage } from '#collab/documents/page.ts'
import { type PassageFault, takePassage, type TakenPassage } from '#collab/documents/page-passage.ts'
import { openDocument } from '#collab/relay/update.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { listContributions } from '#db/queries/contributions.ts'
import { updateFilesWithheld } from '#db/queries/files.ts'
import { deleteRemoval, insertRemoval, listRemovals, type RemovalRow, updateRemoval } from '#db/queries/removals.ts'
import { type DocumentGrantFacts, requireDocument } from '../access/grants.ts'
import { tellWhoMay } from '../access/tell.ts'
import { aboutAll, noteOpening } from '../audit/openings.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { forgetRemoval, keptUntil } from './forget.ts'
import type { RemovalDraft } from './input.ts'
import { newTaken, picturesOf, takenOf } from './taken.ts'

type PageGrant = DocumentGrantFacts & { user: SessionUser }

const action = 'document.manage'

/** The grant on a page that is on the shelf; anything else is not found. */
async function requirePage(ctx: Ctx, documentId: string, content: 'read' | 'write'): Promise<PageGrant> {
  const seen = await requireDocument(ctx, documentId, { content: 'read', action })
  if (seen.kind !== 'page') throw notFound()
  if (content === 'read') return seen
  if (seen.stateNow === 'removed') throw new AppError('conflict', 'document_removed')
  return requireDocument(ctx, documentId, { content, action })
}

/**
 * Takes a passage out of a page for good: first into a table that teachers alone read, then out of the open page for
 * everybody, then its bytes out of room, snapshot and log. Wherever this ends, nothing is lost and nothing stays in two minds.
 */
export async function removePassage(ctx: Ctx, documentId: string, draft: RemovalDraft) {
  const grant = await requirePage(ctx, documentId, 'write')
  const row = await keep(ctx, grant, draft)
  const last = await takeOut(ctx, grant, { row, draft })
  await forgetRemoval(ctx, last)
  await tellWhoMay(ctx, { projectId: grant.projectId, may: action }, { topic: 'removals', id: documentId })
  return { removal: removalView({ removal: last, by: grant.user.displayName }) }
}

/** What it says now; nothing is taken out yet. */
async function keep(ctx: Ctx, { documentId, user }: PageGrant, draft: RemovalDraft): Promise<RemovalRow> {
  const ydoc = openDocument([(await ctx.rooms.read(documentId)).update])
  const taken = ydoc.transact(() => takePassage(ydoc, draft))
  ydoc.destroy()
  const found = requireTaken(taken)
  return insertRemoval(ctx.db, {
    documentId,
    taken: newTaken(found, draft.from),
    authors: await authorsOf(ctx, documentId, found),
    reason: draft.reason ?? null,
    removedBy: user.id,
    removedAt: ctx.now(),
  })
}

async function authorsOf({ db }: Ctx, documentId: string, { clientIds }: TakenPassage): Promise<string[]> {
  const rows = await listContributions(db, documentId)
  return [...new Set(rows.flatMap((row) => (clientIds.includes(row.clientId) ? (row.userId ?? []) : [])))]
}

function requireTaken(taken: TakenPassage | { fault: PassageFault }): TakenPassage {
  if ('fault' in taken) throw new AppError('conflict', taken.fault)
  return taken
}

/** Somebody may have written in it since: what it says when it goes is what is kept. */
async function takeOut(ctx: Ctx, grant: PageGrant, { row, draft }: { row: RemovalRow; draft: RemovalDraft }) {
  const { documentId, user } = grant
  const last: { passage: TakenPassage | null } = { passage: null }
  try {
    await ctx.rooms.edit(documentId, user.id, (ydoc) => void (last.passage = requireTaken(takePassage(ydoc, draft))))
  } catch (error) {
    // The page does not keep what never left it. Where it did leave, a later turn finds the row and finishes.
    if (error instanceof AppError) await deleteRemoval(ctx.db, row.id)
    throw error
  }
  if (last.passage === null) throw new Error('a passage was taken out and is not here')
  const taken = newTaken(last.passage, draft.from)
  const changes = { taken, authors: await authorsOf(ctx, documentId, last.passage) }
  const pictures = await unusedPictures(ctx, documentId, picturesOf(taken.parts))
  await ctx.db.transaction(async (tx) => {
    await updateRemoval(tx, row.id, changes)
    await updateFilesWithheld(tx, documentId, pictures, ctx.now())
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: user.id,
      schoolId: grant.schoolId,
      about: changes.authors,
      projectId: grant.projectId,
      action: 'page.passage_removed',
      targetId: documentId,
      detail: { removalId: row.id, ...(row.reason === null ? {} : { reason: row.reason }) },
    })
  })
  return { ...row, ...changes }
}

/** Those that the page shows nowhere else. */
async function unusedPictures(ctx: Ctx, documentId: string, pictures: string[]): Promise<string[]> {
  if (pictures.length === 0) return []
  const ydoc = openDocument([(await ctx.rooms.read(documentId)).update])
  const shown = JSON.stringify(readPage(ydoc).json)
  ydoc.destroy()
  return pictures.filter((fileId) => !shown.includes(fileId))
}

/** What was taken out of a page and is still kept, for its teachers. */
export async function showRemovals(ctx: Ctx, documentId: string) {
  const { projectId } = await requirePage(ctx, documentId, 'read')
  const rows = (await listRemovals(ctx.db, documentId)).filter(({ removal }) => keptUntil(removal) > ctx.now())
  const authors = rows.flatMap(({ removal }) => removal.authors)
  if (rows.length > 0)
    await noteOpening(ctx, { action: 'removals.opened', targetId: documentId, projectId, ...aboutAll(authors) })
  return { removals: rows.map(removalView) }
}

const removalView = ({ removal, by }: { removal: RemovalRow; by: string | null }) => ({
  id: removal.id,
  parts: takenOf(removal).parts,
  /** Names are looked up by whoever reads. */
  authors: removal.authors,
  reason: removal.reason,
  by: by ?? '',
  removedAt: removal.removedAt.toISOString(),
  until: keptUntil(removal).toISOString(),
})
