import { listProjectIdsOfSchool } from '#db/queries/quiet.ts'
import { deliverDue } from '../chat/deliver.ts'
import type { Ctx } from '../kit/context.ts'
import { forgetClock } from '../clocks/clocks.ts'

/** After a school's clock, calendar or exceptions changed: what waits goes by the new ones, and its projects look again. */
export async function quietChanged(ctx: Ctx, schoolId: string, projectId: string | null = null): Promise<void> {
  forgetClock(ctx, schoolId)
  await deliverDue(ctx)
  const projectIds = projectId === null ? await listProjectIdsOfSchool(ctx.db, schoolId) : [projectId]
  for (const id of projectIds) ctx.rooms.notice({ projectId: id }, { topic: 'quiet', id: schoolId })
}
