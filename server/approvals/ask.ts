import type { Tx } from '#db/client.ts'
import { findApproval, insertApproval, insertApprovalNote } from '#db/queries/approvals.ts'
import type { AuditLine } from '#db/queries/audit.ts'
import { AppError } from '../kit/errors.ts'
import { approvalLine, noteApproval } from './tell.ts'

interface Question {
  subject: { userId: string } | { schoolId: string } | { projectId: string }
  decider: { officeId: string } | { deciderSchoolId: string }
  by: { id: string; schoolId: string }
  at: Date
  /** What who decides is told. */
  text: string
  /** The approval that was refused, where it is asked for once more. */
  appeals?: string
  /** The school that a yes to the person is a yes to, where they told us of it. */
  vouchesFor?: string | null
}

interface Asked {
  id: string
  /** Whose bell rings after COMMIT (`ringEverywhere`). */
  rings: string[]
  /** For the audit, which is the last that a transaction writes. */
  line: AuditLine
}

/**
 * Asks an office, or the head of a school, for an approval. Between the two one is under way at a time. The caller holds
 * what it is about, and writes the line.
 */
export async function ask(
  tx: Tx,
  { subject, decider, by, at, text, appeals, vouchesFor = null }: Question,
): Promise<Asked> {
  const id = await insertApproval(tx, {
    ...subject,
    ...decider,
    askedBy: by.id,
    askedAt: at,
    vouchesFor,
    ...(appeals === undefined ? {} : { appeals }),
  })
  const row = id === null ? null : await findApproval(tx, id)
  if (row === null) throw new AppError('conflict', 'approval_under_way')
  await insertApprovalNote(tx, { approvalId: row.id, step: 'asked', authorId: by.id, at, text })
  const rings = await noteApproval(tx, { now: () => at }, row, { by: by.id, kind: 'approval_waits' })
  const action = appeals === undefined ? 'asked' : 'appealed'
  return { id: row.id, rings, line: approvalLine(row, { actor: by, action, at }) }
}
