import { listChannelPeople } from '#db/queries/chat-channels.ts'
import { findFile, findFileBytes, findMessageOfFile, findUpload, insertFile, type NewFile } from '#db/queries/files.ts'
import type { fileKinds } from '#db/schema/values.ts'
import type { DbOrTx } from '#db/client.ts'
import { requireChannel, requireDocument } from '../access/grants.ts'
import { requireMessage } from '../chat/changes.ts'
import { requireOpen } from '../chat/channels.ts'
import { isEarlierKept } from '../chat/kept.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { cleanThread } from './cleaning/clean-thread.ts'
import { namesItsAuthor } from './cleaning/types.ts'
import { cleanName, promises } from './file-names.ts'
import { sniffFile } from './file-types.ts'
import { fileLimits, requireRoom } from '../kit/file-limits.ts'
import { encodePicture } from './pictures.ts'
import type { Range } from './ranges.ts'
import { voiceThread } from './voice-thread.ts'

interface Upload {
  kind: (typeof fileKinds)[number]
  file: File
  alt: string
  isDecorative: boolean
  /** Who sends the same upload again, since its answer was lost, sends the same key. */
  key?: string | undefined
}

type Stored = Pick<NewFile, 'kind' | 'type' | 'bytes'> &
  Partial<Pick<NewFile, 'name' | 'width' | 'height' | 'durationMs'>>

/** Where a file is: judged by the rules of that place. */
type FilePlace = { documentId: string } | { channelId: string }

async function requireWriting(ctx: Ctx, place: FilePlace, db: DbOrTx = ctx.db) {
  if ('documentId' in place) return requireDocument(ctx, place.documentId, { content: 'write' }, db)
  const channel = await requireChannel(ctx, place.channelId, 'write', db)
  requireOpen(ctx, channel, await listChannelPeople(db, channel.projectId))
  return channel
}

/** Of a board, what waits is a card, and its file with it. */
const waitsBesidePage = (grant: Awaited<ReturnType<typeof requireWriting>>) =>
  'documentId' in grant && grant.kind === 'page' && grant.writing === 'approval'

/** Stores a file where the asker may write. The words for a picture are kept by its place; here they are only required. */
export async function uploadFile(ctx: Ctx, place: FilePlace, upload: Upload) {
  const { user } = await requireWriting(ctx, place)
  const { key } = upload
  const sent = key === undefined ? null : { userId: user.id, key, place }
  const known = sent && (await findUpload(ctx.db, sent))
  if (known) return { file: fileView(known) }
  const stored = await checkUpload(upload)
  const file = await ctx.db.transaction(async (tx) => {
    // Looking at it takes a while: what was frozen or paused meanwhile takes no file.
    const grant = await requireWriting(ctx, place, tx)
    const { projectId } = grant
    await requireRoom(tx, { projectId, userId: user.id, size: stored.bytes.length })
    const size = stored.bytes.length
    const pendingAt = waitsBesidePage(grant) ? ctx.now() : null
    const row = { ...stored, ...place, createdAt: ctx.now(), projectId, size, uploadedBy: user.id, pendingAt }
    const id = await insertFile(tx, { ...row, ...(key !== undefined && { uploadKey: key }) })
    if (id !== null) return fileView({ ...stored, id, size })
    // The first try was still being looked at when the second came.
    const first = sent && (await findUpload(tx, sent))
    if (!first) throw new Error('a file was inserted without a row')
    return fileView(first)
  })
  return { file }
}

type Viewed = Pick<NewFile, 'kind' | 'type' | 'size' | 'name' | 'width' | 'height' | 'durationMs'> & { id: string }

const fileView = ({ id, kind, type, size, name = '', width = null, height = null, durationMs = null }: Viewed) => ({
  ...{ id, kind, type, name, size, width, height, durationMs },
})

