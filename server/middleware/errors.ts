import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { AppEnv } from '../kit/context.ts'
import { checkSoon } from '../documents/check.ts'
import { Damaged } from '../content/integrity.ts'
import { AppError, statusOf } from '../kit/errors.ts'

/** The one place where an error becomes a status. What is no AppError is a bug: logged whole, shown plain. */
export function handleError(thrown: Error, c: Context<AppEnv>) {
  const requestId = c.var.ctx?.requestId ?? 'none'
  if (thrown instanceof Damaged) checkSoon(c.var.ctx, thrown.documentId)
  const error = asAppError(thrown)
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

const asAppError = (thrown: Error) => {
  if (isUnreadableBody(thrown)) return new AppError('invalid', 'not_json')
  return thrown instanceof Damaged ? new AppError('conflict', 'document_damaged') : thrown
}

/** Hono's own words for a body that cannot be parsed. */
const isUnreadableBody = (error: Error) => error instanceof HTTPException && error.status === 400
