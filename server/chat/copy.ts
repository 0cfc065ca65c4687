import { randomUUID } from 'node:crypto'
import { addCard, type CardToAdd, type NoCard } from '#collab/documents/board-add.ts'
import { addToPage, type PageNode } from '#collab/documents/page.ts'
import type { Attachment, MessageRow } from '#db/queries/chat-messages.ts'
import { copyFiles, deleteFiles } from '#db/queries/files.ts'
import { type DocumentGrantFacts, requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { actorOf, editAs } from '../content/edit-as.ts'
import { AppError } from '../kit/errors.ts'
import { requireRoom } from '../kit/file-limits.ts'
import { requireMessage } from './changes.ts'
import { reference } from '../kit/words.ts'

/**
 * Makes a message a card of a wall or board, or paragraphs of a page of the same project, with what it brought along: asked
 * of both, the channel and the document. It is written there as the work of whoever copies it.
 */
export async function copyMessage(ctx: Ctx, messageId: string, documentId: string) {
  requireUser(ctx)
  const { row, channel } = await requireMessage(ctx, messageId, 'read')
  if (row.deletedAt !== null) throw new AppError('conflict', 'message_removed')
  const document = await requireDocument(ctx, documentId, { content: 'write' })
  if (document.projectId !== channel.projectId) throw new AppError('conflict', 'other_project')
  // A page shows pictures alone; a card holds anything.
  const taken = row.attachments.filter(({ kind }) => document.kind !== 'page' || kind === 'picture')
  const copies = await copyAttachments(ctx, document, taken)
  try {
    await (document.kind === 'page' ? toPage(ctx, document, row, copies) : toBoard(ctx, document, row, copies))
  } catch (error) {
    const ids = copies.map((copy) => copy.id)
    await deleteFiles(ctx.db, documentId, ids)
    throw error
  }
  return { documentId }
}

/** The same files under ids of the document's own. */
async function copyAttachments(ctx: Ctx, document: DocumentGrantFacts, attachments: Attachment[]) {
  const copies = attachments.map((attachment) => ({ ...attachment, id: randomUUID(), fileId: attachment.id }))
  if (copies.length === 0) return copies
  const size = copies.reduce((sum, copy) => sum + copy.size, 0)
  await ctx.db.transaction(async (tx) => {
    await requireRoom(tx, { projectId: document.projectId, userId: requireUser(ctx).id, size })
    const pairs = copies.map(({ id, fileId }) => ({ fileId, copyId: id }))
    await copyFiles(tx, pairs, document.documentId)
  })
  return copies
}

const toPage = (ctx: Ctx, document: DocumentGrantFacts, row: MessageRow, pictures: Attachment[]) =>
  editAs(ctx, document, (ydoc) => addToPage(ydoc, [...paragraphsOf(row), ...pictures.map(pictureOf)], 'end'))

const pictureOf = ({ id, alt }: Attachment): PageNode => ({
  type: 'image',
  attrs: { fileId: id, alt, decorative: alt === '' },
})

async function toBoard(ctx: Ctx, document: DocumentGrantFacts, row: MessageRow, attachments: Attachment[]) {
  const card = {
    ...actorOf(document, requireUser(ctx).id),
    at: ctx.now().getTime(),
    language: row.language ?? '',
  }
  // Names are never inside a document, and a card has no place for a reference.
  const text = row.text.replaceAll(reference, (_whole, sign: string) => (sign === '@' ? '@…' : '…'))
  const [first, ...others] = attachments
  const cards: CardToAdd[] = [
    { ...card, text, ...held(first) },
    ...others.map((attachment) => ({ ...card, text: '', ...held(attachment) })),
  ]
  await editAs(ctx, document, (ydoc) => {
    for (const one of cards) {
      const reason = addCard(ydoc, one)
      if (reason !== null) throw refusals[reason]()
    }
  })
}

const assetKinds = { picture: 'image', file: 'file', voice: 'voice' } as const

/** What a card holds of an attachment. */
function held(attachment: Attachment | undefined): Pick<CardToAdd, 'holds'> {
  if (!attachment) return {}
  const { id, kind, alt, name, durationMs } = attachment
  return { holds: { asset: id, assetKind: assetKinds[kind], alt, name, durationMs: durationMs ?? 0 } }
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
