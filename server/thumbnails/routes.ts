import { type Context, Hono } from 'hono'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { moment } from '../kit/dates.ts'
import { documentParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { readThumbnail, type Thumbnail } from './thumbnails.ts'

const asked = z.strictObject({
  theme: z.enum(['light', 'dark']).default('light'),
  /** When it was changed: another address, so that a screen that stays open takes the new picture. */
  at: moment.optional(),
})

export const thumbnailRoutes = new Hono<AppEnv>().get(
  '/api/documents/:documentId/thumbnail',
  validate('param', documentParam),
  validate('query', asked),
  async (c) => {
    const { documentId } = c.req.valid('param')
    return send(c, await readThumbnail(c.var.ctx, documentId, c.req.valid('query').theme))
  },
)

/** Judged at each request, so kept nowhere without asking. Opened by itself, it is a picture that can do nothing. */
async function send(c: Context<AppEnv>, { type, isGzipped, bytes, tag }: Thumbnail) {
  c.header('Cache-Control', 'private, no-cache')
  c.header('ETag', tag)
  c.header('Vary', 'Accept-Encoding')
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Content-Security-Policy', "sandbox; default-src 'none'; img-src data:")
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  if (c.req.header('If-None-Match') === tag) return c.body(null, 304)
  c.header('Content-Type', type)
  if (!isGzipped) return c.body(bytes)
  if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? ''))
    return c.body(new Uint8Array(await promisify(gunzip)(bytes)))
  c.header('Content-Encoding', 'gzip')
  return c.body(bytes)
}
