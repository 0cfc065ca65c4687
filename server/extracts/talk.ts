import { findMessageOfFile } from '#db/queries/files.ts'
import { findTopicTitle } from '#db/queries/forum.ts'
import type { MessageRow } from '#db/queries/chat-messages.ts'
import { requireMessage } from '../chat/changes.ts'
import { openFile } from '../files/files.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { reference } from '../kit/words.ts'
import { blockOf, type ExtractPart } from './content.ts'
import type { Found } from './sources.ts'

/** A message with what it brought along, as it was said. */
export async function ofMessage(ctx: Ctx, messageId: string): Promise<Found> {
  const { row, channel } = await requireMessage(ctx, messageId, 'read')
  if (row.deletedAt !== null) throw new AppError('conflict', 'message_removed')
  if (row.sequence === null) throw new AppError('conflict', 'message_waits')
  const { authorId: by, language, channelId } = row
  const title = channel.kind === 'forum' ? await findTopicTitle(ctx.db, messageId) : null
  const heading = title === null ? [] : [blockOf([words(by, title)], { type: 'heading', level: 1, language })]
  return {
    projectId: channel.projectId,
    kind: 'message',
    sources: { channelId, messageId },
    content: { title: '', blocks: [...heading, blockOf(partsOf(row), { language })] },
    language,
    madeAt: row.editedAt ?? row.at,
  }
}

const words = (by: string | null, text: string): ExtractPart => ({ kind: 'text', by, at: null, text })

/** Names in a text are references, and stay ids. */
function partsOf({ authorId: by, text, attachments }: MessageRow): ExtractPart[] {
  const parts: ExtractPart[] = []
  let end = 0
  for (const match of text.matchAll(reference)) {
    const [whole, sign, id = ''] = match
    if (match.index > end) parts.push(words(by, text.slice(end, match.index)))
    parts.push(sign === '@' ? { kind: 'person', by, userId: id } : { kind: 'document', by, documentId: id })
    end = match.index + whole.length
  }
  if (end < text.length) parts.push(words(by, text.slice(end)))
  const files = attachments.map(({ id, kind, name, alt }): ExtractPart => {
    return { kind: 'file', by, source: id, fileId: null, is: kind, name, alt }
  })
  return [...parts, ...files]
}

/** A voice note by itself, wherever it was put. */
export async function ofRecording(ctx: Ctx, fileId: string): Promise<Found> {
  const file = await openFile(ctx, fileId)
  if (file.kind !== 'voice') throw new AppError('invalid', 'extract_no_recording')
  const { projectId, documentId, channelId, uploadedBy: by, name, createdAt } = file
  const messageId = await findMessageOfFile(ctx.db, fileId)
  const part: ExtractPart = { kind: 'file', by, source: fileId, fileId: null, is: 'voice', name, alt: '' }
  return {
    projectId,
    kind: 'recording',
    sources: { documentId, channelId, messageId },
    content: { title: '', blocks: [blockOf([part])] },
    language: null,
    madeAt: createdAt,
  }
}
