import type { LogRow } from '#collab/relay/ports.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findDocument } from '#db/queries/documents.ts'
import { findUser } from '#db/queries/users.ts'
import { deleteBoardApproval, insertBoardApproval } from '#db/queries/writing-rules.ts'

type NotedRow = Pick<LogRow, 'documentId' | 'authorId' | 'at' | 'noted'>

/**
 * What teachers decided in rows of boards: that new things wait is a rule from then on, and each kind of decision is a line, of
 * many things at once how many.
 */
export async function storeNoted(tx: Tx, rows: readonly NotedRow[]): Promise<void> {
  for (const { documentId, authorId, at, noted = [] } of rows) {
    const document = noted.length === 0 ? null : await findDocument(tx, documentId)
    if (document === null || authorId === null) continue
    const isAsked = asksAnew(noted)
    if (isAsked === true)
      await insertBoardApproval(tx, { projectId: document.projectId, documentId, setBy: authorId, setAt: at })
    if (isAsked === false) await deleteBoardApproval(tx, documentId)
    const actor = await findUser(tx, authorId)
    const line = { at, actorId: authorId, schoolId: actor?.schoolId ?? null, about: 'project' as const }
    const place = { projectId: document.projectId, targetId: documentId }
    for (const what of new Set(noted.map((one) => one.what))) {
      const ids = noted.filter((one) => one.what === what).map(({ id }) => id)
      const detail = isApproval(what) ? {} : ids.length === 1 ? { objectId: ids[0] ?? '' } : { objects: ids.length }
      await insertAudit(tx, { ...line, ...place, action: `board.${what}`, detail })
    }
  }
}

const asked = 'approval_asked'
const isApproval = (what: string) => what === asked || what === 'approval_ended'

/** Whether new things wait after these, as the last of them says; null where they say nothing of it. */
function asksAnew(noted: NonNullable<NotedRow['noted']>): boolean | null {
  const last = noted.findLast(({ what }) => isApproval(what))
  return last === undefined ? null : last.what === asked
}

export const saysRules = ({ noted = [] }: NotedRow): boolean => asksAnew(noted) !== null
