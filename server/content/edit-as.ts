import type * as Y from 'yjs'
import { authorOf } from '#collab/documents/board-author.ts'
import { type Actor, type Finding, Refused } from '#collab/relay/ports.ts'
import type { DocumentGrantFacts } from '../access/grants.ts'
import { bytesPerDay } from '../access/rules.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'

/** Who somebody with this grant is to the rules of a document. */
export const actorOf = (
  { documentId, can, writing, isPaused }: Pick<DocumentGrantFacts, 'documentId' | 'can' | 'writing' | 'isPaused'>,
  userId: string,
): Actor => ({
  author: authorOf(documentId, userId),
  isModerator: can('document.manage'),
  ...(writing === 'approval' ? { needsApproval: true } : {}),
  ...(isPaused ? { isPaused } : {}),
})

/**
 * Writes into a live document what whoever asks might write by hand, under the same rules: for people who do not moderate
 * there is no other way. Gives what was put back.
 */
export async function editAs(
  ctx: Ctx,
  grant: Pick<DocumentGrantFacts, 'documentId' | 'role' | 'can' | 'writing' | 'isPaused' | 'mayWrite'>,
  change: (ydoc: Y.Doc) => void,
): Promise<readonly Finding[]> {
  const userId = requireUser(ctx).id
  // What it writes goes into the document, and not beside it, where it would wait.
  if (grant.mayWrite === 'pending') throw new AppError('conflict', 'edit_refused')
  try {
    const editor = { userId, actor: actorOf(grant, userId), bytesPerDay: bytesPerDay[grant.role] }
    return await ctx.rooms.editAs(grant.documentId, editor, change)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    ctx.log.info({ documentId: grant.documentId, reason: error.message }, 'an edit was refused')
    throw new AppError('conflict', 'edit_refused')
  }
}
