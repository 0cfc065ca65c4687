import { insertAudit } from '#db/queries/audit.ts'
import { listDuePauses, updatePauseEnded } from '#db/queries/chat-pauses.ts'
import type { Deps } from '../kit/context.ts'

/** Lets channels go on whose pause is over, and open screens ask again. That it is over counts from its moment on, not from here. */
export async function endDuePauses(deps: Pick<Deps, 'db' | 'now' | 'rooms'>): Promise<void> {
  const { db, rooms } = deps
  const now = deps.now()
  for (const channelId of await listDuePauses(db, now)) {
    // One at a time: a chain of the audit is held until COMMIT.
    const ended = await db.transaction(async (tx) => {
      const channel = await updatePauseEnded(tx, channelId, now)
      if (channel === null) return null
      const { projectId, pupilId } = channel
      const about = pupilId === null ? ('project' as const) : [pupilId]
      const line = { at: now, actorId: null, schoolId: null, about, projectId, targetId: channelId }
      await insertAudit(tx, { ...line, action: 'channel.pause_ended' })
      return channel
    })
    if (ended !== null) rooms.notice({ projectId: ended.projectId }, { topic: 'channels', id: channelId })
  }
}
