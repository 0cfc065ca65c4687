import { authorOf } from '#collab/documents/board-author.ts'
import { moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { deletePause, listPauses, upsertPause } from '#db/queries/boards-pauses.ts'
import { findMember } from '#db/queries/members.ts'
import { isPupilRole } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { auditBoard, type BoardGrant, liveBoard, moderating, requireBoard, tellTeachers } from './board.ts'

/**
 * Pauses a pupil on a board. That they are paused stands on the board, for the referee; why stands beside it, since
 * everybody reads a board and this is for one child and the teachers.
 */
export async function pausePupil(ctx: Ctx, documentId: string, userId: string, reason: string | null) {
  const grant = await requirePupil(ctx, documentId, userId)
  await ctx.db.transaction(async (tx) => {
    await upsertPause(tx, { documentId, userId, pausedBy: grant.user.id, pausedAt: ctx.now(), reason })
    const detail = reason === null ? {} : { reason }
    await auditBoard(ctx, tx, grant, { action: 'board.paused', userId, detail })
  })
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) =>
    moderationOf(ydoc).set(moderationKey.paused(authorOf(documentId, userId)), 1),
  )
  await tellTeachers(ctx, grant, 'pauses', userId)
}

/** Lets them go on. */
export async function endPupilPause(ctx: Ctx, documentId: string, userId: string) {
  const grant = await requirePupil(ctx, documentId, userId)
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) =>
    moderationOf(ydoc).delete(moderationKey.paused(authorOf(documentId, userId))),
  )
  await ctx.db.transaction(async (tx) => {
    await deletePause(tx, documentId, userId)
    await auditBoard(ctx, tx, grant, { action: 'board.unpaused', userId })
  })
  await tellTeachers(ctx, grant, 'pauses', userId)
}

async function requirePupil(ctx: Ctx, documentId: string, userId: string): Promise<BoardGrant> {
  const grant = await requireBoard(ctx, documentId, moderating)
  const member = await findMember(ctx.db, grant.projectId, userId)
  if (member === null || !isPupilRole(member.role)) throw notFound()
  return grant
}

/** Who is paused, by whom and why: all of it for teachers, one's own for anybody else. */
export async function listBoardPauses(ctx: Ctx, documentId: string) {
  const grant = await requireBoard(ctx, documentId, { content: 'read' })
  const rows = await listPauses(ctx.db, documentId, grant.can('document.manage') ? undefined : grant.user.id)
  const { paused } = (await liveBoard(ctx, documentId)).moderation
  const isStill = (userId: string) => paused.has(authorOf(documentId, userId))
  return {
    pauses: rows
      .filter((row) => isStill(row.userId))
      .map(({ userId, reason, by }) => ({ userId, reason, by: by ?? '' })),
  }
}
