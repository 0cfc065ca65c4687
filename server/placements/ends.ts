import { insertAudit } from '#db/queries/audit.ts'
import { endPlacement, listDuePlacements } from '#db/queries/placements.ts'
import { updateInvitationsVoid } from '#db/queries/invitations.ts'
import type { Deps } from '../kit/context.ts'
import { lineOf } from './placements.ts'

/** Takes trainees out of the host's projects when their placement is over, and lets their open connections be judged again. */
export async function endDuePlacements(deps: Pick<Deps, 'db' | 'now' | 'rooms'>): Promise<void> {
  const now = deps.now()
  for (const placementId of await listDuePlacements(deps.db, now)) {
    // One at a time: a chain of the audit is held until COMMIT.
    const ended = await deps.db.transaction(async (tx) => {
      const over = await endPlacement(tx, placementId, now)
      if (over === null) return null
      const { placement, projectIds } = over
      for (const projectId of projectIds) {
        const of = { createdBy: placement.traineeId, of: { projectId } }
        await updateInvitationsVoid(tx, { ...of, voidReason: 'left', at: now })
      }
      await insertAudit(tx, lineOf(deps, null, placement, 'ended'))
      return over
    })
    if (ended === null) continue
    const { traineeId: userId } = ended.placement
    await deps.rooms.recheck({ userIds: [userId] })
    for (const projectId of ended.projectIds) deps.rooms.notice({ projectId }, { topic: 'people', userId })
  }
}
