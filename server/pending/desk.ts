import { listDocumentFacts } from '#db/queries/access.ts'
import { listWaiting } from '#db/queries/pending-writing.ts'
import { grantFrom, requireProject } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import type { DeskItem } from '../kit/desk-item.ts'
import { wordsWaiting } from './words.ts'

/** What waits beside the pages of a project, for whoever may write in them. */
export async function pagesOnDesk(ctx: Ctx, projectId: string): Promise<DeskItem[]> {
  const { user } = await requireProject(ctx, projectId, 'document.manage')
  const waiting = await listWaiting(ctx.db, { projectId })
  const words = await wordsWaiting(ctx.db, waiting)
  const asked = [...new Set(waiting.map((branch) => branch.documentId))]
  const facts = await listDocumentFacts(
    ctx.db,
    asked.map((documentId) => ({ userId: user.id, documentId })),
  )
  const grants = new Map(facts.flatMap((one) => (one === null ? [] : [[one.documentId, grantFrom(one, ctx.now())]])))
  return waiting.flatMap((branch): DeskItem[] => {
    const grant = grants.get(branch.documentId)
    // In a page that is removed it waits until that is back.
    if (!grant || grant.stateNow === 'removed') return []
    return [
      {
        id: branch.id,
        kind: 'page',
        authorId: branch.userId,
        at: branch.since,
        version: String(branch.sequence),
        text: words.get(branch.id) ?? '',
        language: branch.language,
        files: [],
        place: { kind: 'document', id: branch.documentId, documentKind: branch.documentKind, title: branch.title },
        can: grant.grant === 'write' ? ['approve', 'return', 'hide'] : ['return', 'hide'],
      },
    ]
  })
}
