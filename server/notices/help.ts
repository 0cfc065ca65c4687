import type { Tx } from '#db/client.ts'
import { insertNotices, listToldOfHelp } from '#db/queries/notices.ts'

interface Rung {
  helpId: string
  kind: 'help_asked' | 'help_answered' | 'help_handed' | 'help_closed'
  actorId: string
  userIds: readonly string[]
  at: Date
}

/** A bell that has rung for a request and was not looked at rings no second time for the same. Gives for whom it rings. */
export async function noteHelp(tx: Tx, { helpId, kind, actorId, userIds, at }: Rung): Promise<string[]> {
  const told = new Set([actorId, ...(await listToldOfHelp(tx, helpId, kind))])
  const rows = [...new Set(userIds)].filter((userId) => !told.has(userId))
  return insertNotices(
    tx,
    rows.map((userId) => ({ userId, kind, projectId: null, helpId, actorId, at })),
  )
}
