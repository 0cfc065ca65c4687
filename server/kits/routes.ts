import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { copyKit } from './copy.ts'
import { kitCopyParam, kitDraft, ownKitParam } from './input.ts'
import { removeKit, showKits } from './kits.ts'
import { makeKit } from './make.ts'

export const kitRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/kits', validate('param', projectParam), async (c) =>
    c.json(await showKits(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post('/api/projects/:projectId/kits', validate('param', projectParam), validate('json', kitDraft), async (c) =>
    c.json(await makeKit(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
  .post('/api/projects/:projectId/kits/:kitId/copies', validate('param', kitCopyParam), async (c) => {
    const { projectId, kitId } = c.req.valid('param')
    return c.json(await copyKit(c.var.ctx, projectId, kitId), 201)
  })
  .delete('/api/kits/:kitId', validate('param', ownKitParam), async (c) => {
    await removeKit(c.var.ctx, c.req.valid('param').kitId)
    return c.body(null, 204)
  })
