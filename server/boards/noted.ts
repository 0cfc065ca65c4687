import type { LogRow } from '#collab/relay/ports.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findDocument } from '#db/queries/documents.ts'
import { findUser } from '#db/queries/users.ts'

type NotedRow = Pick<LogRow, 'documentId' | 'authorId' | 'at' | 'noted'>

/** What teachers decided in rows of boards, each kind of it a line: of many things at once, how many. */
export async function auditNoted(tx: Tx, rows: readonly NotedRow[]): Promise<void> {
  for (const { documentId, authorId, at, noted = [] } of rows) {
    const document = noted.length === 0 ? null : await findDocument(tx, documentId)
    if (document === null || authorId === null) continue
    const actor = await findUser(tx, authorId)
    const line = { at, actorId: authorId, schoolId: actor?.schoolId ?? null, about: 'project' as const }
    const place = { projectId: document.projectId, targetId: documentId }
    for (const what of new Set(noted.map((one) => one.what))) {
      const ids = noted.filter((one) => one.what === what).map(({ id }) => id)
      const detail = ids.length === 1 ? { objectId: ids[0] ?? '' } : { objects: ids.length }
      await insertAudit(tx, { ...line, ...place, action: `board.${what}`, detail })
    }
  }
}
