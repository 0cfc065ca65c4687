import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { createDocument, editDocument, listProjectDocuments, readDocument } from './documents.ts'
import { checkOnDemand, continueDocument, readQuarantine } from './repair.ts'
import { handOutTemplate } from './hand-out.ts'
import { instructGroups } from './instruction.ts'
import { makeRoom } from './make-room.ts'
import { documentChanges, documentDraft, documentsAsked, groupsToServe, instruction } from './input.ts'
import { documentParam } from '../kit/params.ts'

export const documentRoutes = new Hono<AppEnv>()
  .get(
    '/api/projects/:projectId/documents',
    validate('param', projectParam),
    validate('query', documentsAsked),
    async (c) => {
      const { template, removed } = c.req.valid('query')
      const asked = { ...(template && { isTemplate: template === 'true' }), isRemoved: removed === 'true' }
      return c.json(await listProjectDocuments(c.var.ctx, c.req.valid('param').projectId, asked))
    },
  )
  .post(
    '/api/projects/:projectId/documents',
    validate('param', projectParam),
    validate('json', documentDraft),
    async (c) => c.json(await createDocument(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
  .get('/api/documents/:documentId', validate('param', documentParam), async (c) =>
    c.json(await readDocument(c.var.ctx, c.req.valid('param').documentId)),
  )
  .patch('/api/documents/:documentId', validate('param', documentParam), validate('json', documentChanges), async (c) =>
    c.json(await editDocument(c.var.ctx, c.req.valid('param').documentId, given(c.req.valid('json')))),
  )
  .post('/api/documents/:documentId/check', validate('param', documentParam), async (c) =>
    c.json(await checkOnDemand(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post('/api/documents/:documentId/continue', validate('param', documentParam), async (c) =>
    c.json(await continueDocument(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post('/api/documents/:documentId/make-room', validate('param', documentParam), async (c) =>
    c.json(await makeRoom(c.var.ctx, c.req.valid('param').documentId)),
  )
  .get('/api/documents/:documentId/quarantine', validate('param', documentParam), async (c) =>
    c.json(await readQuarantine(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post(
    '/api/documents/:documentId/hand-out',
    validate('param', documentParam),
    validate('json', groupsToServe),
    async (c) =>
      c.json(await handOutTemplate(c.var.ctx, c.req.valid('param').documentId, c.req.valid('json').groupIds), 201),
  )
  .post(
    '/api/documents/:documentId/instruction',
    validate('param', documentParam),
    validate('json', instruction),
    async (c) => c.json(await instructGroups(c.var.ctx, c.req.valid('param').documentId, c.req.valid('json'))),
  )
