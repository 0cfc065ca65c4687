import type * as Y from 'yjs'
import { authorOf, authorOfId } from '#collab/documents/board-author.ts'
import { type Board, readBoard } from '#collab/documents/board-read.ts'
import { openDocument } from '#collab/relay/update.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import type { DbOrTx, Tx } from '#db/client.ts'
import { type DocumentGrantFacts, requireDocument } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'

export type BoardGrant = DocumentGrantFacts & { user: SessionUser }

/** The grant on a document that is a board or a wall; anything else is not found. */
export async function requireBoard(
  ctx: Ctx,
  documentId: string,
  needs: Parameters<typeof requireDocument>[2],
  db: DbOrTx = ctx.db,
): Promise<BoardGrant> {
  const grant = await requireDocument(ctx, documentId, needs, db)
  if (grant.kind === 'page') throw notFound()
  return grant
}

/** For what teachers do to a board. */
export const moderating = { content: 'write', action: 'document.manage' } as const

/** The board as it is now, in its ydoc, for as long as `look` takes. */
export async function withLive<T>(ctx: Pick<Ctx, 'rooms'>, documentId: string, look: (ydoc: Y.Doc) => T): Promise<T> {
  const { update } = await ctx.rooms.read(documentId)
  const ydoc = openDocument([update])
  try {
    return look(ydoc)
  } finally {
    ydoc.destroy()
  }
}

export const liveBoard = (ctx: Pick<Ctx, 'rooms'>, documentId: string): Promise<Board> =>
  withLive(ctx, documentId, readBoard)

/** Who is paused writes nothing, by whatever door. */
export function requireUnpaused({ isPaused }: Pick<DocumentGrantFacts, 'isPaused'>): void {
  if (isPaused) throw new AppError('conflict', 'board_paused')
}

interface BoardLine {
  action: string
  /** Whose thing it was done to; without it, to the board, which is all schools'. */
  userId?: string | null
  detail?: Record<string, string | number | boolean | null>
}

export function auditBoard(ctx: Ctx, tx: Tx, grant: BoardGrant, { action, userId = null, detail }: BoardLine) {
  return insertAudit(tx, {
    at: ctx.now(),
    actorId: grant.user.id,
    schoolId: grant.schoolId,
    about: userId === null ? 'project' : [userId],
    projectId: grant.projectId,
    targetId: grant.documentId,
    action,
    detail: { ...detail, ...(userId === null ? {} : { userId }) },
  })
}

/** Who has made these things on a board, of all who are or were in the project. */
export async function makersOf(
  db: DbOrTx,
  { projectId, documentId }: BoardGrant,
  objectIds: readonly string[],
): Promise<string[]> {
  const authors = new Set(objectIds.map(authorOfId))
  const people = [...(await listMembers(db, projectId)), ...(await listFormerMembers(db, projectId))]
  return people.map(({ userId }) => userId).filter((userId) => authors.has(authorOf(documentId, userId)))
}

export async function teachersOf(ctx: Ctx, { projectId }: Pick<BoardGrant, 'projectId'>): Promise<string[]> {
  const members = await listMembers(ctx.db, projectId)
  return members.filter(({ role }) => isTeacherRole(role)).map(({ userId }) => userId)
}

/** Tells teachers who have the board open, and one other person, that something waits or was decided. */
export async function tellTeachers(
  ctx: Ctx,
  grant: BoardGrant,
  topic: 'hidden' | 'pending' | 'pauses',
  alsoTo: string | null = null,
): Promise<void> {
  const to = new Set([...(await teachersOf(ctx, grant)), ...(alsoTo === null ? [] : [alsoTo])])
  const { documentId } = grant
  ctx.rooms.notice({ documentId }, { topic, id: documentId, userId: grant.user.id }, to)
  if (topic === 'pending') ctx.rooms.tell(to, { topic: 'desk' })
}
