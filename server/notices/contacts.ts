import type { Tx } from '#db/client.ts'
import { type ContactNotice, updateNoticesAgain } from '#db/queries/contacts.ts'
import { listToldOf } from '#db/queries/message-reports.ts'
import { insertNotices } from '#db/queries/notices.ts'

interface Rung {
  userId: string
  contactId: string
  kind: ContactNotice
  at: Date
}

/**
 * A bell that has rung for the same of the same person and was not looked at rings no second time; it counts as of now, so that
 * a letter by mail tells of what came since the last one. Without an actor: by which
 * name somebody is known is asked when it is read. Gives for whom the open screens look again.
 */
export async function noteContact(tx: Tx, { userId, contactId, kind, at }: Rung): Promise<string[]> {
  if (!(await updateNoticesAgain(tx, userId, contactId, { kind, at })))
    await insertNotices(tx, [{ userId, kind, projectId: null, contactId, at }])
  return [userId]
}

/** Says that a message was reported, or that one's own report was settled: not by whom, nor about whom. */
export async function noteMessageReport(
  tx: Tx,
  kind: 'message_reported' | 'message_settled',
  userIds: string[],
  at: Date,
): Promise<string[]> {
  const told = new Set(await listToldOf(tx, kind, userIds))
  const rows = userIds.filter((userId) => !told.has(userId))
  return insertNotices(
    tx,
    rows.map((userId) => ({ userId, kind, projectId: null, at })),
  )
}
