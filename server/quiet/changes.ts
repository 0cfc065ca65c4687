import { listProjectIdsOfSchool } from '#db/queries/quiet.ts'
import type { Ctx } from '../context.ts'

/** After a school's clock, calendar or exceptions changed: whoever is in its projects looks again. */
export async function tellQuietChanged(ctx: Ctx, schoolId: string, projectId: string | null = null): Promise<void> {
  const projectIds = projectId === null ? await listProjectIdsOfSchool(ctx.db, schoolId) : [projectId]
  for (const id of projectIds) ctx.rooms.notice({ projectId: id }, { topic: 'quiet', id: schoolId })
}
