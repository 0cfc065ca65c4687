import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Exact Origin on every mutation (R13): a foreign, null or missing one is refused before anything is read. */
export const checkOrigin = (origins: string[]) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!reading.has(c.req.method) && !origins.includes(c.req.header('Origin') ?? '')) {
      throw new AppError('forbidden', 'foreign_origin')
    }
    await next()
  })
