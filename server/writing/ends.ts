import { insertAudit } from '#db/queries/audit.ts'
import { deleteEndedRule, type EndedRule, listEndedRules } from '#db/queries/writing-rules.ts'
import type { Deps } from '../kit/context.ts'
import { obey } from './writing.ts'

/** Takes away the rules that are over, and lets open connections be judged again: a class that was bound at once, at once. */
export async function endDueRules(deps: Deps): Promise<void> {
  const now = deps.now()
  const ended: EndedRule[] = []
  for (const ruleId of await listEndedRules(deps.db, now)) {
    // One at a time: a chain of the audit is held until COMMIT.
    const rule = await deps.db.transaction(async (tx) => {
      const gone = await deleteEndedRule(tx, ruleId, now)
      if (gone !== null) await insertAudit(tx, { ...lineOf(gone), at: now, action: 'writing.ended' })
      return gone
    })
    if (rule !== null) ended.push(rule)
  }
  for (const id of new Set(ended.map(({ projectId }) => projectId)))
    await obey(
      deps,
      id,
      ended.filter(({ projectId }) => projectId === id),
    )
}

/** Nobody ends it: its time is over. */
function lineOf({ projectId, userId, groupId, documentId, tool, mode, purpose }: EndedRule) {
  const who = { actorId: null, schoolId: null, about: userId === null ? ('project' as const) : [userId] }
  const detail = { tool, mode, purpose, ...(userId === null ? {} : { userId }) }
  return { ...who, projectId, targetId: userId ?? groupId ?? documentId ?? projectId, detail }
}
