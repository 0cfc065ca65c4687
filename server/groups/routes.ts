import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { line } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { makeGroup, makeGroups, removeGroup, renameGroup } from './groups.ts'

const groupParam = z.strictObject({ groupId: z.uuid().toLowerCase() })
const groupName = line(40)
const named = z.strictObject({ name: groupName })
const groupsToMake = z.strictObject({
  count: z.int().min(1).max(30),
  isMixed: z.boolean(),
  names: z.array(groupName).max(30).default([]),
})

export const groupRoutes = new Hono<AppEnv>()
  .post('/api/projects/:projectId/groups', validate('param', projectParam), validate('json', named), async (c) =>
    c.json(await makeGroup(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').name), 201),
  )
  .post(
    '/api/projects/:projectId/groups/make',
    validate('param', projectParam),
    validate('json', groupsToMake),
    async (c) => c.json(await makeGroups(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .patch('/api/groups/:groupId', validate('param', groupParam), validate('json', named), async (c) =>
    c.json(await renameGroup(c.var.ctx, c.req.valid('param').groupId, c.req.valid('json').name)),
  )
  .delete('/api/groups/:groupId', validate('param', groupParam), async (c) => {
    await removeGroup(c.var.ctx, c.req.valid('param').groupId)
    return c.body(null, 204)
  })
