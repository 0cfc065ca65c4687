import * as z from 'zod'
import type { Tx } from '#db/client.ts'
import { findShownBytes, findShownFile, insertShownFile, listShownFiles, type Shower } from '#db/queries/shown-files.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { lines } from '../kit/text.ts'
import { checkUpload } from './files.ts'

/* Pictures and files of what everybody may read: looked at as every upload is. Who may put and open them their feature says. */

export const shownFileForm = z.strictObject({
  kind: z.enum(['picture', 'file']),
  file: z.file(),
  alt: lines(1_000).default(''),
  decorative: z.enum(['true', 'false']).default('false'),
})
type ShownUpload = z.infer<typeof shownFileForm>

const mostFiles = 10

/** What of an upload is kept, to be put in its place by `putShown`: looking at it takes a while. */
export const checkShown = ({ decorative, ...upload }: ShownUpload) =>
  checkUpload({ ...upload, isDecorative: decorative === 'true' })

export async function putShown(
  tx: Tx,
  of: Shower,
  stored: Awaited<ReturnType<typeof checkShown>>,
  alt: string,
): Promise<string> {
  if ((await listShownFiles(tx, of)).length >= mostFiles) throw new AppError('conflict', 'shown_files_full')
  return insertShownFile(tx, of, { ...stored, name: stored.name ?? '', alt, size: stored.bytes.length })
}

/** One of them, to be sent to whoever may read it. */
export async function openShown(ctx: Ctx, of: Shower, fileId: string) {
  const file = await findShownFile(ctx.db, of, fileId)
  if (!file) throw notFound()
  return {
    ...file,
    async read(part: { from: number; to: number }) {
      const bytes = await findShownBytes(ctx.db, fileId, part)
      if (!bytes) throw notFound()
      return new Uint8Array(bytes)
    },
  }
}
