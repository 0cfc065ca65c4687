import type { Tx } from '#db/client.ts'
import type { ApprovalRow } from '#db/queries/approvals.ts'
import type { AuditLine } from '#db/queries/audit.ts'
import type { Ctx } from '../kit/context.ts'

export const subjects = ['user', 'school', 'project'] as const
export type Subject = (typeof subjects)[number]

/** What came of an approval: an end of it, or that it is asked for once more. */
export interface Outcome {
  approval: ApprovalRow
  subjectId: string
  became: 'approved' | 'refused' | 'withdrawn' | 'appealed'
}

/** What follows is done in the transaction; its lines of the audit are written with the engine's, the rest after COMMIT. */
export interface Followed {
  lines: AuditLine[]
  tell(): Promise<void>
}

export interface Follower {
  /** Holds what an outcome changes. It is held before the approval, as by whoever asks for one. */
  hold(tx: Tx, subjectId: string): Promise<void>
  follow(ctx: Ctx, tx: Tx, outcome: Outcome): Promise<Followed>
}

/** By what an approval is about. Where nothing is said, nothing follows. `server/app.ts` has the table. */
export type Outcomes = Partial<Record<Subject, Follower>>

export function subjectOf({ userId, schoolId, projectId }: ApprovalRow): { subject: Subject; subjectId: string } {
  if (userId !== null) return { subject: 'user', subjectId: userId }
  if (schoolId !== null) return { subject: 'school', subjectId: schoolId }
  return { subject: 'project', subjectId: projectId ?? '' }
}
