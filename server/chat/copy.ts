import { addCard, type NoCard } from '#collab/documents/board-add.ts'
import { authorOf } from '#collab/documents/board-author.ts'
import { appendToPage, type PageNode } from '#collab/documents/page.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import { type DocumentGrantFacts, requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../context.ts'
import { AppError } from '../errors.ts'
import { requireMessage } from './changes.ts'
import { keepPace } from './pace.ts'
import { reference } from './words.ts'

/**
 * Makes a message a card of a wall or board, or paragraphs of a page of the same project: asked of both, the channel and
 * the document. It is written there as the work of whoever copies it.
 */
export async function copyMessage(ctx: Ctx, messageId: string, documentId: string) {
  await keepPace('mark', requireUser(ctx).id)
  const { row, channel } = await requireMessage(ctx, messageId, 'read')
  if (row.deletedAt !== null) throw new AppError('conflict', 'message_removed')
  const document = await requireDocument(ctx, documentId, { content: 'write' })
  if (document.projectId !== channel.projectId) throw new AppError('conflict', 'other_project')
  await (document.kind === 'page' ? copyToPage(ctx, document, row) : copyToBoard(ctx, document, row))
  return { documentId }
}

const copyToPage = (ctx: Ctx, { documentId }: DocumentGrantFacts, row: MessageRow) =>
  ctx.rooms.edit(documentId, requireUser(ctx).id, (ydoc) => appendToPage(ydoc, paragraphsOf(row)))

async function copyToBoard(ctx: Ctx, document: DocumentGrantFacts, row: MessageRow) {
  const { documentId } = document
  const { id: userId } = requireUser(ctx)
  const card = {
    author: authorOf(documentId, userId),
    isModerator: document.can('document.manage'),
    // Names are never inside a document, and a card has no place for a reference.
    text: row.text.replaceAll(reference, (_whole, sign: string) => (sign === '@' ? '@…' : '…')),
    at: ctx.now().getTime(),
  }
  await ctx.rooms.edit(documentId, userId, (ydoc) => {
    const reason = addCard(ydoc, card)
    if (reason !== null) throw refusals[reason]()
  })
}

const refusals: Record<NoCard, () => AppError> = {
  paused: () => new AppError('conflict', 'board_paused'),
  needs_approval: () => new AppError('conflict', 'board_needs_approval'),
  full: () => new AppError('conflict', 'board_full'),
}

/** A paragraph a line, in the message's language; people and pages stay references. */
function paragraphsOf({ text, language }: MessageRow): PageNode[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      type: 'paragraph',
      ...(language === null ? {} : { attrs: { language } }),
      content: inlinesOf(line),
    }))
}

function inlinesOf(line: string): PageNode[] {
  const nodes: PageNode[] = []
  let end = 0
  const addText = (text: string) => void (text === '' ? 0 : nodes.push({ type: 'text', text }))
  for (const found of line.matchAll(reference)) {
    const [whole, sign, id = ''] = found
    addText(line.slice(end, found.index))
    nodes.push(
      sign === '@' ? { type: 'mention', attrs: { userId: id } } : { type: 'pageLink', attrs: { documentId: id } },
    )
    end = found.index + whole.length
  }
  addText(line.slice(end))
  return nodes
}
