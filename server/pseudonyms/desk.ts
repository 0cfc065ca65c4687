import { findPseudonymClassroom, listPseudonymRequestsFor } from '#db/queries/pseudonyms.ts'
import { requireProject } from '../access/grants.ts'
import { requireUser, type Ctx } from '../kit/context.ts'
import type { Decided, DeskItem } from '../kit/desk-item.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { answerPseudonym } from './pseudonyms.ts'

/** Names that pupils of one's own classrooms in this project ask for. */
export async function namesOnDesk(ctx: Ctx, projectId: string): Promise<DeskItem[]> {
  const { user } = await requireProject(ctx, projectId, 'channel.moderate')
  const rows = await listPseudonymRequestsFor(ctx.db, projectId, user.id)
  return rows.map((row) => ({
    id: row.userId,
    kind: 'name',
    authorId: row.userId,
    at: row.askedAt,
    version: row.pseudonym,
    text: row.pseudonym,
    language: null,
    files: [],
    place: { kind: 'classroom', id: row.classroomId, title: row.classroom },
    can: ['approve', 'hide'],
  }))
}

export async function decideName(ctx: Ctx, userId: string, { decision, version }: Decided) {
  const asked = await findPseudonymClassroom(ctx.db, userId, requireUser(ctx).id)
  if (asked === null) throw notFound()
  if (asked.pseudonym !== version) throw new AppError('conflict', 'message_rewritten')
  if (decision === 'return') throw new AppError('conflict', 'not_returned_here')
  await answerPseudonym(ctx, asked.classroomId, userId, decision === 'approve')
}
