import { authorOf, authorOfId } from '#collab/documents/board-author.ts'
import { copyOut } from '#collab/documents/board-taking.ts'
import { readPage, textOfBlock } from '#collab/documents/page.ts'
import { findDocument } from '#db/queries/documents.ts'
import { findTopicTitle } from '#db/queries/forum.ts'
import { findMember, listFormerMembers, listMembers } from '#db/queries/members.ts'
import type { NewReport } from '#db/queries/reports.ts'
import { requireDocument } from '../access/grants.ts'
import { requireBoard, withLive } from '../boards/board.ts'
import { requireMessage } from '../chat/changes.ts'
import { evidenceOf } from '../detector/evidence.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { foldingTurns } from '../paces/folding-turns.ts'
import type { ReportTarget } from './input.ts'

/* What is reported, looked at by the rights of whoever reports it, and copied: it may be gone in a minute. */

type Taken = Pick<NewReport, 'targetKind' | 'targetId' | 'subjectId' | 'evidence'> &
  Partial<Pick<NewReport, 'channelId' | 'documentId' | 'block'>>

/** Of a page that is reported as a whole, its beginning. */
const longestText = 4_000

export async function takeEvidence(ctx: Ctx, projectId: string, target: ReportTarget): Promise<Taken> {
  if ('message' in target) return ofMessage(ctx, projectId, target.message)
  if ('user' in target) return ofPerson(ctx, projectId, target.user)
  if ('object' in target) return ofObject(ctx, projectId, target)
  return ofDocument(ctx, projectId, target)
}

/** A whole document is brought together for it: one after the other, as for everything else that costs so much. */
const inTurn = <Found>(ctx: Ctx, documentId: string, look: Parameters<typeof withLive<Found>>[2]): Promise<Found> =>
  foldingTurns.run(requireUser(ctx).id, () => withLive(ctx, documentId, look))

async function ofMessage(ctx: Ctx, projectId: string, messageId: string): Promise<Taken> {
  const { row, channel } = await requireMessage(ctx, messageId, 'read')
  if (channel.projectId !== projectId || row.deletedAt !== null) throw notFound()
  const title = channel.kind === 'forum' ? await findTopicTitle(ctx.db, messageId) : null
  const attachments = row.attachments.map(({ id, kind, name, alt }) => ({ id, kind, name, alt }))
  const { text, language } = row
  return {
    targetKind: 'message',
    targetId: messageId,
    subjectId: row.authorId,
    channelId: row.channelId,
    evidence: evidenceOf({ title: title ?? '', text, language, attachments }),
  }
}

async function ofPerson(ctx: Ctx, projectId: string, userId: string): Promise<Taken> {
  const person = (await findMember(ctx.db, projectId, userId)) ?? (await findFormer(ctx, projectId, userId))
  if (!person) throw notFound()
  return { targetKind: 'user', targetId: userId, subjectId: userId, evidence: evidenceOf({}) }
}

const findFormer = async (ctx: Ctx, projectId: string, userId: string) =>
  (await listFormerMembers(ctx.db, projectId)).find((one) => one.userId === userId)

async function ofObject(ctx: Ctx, projectId: string, target: { object: string; document: string }): Promise<Taken> {
  const { object: objectId, document: documentId } = target
  const board = await requireBoard(ctx, documentId, { content: 'read' })
  if (board.projectId !== projectId) throw notFound()
  const whole = await inTurn(ctx, documentId, (ydoc) => copyOut(ydoc, objectId))
  if (whole === null) throw notFound()
  const userOf = await usersOf(ctx, projectId, documentId)
  const { type, text, asset, assetKind, name, alt } = whole.object
  const comments = whole.comments.filter((comment) => !comment.isRemoved)
  return {
    targetKind: 'object',
    targetId: objectId,
    subjectId: userOf(objectId),
    documentId,
    evidence: evidenceOf({
      place: (await findDocument(ctx.db, documentId))?.title ?? '',
      text,
      thing: type,
      attachments: asset === null ? [] : [{ id: asset, kind: assetKind ?? 'file', name, alt }],
      comments: comments.map((comment) => ({ userId: userOf(comment.id), text: comment.text })),
      whole,
    }),
  }
}

/** Whose the things on a board are: of whoever is, or was, in the project; nobody's where the server put them there. */
async function usersOf(ctx: Ctx, projectId: string, documentId: string) {
  const people = [...(await listMembers(ctx.db, projectId)), ...(await listFormerMembers(ctx.db, projectId))]
  const users = new Map(people.map(({ userId }) => [authorOf(documentId, userId), userId]))
  return (id: string): string | null => users.get(authorOfId(id)) ?? null
}

async function ofDocument(
  ctx: Ctx,
  projectId: string,
  { document: documentId, block }: { document: string; block?: number | undefined },
): Promise<Taken> {
  const grant = await requireDocument(ctx, documentId, { content: 'read' })
  if (grant.projectId !== projectId) throw notFound()
  const isPage = grant.kind === 'page'
  const text = isPage ? await inTurn(ctx, documentId, (ydoc) => wordsOf(readPage(ydoc), block)) : ''
  return {
    targetKind: 'document',
    targetId: isPage && block !== undefined ? `${documentId}#${block}` : documentId,
    subjectId: null,
    documentId,
    ...(isPage && block !== undefined ? { block } : {}),
    evidence: evidenceOf({ title: (await findDocument(ctx.db, documentId))?.title ?? '', text }),
  }
}

function wordsOf(page: ReturnType<typeof readPage>, block: number | undefined): string {
  const meant = block === undefined ? undefined : page.json.content?.[block]
  return [...(meant === undefined ? page.text : textOfBlock(meant))].slice(0, longestText).join('')
}
