import { findFileBytes, findFilePlace, insertFile } from '#db/queries/files.ts'
import { requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { encodePicture, uploadBytes } from './pictures.ts'

export interface Upload {
  file: File
  alt: string
  isDecorative: boolean
}

/** Stores a picture for a page the asker may write in. The words for it live in the page; here they are only required. */
export async function uploadPicture(ctx: Ctx, documentId: string, upload: Upload) {
  const { user } = await requireDocument(ctx, documentId, { content: 'write' })
  if (upload.file.size > uploadBytes) throw new AppError('too_large', 'file_too_large')
  if (!upload.isDecorative && upload.alt === '')
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'alt', reason: 'alt_missing' }] })
  const picture = await encodePicture(new Uint8Array(await upload.file.arrayBuffer()), upload.file.type)
  const id = await ctx.db.transaction(async (tx) => {
    // Decoding takes a while: a page that was frozen meanwhile takes no picture.
    await requireDocument(ctx, documentId, { content: 'write' }, tx)
    return insertFile(tx, { documentId, ...picture, uploadedBy: user.id, createdAt: ctx.now() })
  })
  return { file: { id, width: picture.width, height: picture.height, type: picture.type } }
}

/** Where a file's bytes are, for whoever may read the document it is in. */
export async function openFile(ctx: Ctx, fileId: string) {
  requireUser(ctx)
  const place = await findFilePlace(ctx.db, fileId)
  if (!place) throw notFound()
  await requireDocument(ctx, place.documentId, { content: 'read' })
  return {
    type: place.type,
    async read() {
      const bytes = await findFileBytes(ctx.db, fileId)
      if (!bytes) throw notFound()
      return new Uint8Array(bytes)
    },
  }
}
