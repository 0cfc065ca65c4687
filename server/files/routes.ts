import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../context.ts'
import { documentParam } from '../documents/input.ts'
import { validate } from '../validate.ts'
import { openFile, uploadPicture } from './files.ts'

const fileParam = z.strictObject({ fileId: z.uuid() })

const pictureForm = z.strictObject({
  file: z.file(),
  alt: z.string().trim().max(1_000).default(''),
  decorative: z.enum(['true', 'false']).default('false'),
})

/** Short: whoever loses the right to read a page keeps its pictures no longer than this. */
const cacheSeconds = 300

export const fileRoutes = new Hono<AppEnv>()
  .post(
    '/api/documents/:documentId/images',
    validate('param', documentParam),
    validate('form', pictureForm),
    async (c) => {
      const { file, alt, decorative } = c.req.valid('form')
      const upload = { file, alt, isDecorative: decorative === 'true' }
      return c.json(await uploadPicture(c.var.ctx, c.req.valid('param').documentId, upload), 201)
    },
  )
  .get('/api/files/:fileId', validate('param', fileParam), async (c) => {
    const { fileId } = c.req.valid('param')
    const file = await openFile(c.var.ctx, fileId)
    // R15. A file never changes under its id, so the id is its tag.
    const tag = `"${fileId}"`
    c.header('Cache-Control', `private, max-age=${cacheSeconds}`)
    c.header('ETag', tag)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Content-Security-Policy', "sandbox; default-src 'none'")
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    if (c.req.header('If-None-Match') === tag) return c.body(null, 304)
    c.header('Content-Type', file.type)
    c.header('Content-Disposition', `attachment; filename="${fileId}.${file.type.replace('image/', '')}"`)
    return c.body(await file.read())
  })
