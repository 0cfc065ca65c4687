import type { DbOrTx } from '#db/client.ts'
import { findProjectFacts } from '#db/queries/access.ts'
import {
  type ApprovalRow,
  findApproval,
  isAppealed,
  listApprovalSchools,
  listHeadsOn,
  listMandateHolders,
} from '#db/queries/approvals.ts'
import { findOfficeOf, findOpenOffice, listMandatesOn } from '#db/queries/offices.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { type Ctx, requireAccount, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { type ApprovalAct, type ApprovalFacts, type ApprovalPart, mayAct } from './approval-rules.ts'
import { reachInOffice } from './office-rules.ts'
import { covers, requireSecondStep } from './offices.ts'
import { canInProject } from './rules.ts'

type Clock = Pick<Ctx, 'now'>

/** Whoever asked; the teachers of the project, or the administrators of the school, that it is about. */
async function isAsker(db: DbOrTx, user: SessionUser, row: ApprovalRow): Promise<boolean> {
  if (row.askedBy === user.id) return true
  if (row.schoolId !== null) return row.schoolId === user.schoolId && user.isSchoolAdmin
  const facts = row.projectId === null ? null : await findProjectFacts(db, user.id, row.projectId)
  return facts !== null && canInProject(facts.role, facts.state, 'project.edit', facts.kind)
}

/**
 * Who decides where something is asked once more: a director of the office who has not refused it; where it has no other, the
 * director of Europe; where there is none either, nobody until one is named.
 */
export async function listAppealDeciders(
  db: DbOrTx,
  clock: Clock,
  { officeId, refusedBy }: { officeId: string; refusedBy: string | null },
): Promise<{ at: 'office' | 'europe' | 'nobody'; userIds: string[] }> {
  const own = await listOtherDirectors(db, clock, officeId, refusedBy)
  if (own.length > 0) return { at: 'office', userIds: own }
  const europe = await findOfficeOf(db, null)
  const theirs = europe === null ? [] : await listOtherDirectors(db, clock, europe.id, refusedBy)
  return { at: theirs.length > 0 ? 'europe' : 'nobody', userIds: theirs }
}

async function listOtherDirectors(db: DbOrTx, clock: Clock, officeId: string, refusedBy: string | null) {
  const day = await findDayAt(db, officeId, clock.now())
  const directors = await listMandateHolders(db, { officeId, posts: ['director'], day })
  return directors.filter((id) => id !== refusedBy)
}

async function isOfEurope(db: DbOrTx, clock: Clock, user: SessionUser, row: ApprovalRow & { officeId: string }) {
  if (row.appeals === null) return false
  const before = await findApproval(db, row.appeals)
  const refusedBy = before?.decidedBy ?? null
  const { at, userIds } = await listAppealDeciders(db, clock, { officeId: row.officeId, refusedBy })
  return at === 'europe' && userIds.includes(user.id)
}

async function partsAtOffice(db: DbOrTx, clock: Clock, user: SessionUser, row: ApprovalRow & { officeId: string }) {
  const { officeId } = row
  if (!(await findOpenOffice(db, officeId))) return []
  if (await isOfEurope(db, clock, user, row)) return ['director' as const]
  const day = await findDayAt(db, officeId, clock.now())
  const mandates = await listMandatesOn(db, { userId: user.id, officeId, day })
  const parts: ApprovalPart[] = []
  if (reachInOffice(mandates, 'approval.decide').length > 0) parts.push('officer')
  if (reachInOffice(mandates, 'appeal.decide').length > 0) parts.push('director')
  const reach = reachInOffice(mandates, 'approval.advise')
  // Who decides needs no advice of their own.
  if (parts.length > 0 || reach.length === 0) return parts
  const places = await listApprovalSchools(db, row)
  return places.some(({ regionId }) => covers(reach, regionId)) ? ['adviser' as const] : []
}

/** The head of a school decides; where there is none, its administrators. */
export async function listSchoolDeciders(db: DbOrTx, clock: Clock, schoolId: string, admins: readonly string[]) {
  const heads = await listHeadsOn(db, schoolId, await findDayAt(db, schoolId, clock.now()))
  return heads.length > 0 ? heads : [...admins]
}

async function partsAtSchool(db: DbOrTx, clock: Clock, user: SessionUser, schoolId: string): Promise<ApprovalPart[]> {
  if (user.schoolId !== schoolId) return []
  const admins = user.isSchoolAdmin ? [user.id] : []
  return (await listSchoolDeciders(db, clock, schoolId, admins)).includes(user.id) ? ['head'] : []
}

async function partsOf(db: DbOrTx, clock: Clock, user: SessionUser, row: ApprovalRow): Promise<ApprovalPart[]> {
  if (user.kind !== 'staff') return []
  // Whom nobody has confirmed has what they asked for themselves, and nothing else.
  if (user.isWaiting) return row.askedBy === user.id ? ['asker'] : []
  const { officeId, deciderSchoolId } = row
  const asker: ApprovalPart[] = (await isAsker(db, user, row)) ? ['asker'] : []
  const there =
    officeId === null
      ? await partsAtSchool(db, clock, user, deciderSchoolId ?? '')
      : await partsAtOffice(db, clock, user, { ...row, officeId })
  return [...asker, ...there]
}

async function hasRefused(db: DbOrTx, user: SessionUser, row: ApprovalRow): Promise<boolean> {
  const before = row.appeals === null ? null : await findApproval(db, row.appeals)
  return before?.decidedBy === user.id
}

export interface ApprovalGrant {
  user: SessionUser
  row: ApprovalRow
  facts: ApprovalFacts
  may(act: ApprovalAct): boolean
}

/** What somebody may do about this approval; null where it is not there for them. */
export async function grantForApproval(
  db: DbOrTx,
  clock: Clock,
  user: SessionUser,
  row: ApprovalRow,
): Promise<ApprovalGrant | null> {
  const parts = await partsOf(db, clock, user, row)
  if (parts.length === 0) return null
  const facts = {
    state: row.state,
    isOfSchool: row.officeId === null,
    isAppeal: row.appeals !== null,
    isAppealed: await isAppealed(db, row.id),
    parts,
    hasRefused: await hasRefused(db, user, row),
  }
  return { user, row, facts, may: (act) => mayAct(facts, act) === 'now' }
}

const isOver = ({ state }: ApprovalRow) => state !== 'waiting' && state !== 'question'

/** The first question of each use case about an approval; `act` null: to read it. */
export async function requireApproval(
  ctx: Ctx,
  row: ApprovalRow | null,
  act: ApprovalAct | null,
  db: DbOrTx = ctx.db,
): Promise<ApprovalGrant> {
  const grant = row && (await grantForApproval(db, ctx, requireAccount(ctx), row))
  if (!grant) {
    requireUser(ctx)
    throw notFound()
  }
  if (row.officeId !== null && !grant.facts.parts.includes('asker')) await requireSecondStep(ctx, grant.user.id, db)
  if (act === null) return grant
  const answer = mayAct(grant.facts, act)
  if (answer === 'never') throw new AppError('forbidden')
  if (answer === 'late') {
    if (act === 'appeal') throw new AppError('conflict', 'appeal_not_now')
    throw isOver(grant.row)
      ? new AppError('conflict', 'approval_decided')
      : new AppError('conflict', 'approval_not_now')
  }
  return grant
}
