import { insertAudit } from '#db/queries/audit.ts'
import { listDueThaws, updateThawed } from '#db/queries/documents.ts'
import type { Deps } from '../kit/context.ts'

/** Opens the documents whose freeze is over, and lets their open connections be judged again. */
export async function thawDue(deps: Deps): Promise<void> {
  const { db, rooms } = deps
  const now = deps.now()
  for (const documentId of await listDueThaws(db, now)) {
    // One at a time: a chain of the audit is held until COMMIT.
    const thawed = await db.transaction(async (tx) => {
      const document = await updateThawed(tx, documentId, now)
      if (document === null) return null
      const line = { at: now, actorId: null, schoolId: null, about: 'project', action: 'document.thawed' } as const
      await insertAudit(tx, { ...line, projectId: document.projectId, targetId: documentId })
      return document
    })
    if (thawed === null) continue
    await rooms.recheck({ documentIds: [documentId] })
    rooms.notice({ documentId }, { topic: 'document', id: documentId })
    rooms.notice({ projectId: thawed.projectId }, { topic: 'documents', id: documentId })
  }
}
