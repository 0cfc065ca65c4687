import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { newApproval, newSubject, subjectChanges, teamChanges } from './input.ts'
import { approveTeam, showSchoolTeams, withdrawApproval } from './school-teams.ts'
import { addSubject, editSubject, editTeam, removeSubject, showTeam } from './team.ts'

const subjectParam = z.strictObject({ projectId: z.uuid().toLowerCase(), subjectId: z.uuid().toLowerCase() })

export const teamRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/team', validate('param', projectParam), async (c) =>
    c.json(await showTeam(c.var.ctx, c.req.valid('param').projectId)),
  )
  .patch('/api/projects/:projectId/team', validate('param', projectParam), validate('json', teamChanges), async (c) =>
    c.json(await editTeam(c.var.ctx, c.req.valid('param').projectId, given(c.req.valid('json')))),
  )
  .post(
    '/api/projects/:projectId/team/subjects',
    validate('param', projectParam),
    validate('json', newSubject),
    async (c) => c.json(await addSubject(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
  .patch(
    '/api/projects/:projectId/team/subjects/:subjectId',
    validate('param', subjectParam),
    validate('json', subjectChanges),
    async (c) => c.json(await editSubject(c.var.ctx, c.req.valid('param'), given(c.req.valid('json')))),
  )
  .delete('/api/projects/:projectId/team/subjects/:subjectId', validate('param', subjectParam), async (c) =>
    c.json(await removeSubject(c.var.ctx, c.req.valid('param'))),
  )
  .get('/api/school/teams', async (c) => c.json(await showSchoolTeams(c.var.ctx)))
  .put('/api/school/teams/:projectId', validate('param', projectParam), validate('json', newApproval), async (c) => {
    await approveTeam(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').note)
    return c.body(null, 204)
  })
  .delete('/api/school/teams/:projectId', validate('param', projectParam), async (c) => {
    await withdrawApproval(c.var.ctx, c.req.valid('param').projectId)
    return c.body(null, 204)
  })
