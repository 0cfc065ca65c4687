import { listUnread } from '#db/queries/chat-channels.ts'
import { listProjectIdsOf } from '#db/queries/users.ts'
import { grantForChannel } from '../access/grants.ts'
import { clocksOf, quietOf } from '../clocks/clocks.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'

/** Where a pupil's school is quiet now: what came since is not there yet. */
async function quietProjects(ctx: Ctx, user: SessionUser) {
  if (user.kind === 'staff') return []
  const clock = (await clocksOf(ctx, [user.schoolId])).get(user.schoolId)
  if (!clock) return []
  const projectIds = await listProjectIdsOf(ctx.db, user.id)
  return projectIds.flatMap((projectId) => {
    const at = quietOf(clock, projectId, ctx.now())?.since
    return at ? [{ projectId, at }] : []
  })
}

/** How much is unread in each of one's projects, over the channels that one may read; projects where all is read are left out. */
export async function showUnread(ctx: Ctx) {
  const user = requireUser(ctx)
  const rows = await listUnread(ctx.db, user.id, await quietProjects(ctx, user))
  const counts = new Map<string, number>()
  for (const row of rows) {
    const { projectId, unreadCount } = row
    if (unreadCount === 0 || grantForChannel(row, { ...row, userId: user.id }, row.projectState) === 'none') continue
    counts.set(projectId, (counts.get(projectId) ?? 0) + unreadCount)
  }
  return { projects: [...counts].map(([projectId, unreadCount]) => ({ projectId, unreadCount })) }
}
