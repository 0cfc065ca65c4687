import { listDocumentFacts } from '#db/queries/access.ts'
import { findPendingPlace, listPendingOfProject } from '#db/queries/boards-pending.ts'
import { grantFrom, requireProject } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import type { Decided, DeskItem } from '../kit/desk-item.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { approveCard, returnCard, saidBy } from './pending.ts'

/** Cards that wait on the boards and walls of a project. */
export async function cardsOnDesk(ctx: Ctx, projectId: string): Promise<DeskItem[]> {
  const { user } = await requireProject(ctx, projectId, 'document.manage')
  const rows = await listPendingOfProject(ctx.db, projectId)
  const documentIds = [...new Set(rows.map((row) => row.documentId))]
  const facts = await listDocumentFacts(
    ctx.db,
    documentIds.map((documentId) => ({ userId: user.id, documentId })),
  )
  const open = new Set(
    facts.flatMap((one) => (one && grantFrom(one, ctx.now())?.grant === 'write' ? [one.documentId] : [])),
  )
  return rows.filter((row) => open.has(row.documentId)).map(itemOf)
}

const itemOf = (row: Awaited<ReturnType<typeof listPendingOfProject>>[number]): DeskItem => ({
  id: row.id,
  kind: 'card',
  authorId: row.authorId,
  at: row.changedAt,
  version: row.changedAt.toISOString(),
  ...saidBy(row.content),
  language: null,
  place: { kind: 'document', id: row.documentId, documentKind: row.documentKind, title: row.title },
  can: ['approve', 'return'],
})

export async function decideCard(ctx: Ctx, pendingId: string, { decision, version, reason }: Decided) {
  const place = await findPendingPlace(ctx.db, pendingId)
  if (place === null) throw notFound()
  const { documentId } = place
  if (decision === 'approve') await approveCard(ctx, { documentId, pendingId, changedAt: version ?? '' })
  else if (decision === 'return') await returnCard(ctx, documentId, pendingId, reason)
  else throw new AppError('conflict', 'not_hidden_here')
}
