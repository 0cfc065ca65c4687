import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { documentParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { removalDraft } from './input.ts'
import { removePassage, showRemovals } from './removals.ts'

export const removalRoutes = new Hono<AppEnv>()
  .get('/api/documents/:documentId/removals', validate('param', documentParam), async (c) =>
    c.json(await showRemovals(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post(
    '/api/documents/:documentId/removals',
    validate('param', documentParam),
    validate('json', removalDraft),
    async (c) => c.json(await removePassage(c.var.ctx, c.req.valid('param').documentId, c.req.valid('json')), 201),
  )
