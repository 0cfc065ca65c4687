import type { DbOrTx } from '#db/client.ts'
import type { PlacementRow } from '#db/queries/placements.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findDayAt, listPostsOn } from '#db/queries/terms.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { requireSchool } from './grants.ts'
import { roleOfToday } from './overseers.ts'
import { canInPlacement, type PlacementAction, type PlacementPart } from './placement-rules.ts'
import { canInSchool, type SchoolRole } from './school-rules.ts'

/** What somebody of staff, who is this in their own school today, is to a placement. */
export function partsIn(user: SessionUser, role: SchoolRole, row: PlacementRow): PlacementPart[] {
  const parts: PlacementPart[] = []
  if (row.traineeId === user.id) parts.push('trainee')
  if (row.tutorId === user.id) parts.push('tutor')
  if (row.institutionId === user.schoolId && canInSchool(role, 'school.administer')) parts.push('institution')
  if (row.hostSchoolId !== user.schoolId) return parts
  if (canInSchool(role, 'school.oversee')) parts.push('host')
  if (row.agreedAt !== null && canInSchool(role, 'school.read')) parts.push('colleague')
  return parts
}

/** Whether somebody arranges placements where they are: an administrator, and who trains there today. */
export async function isArranger(ctx: Ctx, user: SessionUser, db: DbOrTx = ctx.db): Promise<boolean> {
  const { id: userId, schoolId } = user
  if (user.isSchoolAdmin) return true
  const held = await listPostsOn(db, { userId, schoolId, day: await findDayAt(db, schoolId, ctx.now()) })
  return held.some(({ post }) => post === 'trainer')
}

export async function requireArranger(ctx: Ctx, db: DbOrTx = ctx.db): Promise<SessionUser> {
  const user = requireSchool(ctx, 'school.read')
  const school = await findSchool(db, user.schoolId)
  if (school?.kind !== 'institution' || !(await isArranger(ctx, user, db))) throw new AppError('forbidden')
  return user
}

/** To whom it is nothing it is not there. */
export async function requirePlacement(
  ctx: Ctx,
  row: PlacementRow | null,
  action: PlacementAction,
  db: DbOrTx = ctx.db,
): Promise<{ user: SessionUser; row: PlacementRow }> {
  const user = requireUser(ctx)
  const parts = row === null || user.kind !== 'staff' ? [] : partsIn(user, await roleOfToday(ctx, user, db), row)
  if (row === null || !canInPlacement(parts, 'placement.read')) throw notFound()
  if (!canInPlacement(parts, action)) throw new AppError('forbidden')
  return { user, row }
}
