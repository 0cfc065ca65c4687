import type { Tx } from '#db/client.ts'
import { findMember } from '#db/queries/members.ts'
import { deleteWritingRule, findBoardRules, upsertWritingRule } from '#db/queries/writing-rules.ts'
import { isPupilRole } from '../access/rules.ts'
import { echoRules } from '../content/board-echo.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { auditBoard, type BoardGrant, moderating, requireBoard, tellTeachers } from './board.ts'

const pause = { tool: 'board', purpose: 'pause' } as const

const placeOf = ({ projectId, documentId }: BoardGrant, userId: string) => ({
  projectId,
  target: { userId, groupId: null, documentId },
  ...pause,
})

/**
 * Pauses a pupil on a board: a row of the rules of writing. That they are paused is repeated by the board; why is not, since
 * everybody reads a board and this is for one child and the teachers.
 */
export async function pausePupil(ctx: Ctx, documentId: string, userId: string, reason: string | null) {
  await change(ctx, { documentId, userId }, async (tx, grant) => {
    const { projectId, target } = placeOf(grant, userId)
    const set = { mode: 'read' as const, reason, setBy: grant.user.id, setAt: ctx.now(), until: null }
    await upsertWritingRule(tx, { projectId, ...target, ...pause, ...set })
    const detail = reason === null ? {} : { reason }
    await auditBoard(ctx, tx, grant, { action: 'board.paused', userId, detail })
  })
}

/** Lets them go on. */
export async function endPupilPause(ctx: Ctx, documentId: string, userId: string) {
  await change(ctx, { documentId, userId }, async (tx, grant) => {
    await deleteWritingRule(tx, placeOf(grant, userId))
    await auditBoard(ctx, tx, grant, { action: 'board.unpaused', userId })
  })
}

async function change(
  ctx: Ctx,
  { documentId, userId }: { documentId: string; userId: string },
  work: (tx: Tx, grant: BoardGrant) => Promise<void>,
): Promise<void> {
  const grant = await requireBoard(ctx, documentId, moderating)
  const member = await findMember(ctx.db, grant.projectId, userId)
  if (member === null || !isPupilRole(member.role)) throw notFound()
  await ctx.db.transaction((tx) => work(tx, grant))
  await ctx.rooms.recheck({ userIds: [userId] })
  await echoRules(ctx, documentId)
  await tellTeachers(ctx, grant, 'pauses', userId)
}

/** Who is paused, by whom and why: all of it for teachers, one's own for anybody else. */
export async function listBoardPauses(ctx: Ctx, documentId: string) {
  const { can, user } = await requireBoard(ctx, documentId, { content: 'read' })
  const { pauses } = await findBoardRules(ctx.db, documentId)
  const seen = can('document.manage') ? pauses : pauses.filter(({ userId }) => userId === user.id)
  return { pauses: seen.map(({ userId, reason, by }) => ({ userId, reason, by: by ?? '' })) }
}
