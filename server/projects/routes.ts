import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { given } from '../kit/given.ts'
import { projectChanges, projectDraft } from './input.ts'
import { projectParam } from '../kit/params.ts'
import { editProject, foundProject, listOwnProjects, readProject, restoreProject } from './projects.ts'

export const projectRoutes = new Hono<AppEnv>()
  .get('/api/projects', async (c) => c.json(await listOwnProjects(c.var.ctx)))
  .post('/api/projects', validate('json', projectDraft), async (c) =>
    c.json(await foundProject(c.var.ctx, c.req.valid('json')), 201),
  )
  .get('/api/projects/:projectId', validate('param', projectParam), async (c) =>
    c.json(await readProject(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post('/api/projects/:projectId/restore', validate('param', projectParam), async (c) =>
    c.json(await restoreProject(c.var.ctx, c.req.valid('param').projectId)),
  )
  .patch('/api/projects/:projectId', validate('param', projectParam), validate('json', projectChanges), async (c) =>
    c.json(await editProject(c.var.ctx, c.req.valid('param').projectId, given(c.req.valid('json')))),
  )
