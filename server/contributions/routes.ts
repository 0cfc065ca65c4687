import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { sendContent } from '../kit/packed.ts'
import { documentParam, projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { showContributions } from './documents.ts'
import { showProjectContributions } from './project.ts'

export const contributionRoutes = new Hono<AppEnv>()
  .get('/api/documents/:documentId/contributions', validate('param', documentParam), async (c) =>
    sendContent(c, await showContributions(c.var.ctx, c.req.valid('param').documentId)),
  )
  .get('/api/projects/:projectId/contributions', validate('param', projectParam), async (c) =>
    sendContent(c, await showProjectContributions(c.var.ctx, c.req.valid('param').projectId)),
  )
