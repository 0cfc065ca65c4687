import type { Figures } from '#collab/relay/figures.ts'
import { listLogRows } from '#db/queries/document-log.ts'
import { sumLogBytes } from '#db/queries/provenance.ts'
import { requireDocument } from '../access/grants.ts'
import { noteOpening } from '../audit/openings.ts'
import { checkRows } from '../content/integrity.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import type { PackedContent } from '../kit/packed.ts'
import { foldingTurns } from '../paces/folding-turns.ts'
import { packContent, shareContent } from './content-answer.ts'
import { largestBytes, readProvenance } from './provenance.ts'

/** What one person brought into a document: letters, and on how many days (UTC). No score. */
export interface Contribution extends Figures {
  /** Null for what the server wrote, and for people who are gone. */
  userId: string | null
  days: number
  firstAt: string
  lastAt: string
}

/** Who wrote how much, for teachers; for whoever writes there, what is their own. */
export async function showContributions(
  ctx: Ctx,
  documentId: string,
): Promise<PackedContent<{ people: Contribution[]; letters: number }>> {
  const { user, can, projectId } = await requireDocument(ctx, documentId, { content: 'read', history: true })
  const seesAll = can('document.manage')
  if (seesAll) await noteOpening(ctx, { action: 'history.opened', targetId: documentId, projectId, about: 'project' })
  return shareContent(ctx, `contributions ${documentId} ${seesAll ? 'all' : user.id}`, async () => {
    const people = await contributionsOf(ctx, documentId)
    const letters = people.reduce((sum, { kept }) => sum + kept, 0)
    return packContent({ letters, people: people.filter(({ userId }) => seesAll || userId === user.id) }, {})
  })
}

/** The same for what is made of it on the server. The caller has asked access; it waits for its turn. */
export const readContributions = (ctx: Ctx, documentId: string): Promise<Contribution[]> =>
  foldingTurns.run(requireUser(ctx).id, () => contributionsOf(ctx, documentId))

async function contributionsOf(ctx: Ctx, documentId: string): Promise<Contribution[]> {
  const upTo = Number.MAX_SAFE_INTEGER
  if ((await sumLogBytes(ctx.db, documentId, upTo)) > largestBytes) throw new AppError('conflict', 'figures_too_large')
  const rows = await listLogRows(ctx.db, documentId)
  checkRows(documentId, rows)
  const moved = await readProvenance(ctx, documentId, rows.at(-1)?.sequence ?? 0)
  const figures = await ctx.folding.figures(
    rows.map(({ bytes }) => bytes),
    moved,
  )
  const people = new Map<string | null, Contribution & { dates: Set<string> }>()
  for (const [index, { authorId, at }] of rows.entries()) {
    const { typed, kept, removed } = figures[index] ?? { typed: 0, kept: 0, removed: 0 }
    if (typed + removed === 0) continue
    const when = at.toISOString()
    const start = { userId: authorId, typed: 0, kept: 0, removed: 0, days: 0, firstAt: when, lastAt: when }
    const one = people.get(authorId) ?? { ...start, dates: new Set<string>() }
    people.set(authorId, one)
    one.typed += typed
    one.kept += kept
    one.removed += removed
    one.lastAt = when
    one.dates.add(when.slice(0, 10))
  }
  return [...people.values()].map(({ dates, ...one }) => ({ ...one, days: dates.size }))
}
