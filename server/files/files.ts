import { findFile, findFileBytes, insertFile, type NewFile } from '#db/queries/files.ts'
import type { fileKinds } from '#db/schema/values.ts'
import { requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { cleanName, promises } from './file-names.ts'
import { sniffFile } from './file-types.ts'
import { countUpload, fileLimits, requireRoom } from './limits.ts'
import { encodePicture } from './pictures.ts'
import type { Range } from './ranges.ts'
import { voiceThread } from './voice-thread.ts'

export interface Upload {
  kind: (typeof fileKinds)[number]
  file: File
  alt: string
  isDecorative: boolean
}

type Stored = Pick<NewFile, 'kind' | 'type' | 'bytes'> &
  Partial<Pick<NewFile, 'name' | 'width' | 'height' | 'durationMs'>>

/** Stores a file for a document the asker may write in. The words for a picture live there; here they are only required. */
export async function uploadFile(ctx: Ctx, documentId: string, upload: Upload) {
  const { user } = await requireDocument(ctx, documentId, { content: 'write' })
  const stored = await checked(user.id, upload)
  const id = await ctx.db.transaction(async (tx) => {
    // Looking at it takes a while: a document that was frozen meanwhile takes no file.
    const { projectId } = await requireDocument(ctx, documentId, { content: 'write' }, tx)
    await requireRoom(tx, { projectId, userId: user.id, size: stored.bytes.length })
    return insertFile(tx, {
      ...stored,
      projectId,
      documentId,
      size: stored.bytes.length,
      uploadedBy: user.id,
      createdAt: ctx.now(),
    })
  })
  const { kind, type, name = '', width = null, height = null, durationMs = null } = stored
  return { file: { id, kind, type, name, size: stored.bytes.length, width, height, durationMs } }
}

async function checked(userId: string, upload: Upload): Promise<Stored> {
  const { kind, file, alt, isDecorative } = upload
  if (file.size > fileLimits.bytes) throw new AppError('too_large', 'file_too_large')
  if (kind === 'picture' && !isDecorative && alt === '')
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'alt', reason: 'alt_missing' }] })
  await countUpload(userId)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (kind === 'picture') return { kind, ...(await encodePicture(bytes, file.type)) }
  return kind === 'voice' ? readVoice(bytes) : readFile(bytes, file.name)
}

async function readVoice(bytes: Uint8Array<ArrayBuffer>): Promise<Stored> {
  if (bytes.length > fileLimits.voiceBytes) throw new AppError('too_large', 'voice_too_long')
  const answer = await voiceThread.read(bytes)
  if (answer === null) throw new AppError('too_many', 'too_many_files')
  if ('reason' in answer) throw new AppError('invalid', answer.reason)
  return { kind: 'voice', ...answer }
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

/** What there is to know of a file, and how to read it, for whoever may read the document it is in. */
export async function openFile(ctx: Ctx, fileId: string) {
  requireUser(ctx)
  const file = await findFile(ctx.db, fileId)
  if (!file) throw notFound()
  await requireDocument(ctx, file.documentId, { content: 'read' })
  return {
    ...file,
    async read(part: Range) {
      const bytes = await findFileBytes(ctx.db, fileId, part)
      if (!bytes) throw notFound()
      return new Uint8Array(bytes)
    },
  }
}
