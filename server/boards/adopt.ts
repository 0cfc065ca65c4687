import { authorOf } from '#collab/documents/board-author.ts'
import { readMeta, readModeration } from '#collab/documents/board-read.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { DbOrTx } from '#db/client.ts'
import { listBoardsSaying } from '#db/queries/boards-saying.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { listMembers } from '#db/queries/members.ts'
import { findSetting, upsertSetting } from '#db/queries/settings.ts'
import { deleteWritingRule, findBoardRules, insertBoardApproval, upsertWritingRule } from '#db/queries/writing-rules.ts'
import { isPupilRole } from '../access/rules.ts'
import { goodStateOf } from '../content/integrity.ts'
import type { Deps } from '../kit/context.ts'

const doneKey = 'boards.rules_adopted'

/**
 * Once, before anybody comes in: until 2026-12-01 a board alone knew that new things wait there and who is paused. Where one says
 * so it becomes a row of the rules; of pauses the rows were there, and one that the board had ended goes.
 */
export async function adoptBoardRules({ db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>): Promise<void> {
  if ((await findSetting(db, doneKey)) !== null) return
  const boards = await listBoardsSaying(db, ['approve', 'ro:'])
  for (const board of boards) await adopt(db, board, now())
  if (boards.length > 0)
    log.info({ boards: boards.length }, 'what boards said of pauses and approval is in the table of rules')
  await upsertSetting(db, doneKey, { at: now().toISOString() })
}

async function adopt(db: Deps['db'], { id: documentId, projectId }: { id: string; projectId: string }, setAt: Date) {
  const said = await saidBy(db, documentId)
  if (said === null) return
  const { needsApproval, paused } = said
  const members = (await listMembers(db, projectId)).filter(({ role }) => isPupilRole(role))
  await db.transaction(async (tx) => {
    if (needsApproval) await insertBoardApproval(tx, { projectId, documentId, setBy: null, setAt })
    const known = new Set((await findBoardRules(tx, documentId)).pauses.map(({ userId }) => userId))
    const kind = { tool: 'board', purpose: 'pause' } as const
    for (const { userId } of members) {
      const isPaused = paused.has(authorOf(documentId, userId))
      const target = { userId, groupId: null, documentId }
      const rule = {
        projectId,
        ...target,
        ...kind,
        mode: 'read' as const,
        reason: null,
        setBy: null,
        setAt,
        until: null,
      }
      if (isPaused && !known.has(userId)) await upsertWritingRule(tx, rule)
      if (!isPaused && known.has(userId)) await deleteWritingRule(tx, { projectId, target, ...kind })
    }
  })
}

/** As far as its bytes can be believed; null where none can. A damaged board keeps nobody out of the house. */
async function saidBy(db: DbOrTx, documentId: string) {
  const { updates } = goodStateOf(await findSnapshot(db, documentId), await listLogRows(db, documentId))
  if (updates.length === 0) return null
  const ydoc = openDocument(updates)
  const { needsApproval } = readMeta(ydoc)
  const { paused } = readModeration(ydoc)
  ydoc.destroy()
  return { needsApproval, paused }
}
