import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A mailbox follows a signed link, from no page of ours; nothing but the link is believed there. */
const isSigned = (path: string) => path.startsWith('/api/unsubscribe/')

/** Exact Origin on every mutation (R13): a foreign, null or missing one is refused before anything is read. */
export const checkOrigin = (origins: string[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const isChange = !reading.has(c.req.method) && !isSigned(c.req.path)
    if (isChange && !origins.includes(c.req.header('Origin') ?? '')) {
      throw new AppError('forbidden', 'foreign_origin')
    }
    await next()
  })
