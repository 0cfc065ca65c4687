import { Hono } from 'hono'
import { sendFile } from '../files/routes.ts'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { removeExtract, takeExtract } from './extracts.ts'
import { extractDraft, extractFileParam, extractParam, extractsAsked } from './input.ts'
import { openExtractFile, showExtract, showExtracts } from './views.ts'

export const extractRoutes = new Hono<AppEnv>()
  .post('/api/extracts', validate('json', extractDraft), async (c) =>
    c.json(await takeExtract(c.var.ctx, c.req.valid('json').source), 201),
  )
  .get(
    '/api/projects/:projectId/extracts',
    validate('param', projectParam),
    validate('query', extractsAsked),
    async (c) => c.json(await showExtracts(c.var.ctx, c.req.valid('param').projectId, c.req.valid('query'))),
  )
  .get('/api/extracts/:extractId', validate('param', extractParam), async (c) =>
    c.json(await showExtract(c.var.ctx, c.req.valid('param').extractId)),
  )
  .delete('/api/extracts/:extractId', validate('param', extractParam), async (c) => {
    await removeExtract(c.var.ctx, c.req.valid('param').extractId)
    return c.body(null, 204)
  })
  .get('/api/extracts/:extractId/files/:fileId', validate('param', extractFileParam), async (c) => {
    const { extractId, fileId } = c.req.valid('param')
    const file = await openExtractFile(c.var.ctx, extractId, fileId)
    return sendFile(c, { ...file, id: fileId, keep: 'private, no-cache' })
  })
