import { Hono } from 'hono'
import * as z from 'zod'
import { memberRoles } from '#db/schema/values.ts'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { inviteToProject } from './invitations.ts'
import { addPupils, editMember, listPeople, removeMember } from './people.ts'

const memberParam = z.strictObject({ projectId: z.uuid().toLowerCase(), userId: z.uuid().toLowerCase() })

const pupilsToAdd = z.union([
  z.strictObject({ classroomId: z.uuid().toLowerCase() }),
  z.strictObject({ userIds: z.array(z.uuid().toLowerCase()).min(1).max(200) }),
])

const memberChanges = z
  .strictObject({ role: z.enum(memberRoles).optional(), groupId: z.uuid().toLowerCase().nullable().optional() })
  .refine((changes) => changes.role !== undefined || changes.groupId !== undefined, { error: 'nothing_to_change' })

/** A teacher is of one's own school or of another, which is what is meant where nothing is said. */
const newInvitation = z.union([
  z.strictObject({ role: z.literal('teacher'), audience: z.enum(['colleague', 'partner']).default('partner') }),
  z.strictObject({
    role: z.enum(['visitor', 'guest']),
    audience: z.literal('visitor').default('visitor'),
  }),
])

export const peopleRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/people', validate('param', projectParam), async (c) =>
    c.json(await listPeople(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post('/api/projects/:projectId/pupils', validate('param', projectParam), validate('json', pupilsToAdd), async (c) =>
    c.json(await addPupils(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .patch(
    '/api/projects/:projectId/members/:userId',
    validate('param', memberParam),
    validate('json', memberChanges),
    async (c) => {
      const { projectId, userId } = c.req.valid('param')
      return c.json(await editMember(c.var.ctx, projectId, userId, given(c.req.valid('json'))))
    },
  )
  .delete('/api/projects/:projectId/members/:userId', validate('param', memberParam), async (c) => {
    const { projectId, userId } = c.req.valid('param')
    await removeMember(c.var.ctx, projectId, userId)
    return c.body(null, 204)
  })
  .post(
    '/api/projects/:projectId/invitations',
    validate('param', projectParam),
    validate('json', newInvitation),
    async (c) => c.json(await inviteToProject(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json')), 201),
  )
