import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { showDossier } from './dossier.ts'
import { dossierChange } from './fields.ts'
import { agreePact } from './pact.ts'
import { saveField } from './save.ts'

/** The pact as it was seen. */
const agreement = z.strictObject({ revision: z.int().min(0).max(1_000_000_000) })

export const dossierRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/dossier', validate('param', projectParam), async (c) =>
    c.json(await showDossier(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put(
    '/api/projects/:projectId/dossier',
    validate('param', projectParam),
    validate('json', dossierChange),
    async (c) => c.json(await saveField(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .post(
    '/api/projects/:projectId/dossier/agree',
    validate('param', projectParam),
    validate('json', agreement),
    async (c) => c.json(await agreePact(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').revision)),
  )
