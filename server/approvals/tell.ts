import type { DbOrTx, Tx } from '#db/client.ts'
import { type ApprovalRow, findApproval, listMandateHolders } from '#db/queries/approvals.ts'
import type { AuditLine } from '#db/queries/audit.ts'
import { listMembers } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { listSchoolAdmins } from '#db/queries/reports.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { listAppealDeciders, listSchoolDeciders } from '../access/approvals.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { subjectOf } from './outcomes.ts'

type Clock = Pick<Ctx, 'now'>

/** Who is asked: officers and directors of the office, about an appeal whoever decides about those; or the head. */
async function listAsked(db: DbOrTx, clock: Clock, row: ApprovalRow): Promise<string[]> {
  const { officeId, deciderSchoolId, appeals } = row
  if (officeId === null) {
    const schoolId = deciderSchoolId ?? ''
    return listSchoolDeciders(db, clock, schoolId, await listSchoolAdmins(db, schoolId))
  }
  const day = await findDayAt(db, officeId, clock.now())
  if (appeals === null) return listMandateHolders(db, { officeId, posts: ['director', 'officer'], day })
  const before = await findApproval(db, appeals)
  const refusedBy = before?.decidedBy ?? null
  return (await listAppealDeciders(db, clock, { officeId, refusedBy })).userIds
}

/** Whoever asked, and all who teach in the project that it is about. */
async function listAskers(db: DbOrTx, { askedBy, projectId }: ApprovalRow): Promise<string[]> {
  const people = projectId === null ? [] : await listMembers(db, projectId)
  const teachers = people.filter(({ role }) => isTeacherRole(role)).map(({ userId }) => userId)
  return [...new Set([...teachers, ...(askedBy === null ? [] : [askedBy])])]
}

interface Rung {
  by: string
  kind: 'approval_waits' | 'approval_question' | 'approval_approved' | 'approval_refused'
}

/** Rings on the side that is to know. Gives for whom. */
export async function noteApproval(tx: Tx, clock: Clock, row: ApprovalRow, { by, kind }: Rung): Promise<string[]> {
  const isForAsked = kind === 'approval_waits'
  const people = isForAsked ? await listAsked(tx, clock, row) : await listAskers(tx, row)
  const notice = { kind, at: clock.now(), actorId: by, approvalId: row.id }
  // Who decides is not in the project.
  const projectId = isForAsked ? null : row.projectId
  return insertNotices(
    tx,
    people.filter((userId) => userId !== by).map((userId) => ({ ...notice, userId, projectId })),
  )
}

interface Said {
  actor: { id: string; schoolId: string }
  action: string
  at: Date
}

/** The line that both sides read: whose it is, and who decides. */
export function approvalLine(row: ApprovalRow, { actor, action, at }: Said): AuditLine {
  const { subject, subjectId } = subjectOf(row)
  const line = { at, actorId: actor.id, schoolId: actor.schoolId, projectId: row.projectId, targetId: subjectId }
  return {
    ...line,
    about: subject === 'project' ? 'project' : [row.userId, row.askedBy],
    alsoOf: [row.officeId, row.deciderSchoolId, row.schoolId],
    action: `approval.${action}`,
    detail: { subject },
  }
}
