import { findNextThaw, updateThawed } from '#db/queries/documents.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'

/** A freeze set meanwhile is noticed this late at most. */
const longestWaitMs = 5_000

/** Opens the documents whose freeze is over, and lets their open connections be judged again. */
export async function thawDue(deps: Deps): Promise<void> {
  const thawed = await updateThawed(deps.db, deps.now())
  if (thawed.length === 0) return
  await deps.rooms.recheck({ documentIds: thawed.map((document) => document.id) })
  for (const { id, projectId } of thawed) {
    deps.rooms.notice({ documentId: id }, { topic: 'document', id })
    deps.rooms.notice({ projectId }, { topic: 'documents', id })
  }
}

export const startThaw = (deps: Deps) =>
  watchEnds(deps, {
    what: 'freezes',
    longestWaitMs,
    look: async () => {
      await thawDue(deps)
      return findNextThaw(deps.db)
    },
  })
