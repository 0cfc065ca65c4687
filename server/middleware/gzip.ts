import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../kit/context.ts'

/** What is shorter fits into one packet with its head as it is. */
const smallestBytes = 1_024
const packed = promisify(gzip)

/**
 * What is read over the API is gzipped for who takes it: a channel's last page is a fifth of its size then, and a class reads
 * it at the same moment over one line. Hono's own `compress` packs the shortest answers too, which come without a length.
 */
export const gzipReads = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    if (c.req.method !== 'GET' || !/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) return
    const { res } = c
    if (res.headers.has('Content-Encoding')) return
    if (res.status !== 200 || !res.headers.get('Content-Type')?.startsWith('application/json')) return
    const bytes = new Uint8Array(await res.arrayBuffer())
    if (bytes.length < smallestBytes) {
      c.res = new Response(bytes, res)
      return
    }
    c.res = new Response(await packed(bytes), res)
    c.header('Content-Encoding', 'gzip')
    c.header('Vary', 'Accept-Encoding', { append: true })
  })
