import { insertAudit } from '#db/queries/audit.ts'
import { insertMembers } from '#db/queries/members.ts'
import { insertPlacementProject, lockPlacement, type PlacementRow } from '#db/queries/placements.ts'
import { insertProjectSchool } from '#db/queries/projects.ts'
import { findDayAt } from '#db/queries/terms.ts'
import type { Tx } from '#db/client.ts'
import { requirePlacement } from '../access/placements.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { inProject } from '../projects/projects.ts'
import { holdsOn } from '../terms/posts.ts'

interface NewTrainee {
  placementId: string
  role: 'teacher' | 'visitor'
}

/**
 * A teacher of the host brings a trainee into a project for the time of the placement. They are there for their institution:
 * pupils have pseudonyms for them.
 */
export async function addTrainee(ctx: Ctx, projectId: string, { placementId, role }: NewTrainee): Promise<void> {
  const traineeId = await inProject(ctx, projectId, 'people.edit', async (tx, grant) => {
    const { row } = await requirePlacement(ctx, await lockPlacement(tx, placementId), 'placement.read', tx)
    if (row.hostSchoolId !== grant.schoolId) throw notFound()
    await requireRunning(ctx, tx, row)
    const { institutionId: schoolId, traineeId: userId } = row
    await insertProjectSchool(tx, { projectId, schoolId, standing: 'partner', joinedAt: ctx.now() })
    const [joined] = await insertMembers(tx, projectId, [{ userId, schoolId, role }])
    if (joined === undefined) throw new AppError('conflict', 'already_member')
    await insertPlacementProject(tx, { placementId, projectId, traineeId: userId })
    const line = { at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, about: [userId], projectId }
    await insertAudit(tx, { ...line, action: 'member.added', targetId: userId, detail: { role } })
    return userId
  })
  await ctx.rooms.recheck({ userIds: [traineeId] })
  ctx.rooms.notice({ projectId }, { topic: 'people', userId: traineeId })
}

async function requireRunning(ctx: Ctx, tx: Tx, row: PlacementRow): Promise<void> {
  const today = await findDayAt(tx, row.hostSchoolId, ctx.now())
  if (row.agreedAt === null || row.endedAt !== null || !holdsOn(row, today))
    throw new AppError('conflict', 'placement_not_now')
}
