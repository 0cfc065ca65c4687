import { findDocument } from '#db/queries/documents.ts'
import { requireDocument } from '../access/grants.ts'
import { contributionsOf } from '../contributions/documents.ts'
import { countNames } from '../contributions/tally.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import type { Found } from './sources.ts'

/** How much each person has made in a document up to now; of a pupil who keeps it, their own. */
export async function ofFigures(ctx: Ctx, documentId: string): Promise<Found> {
  const needs = { content: 'read', action: 'extract.take', history: true } as const
  const grant = await requireDocument(ctx, documentId, needs)
  const people = await contributionsOf(ctx, grant)
  if (people === null) throw new AppError('conflict', 'figures_too_large')
  const seen = people.filter(
    ({ userId }) => userId !== null && (grant.can('document.manage') || userId === grant.user.id),
  )
  const document = await findDocument(ctx.db, documentId)
  return {
    projectId: grant.projectId,
    kind: 'figure',
    sources: { documentId },
    content: {
      title: document?.title ?? '',
      blocks: [],
      figures: seen.map((one) => ({
        userId: one.userId,
        counts: { ...Object.fromEntries(countNames.map((name) => [name, one[name]])), days: one.days },
      })),
    },
    language: document?.language ?? null,
    madeAt: ctx.now(),
  }
}
