import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { AppEnv } from '../context.ts'
import { AppError, statusOf } from '../errors.ts'

/** The one place where an error becomes a status. What is no AppError is a bug: logged whole, shown plain. */
export function handleError(thrown: Error, c: Context<AppEnv>) {
  const requestId = c.var.ctx?.requestId ?? 'none'
  const error = isUnreadableBody(thrown) ? new AppError('invalid', 'not_json') : thrown
  if (error instanceof AppError) {
    if (error.detail.retryAfterMs) c.header('Retry-After', String(Math.ceil(error.detail.retryAfterMs / 1000)))
    return c.json(
      { error: { code: error.code, reason: error.reason, requestId, ...error.detail } },
      statusOf[error.code],
    )
  }
  c.var.ctx?.log.error({ err: error, requestId, path: c.req.path }, 'a request failed')
  return c.json({ error: { code: 'internal', reason: 'internal', requestId } }, 500)
}

/** Hono's own words for a body that cannot be parsed. */
const isUnreadableBody = (error: Error) => error instanceof HTTPException && error.status === 400
