import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { fileKinds, fileTypes } from '#db/schema/values.ts'
import { channelParam } from '../chat/input.ts'
import type { AppEnv } from '../kit/context.ts'
import { documentParam } from '../kit/params.ts'
import { lines } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { disposition } from './file-names.ts'
import { openFile, uploadFile } from './files.ts'
import { rangeOf } from './ranges.ts'

const fileParam = z.strictObject({ fileId: z.uuid().toLowerCase() })

const fileForm = z.strictObject({
  kind: z.enum(fileKinds),
  file: z.file(),
  alt: lines(1_000).default(''),
  decorative: z.enum(['true', 'false']).default('false'),
  key: z.uuid().toLowerCase().optional(),
})

const uploadFrom = ({ decorative, ...form }: z.infer<typeof fileForm>) => ({
  ...form,
  isDecorative: decorative === 'true',
})

/** Short: whoever loses the right to read its place keeps its files no longer than this. */
const cacheSeconds = 300

export const fileRoutes = new Hono<AppEnv>()
  .post('/api/documents/:documentId/files', validate('param', documentParam), validate('form', fileForm), async (c) => {
    return c.json(await uploadFile(c.var.ctx, c.req.valid('param'), uploadFrom(c.req.valid('form'))), 201)
  })
  .post('/api/channels/:channelId/files', validate('param', channelParam), validate('form', fileForm), async (c) => {
    return c.json(await uploadFile(c.var.ctx, c.req.valid('param'), uploadFrom(c.req.valid('form'))), 201)
  })
  .get('/api/files/:fileId', validate('param', fileParam), async (c) => {
    const { fileId } = c.req.valid('param')
    const file = await openFile(c.var.ctx, fileId)
    // A message may be taken away at any moment: its files are asked for each time, and mostly not sent again.
    const keep = file.channelId === null ? `private, max-age=${cacheSeconds}` : 'private, no-cache'
    return sendFile(c, { ...file, id: fileId, keep })
  })

interface SentFile extends Pick<Awaited<ReturnType<typeof openFile>>, 'kind' | 'type' | 'name' | 'size' | 'read'> {
  id: string
  /** How long a browser may keep it. */
  keep: string
}

/** R15: nothing that was uploaded is ever a page of ours. A voice note alone is played where it is. */
export async function sendFile(c: Context<AppEnv>, file: SentFile) {
  const { id: fileId } = file
  // A file changes under its id once at most, when it is freed of its author's name, and is of another size then.
  const tag = `"${fileId}-${file.size}"`
  c.header('Cache-Control', file.keep)
  c.header('ETag', tag)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Content-Security-Policy', "sandbox; default-src 'none'")
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  c.header('Accept-Ranges', 'bytes')
  if (c.req.header('If-None-Match') === tag) return c.body(null, 304)
  const ifRange = c.req.header('If-Range')
  const range = ifRange === undefined || ifRange === tag ? rangeOf(c.req.header('Range'), file.size) : null
  if (range === 'beyond') {
    c.header('Content-Range', `bytes */${file.size}`)
    return c.body(null, 416)
  }
  const name = file.name === '' ? `${fileId}.${fileTypes[file.type]}` : file.name
  const part = range ?? { from: 0, to: file.size }
  c.header('Content-Type', file.type)
  c.header('Content-Disposition', disposition(file.kind === 'voice' ? 'inline' : 'attachment', name))
  if (range !== null) c.header('Content-Range', `bytes ${part.from}-${part.to - 1}/${file.size}`)
  return c.body(await file.read(part), range === null ? 200 : 206)
}