/** What of an upload is kept, once it was looked at: whatever place it is for. */
export async function checkUpload(upload: Omit<Upload, 'key'>): Promise<Stored> {
  const { kind, file, alt, isDecorative } = upload
  if (file.size > fileLimits.bytes) throw new AppError('too_large', 'file_too_large')
  if (kind === 'picture' && !isDecorative && alt === '')
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'alt', reason: 'alt_missing' }] })
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (kind === 'picture') return { kind, ...(await encodePicture(bytes, file.type)) }
  return kind === 'voice' ? readVoice(bytes) : readDocument(bytes, file.name)
}

async function readVoice(bytes: Uint8Array<ArrayBuffer>): Promise<Stored> {
  if (bytes.length > fileLimits.voiceBytes) throw new AppError('too_large', 'voice_too_long')
  const answer = await voiceThread.ask(bytes, [bytes.buffer])
  if (answer === null) throw new AppError('too_many', 'too_many_files')
  if ('reason' in answer) throw new AppError('invalid', answer.reason)
  return { kind: 'voice', ...answer }
}

/** What names its author, or loads things by itself, is stored without: other schools open it. */
async function readDocument(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Stored> {
  const stored = readFile(bytes, name)
  if (!namesItsAuthor(stored.type)) return stored
  const cleaned = await cleanThread.ask({ bytes, type: stored.type }, [bytes.buffer])
  if (cleaned === null) throw new AppError('too_many', 'too_many_files')
  if ('reason' in cleaned) throw new AppError('invalid', cleaned.reason)
  return { ...stored, bytes: cleaned.bytes }
}

function readFile(bytes: Uint8Array, name: string): Stored {
  const sniffed = sniffFile(bytes)
  if ('reason' in sniffed) throw new AppError('invalid', sniffed.reason)
  // A table of letters is a text: nothing but its name says which.
  const isTable = sniffed.type === 'text/plain' && promises(name, 'text/csv')
  const type = isTable ? 'text/csv' : sniffed.type
  if (!promises(name, type)) throw new AppError('invalid', 'file_mismatch')
  return { kind: 'file', type, bytes, name: cleanName(name, type) }
}

/** What there is to know of a file, and how to read it, for whoever may read where it is. */
export async function openFile(ctx: Ctx, fileId: string) {
  const user = requireUser(ctx)
  const file = await findFile(ctx.db, fileId)
  if (!file) throw notFound()
  await (file.channelId === null ? requireInDocument(ctx, user, file) : requireInChannel(ctx, user, fileId, file))
  return {
    ...file,
    async read(part: Range) {
      const bytes = await findFileBytes(ctx.db, fileId, part)
      if (!bytes) throw notFound()
      return new Uint8Array(bytes)
    },
  }
}

type FoundFile = NonNullable<Awaited<ReturnType<typeof findFile>>>

/**
 * What is withheld is for those who moderate there, and on a board for whose it is: from a page it is gone for good. What
 * waits beside a page is for them and for whose it is.
 */
async function requireInDocument(ctx: Ctx, user: SessionUser, file: FoundFile) {
  const { documentId, withheldAt, pendingAt, uploadedBy } = file
  if (documentId === null) throw notFound()
  const grant = await requireDocument(ctx, documentId, { content: 'read' })
  if (grant.can('document.manage')) return
  const isOwn = uploadedBy === user.id
  if (withheldAt !== null && !(isOwn && grant.kind !== 'page')) throw notFound()
  if (pendingAt !== null && !isOwn) throw notFound()
}

/**
 * What a message brought is there for whom the message is there: not before its delivery, and once it was taken away only
 * for those who moderate. What is in no message yet is nobody's but whose it is.
 */
async function requireInChannel(ctx: Ctx, user: SessionUser, fileId: string, { channelId, uploadedBy }: FoundFile) {
  const messageId = await findMessageOfFile(ctx.db, fileId)
  if (messageId !== null) {
    const { row, channel } = await requireMessage(ctx, messageId, 'read')
    if (row.deletedAt !== null && !(channel.canModerate && isEarlierKept(row.deletedAt, ctx.now()))) throw notFound()
    return
  }
  if (channelId === null || uploadedBy !== user.id) throw notFound()
  await requireChannel(ctx, channelId, 'read')
}
