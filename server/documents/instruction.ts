import type * as Y from 'yjs'
import { addCard } from '#collab/documents/board-add.ts'
import { addToPage } from '#collab/documents/page.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findDocument, listCopies } from '#db/queries/documents.ts'
import { type DocumentGrantFacts, requireDocument } from '../access/grants.ts'
import { actorOf, editAs } from '../content/edit-as.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import type { Instruction } from './input.ts'

/**
 * Puts one line into every group's copy of a template, while they write there: in bold on pages, as a card on boards and walls.
 * One copy that cannot take it holds up no other; the answer says of each what became of it.
 */
export async function instructGroups(ctx: Ctx, documentId: string, instruction: Instruction) {
  const grant = await requireDocument(ctx, documentId, { content: 'read', action: 'document.hand_out' })
  const template = await findDocument(ctx.db, documentId)
  if (!template || template.state === 'removed') throw notFound()
  if (!template.isTemplate) throw new AppError('conflict', 'not_a_template')
  const copies = await listCopies(ctx.db, documentId)
  const documents: { id: string; groupId: string | null; result: 'done' | 'failed'; reason: string | null }[] = []
  for (const { id, groupId } of copies) {
    const reason = await instruct(ctx, id, instruction)
    documents.push({ id, groupId, result: reason === null ? 'done' : 'failed', reason })
  }
  await insertLine(ctx, grant, documents.filter(({ result }) => result === 'done').length)
  return { documents }
}

/** Null where it is there now, else why not. */
async function instruct(ctx: Ctx, documentId: string, instruction: Instruction): Promise<string | null> {
  try {
    const grant = await requireDocument(ctx, documentId, { content: 'write', action: 'document.hand_out' })
    await editAs(ctx, grant, (ydoc) => writeInstruction(ctx, ydoc, grant, instruction))
    return null
  } catch (error) {
    if (error instanceof AppError) return error.reason
    ctx.log.error({ err: error, documentId }, 'an instruction was not written')
    return 'internal'
  }
}

function writeInstruction(ctx: Ctx, ydoc: Y.Doc, grant: DocumentGrantFacts, { text, place }: Instruction): void {
  const user = requireUser(ctx)
  const language = user.locale
  if (grant.kind === 'page')
    return addToPage(
      ydoc,
      [
        {
          type: 'paragraph',
          ...(language === null ? {} : { attrs: { language } }),
          content: [{ type: 'text', text, marks: [{ type: 'bold' }] }],
        },
      ],
      place,
    )
  const card = { ...actorOf(grant, user.id), text, at: ctx.now().getTime(), language: language ?? '' }
  if (addCard(ydoc, card) !== null) throw new AppError('conflict', 'board_full')
}

const insertLine = (ctx: Ctx, grant: DocumentGrantFacts, copies: number) =>
  ctx.db.transaction((tx) =>
    insertAudit(tx, {
      at: ctx.now(),
      actorId: requireUser(ctx).id,
      schoolId: grant.schoolId,
      about: 'project',
      projectId: grant.projectId,
      action: 'document.instructed',
      targetId: grant.documentId,
      detail: { copies },
    }),
  )
