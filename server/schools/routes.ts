import { Hono } from 'hono'
import * as z from 'zod'
import { line } from '../kit/text.ts'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { changeStaff, editSchool, inviteColleague, showSchool } from './schools.ts'
import { timeZone } from '../kit/time-zone.ts'
import { confirmColleague, refuseColleague } from './waiting.ts'

const schoolChanges = z.strictObject({
  name: line(120).optional(),
  town: line(80).optional(),
  nationalCode: line(20).nullable().optional(),
  timeZone: timeZone.optional(),
  approvesTeams: z.boolean().optional(),
  isPublic: z.boolean().optional(),
})
const staffChanges = z.strictObject({ isSchoolAdmin: z.boolean().optional(), isSuspended: z.boolean().optional() })
const staffParam = z.strictObject({ userId: z.uuid().toLowerCase() })

export const schoolRoutes = new Hono<AppEnv>()
  .get('/api/school', async (c) => c.json(await showSchool(c.var.ctx)))
  .patch('/api/school', validate('json', schoolChanges), async (c) =>
    c.json(await editSchool(c.var.ctx, given(c.req.valid('json')))),
  )
  .post('/api/school/invitations', validate('json', z.strictObject({ role: z.enum(['admin', 'staff']) })), async (c) =>
    c.json(await inviteColleague(c.var.ctx, c.req.valid('json').role), 201),
  )
  .patch('/api/school/staff/:userId', validate('param', staffParam), validate('json', staffChanges), async (c) =>
    c.json(await changeStaff(c.var.ctx, c.req.valid('param').userId, given(c.req.valid('json')))),
  )
  .post('/api/school/waiting/:userId', validate('param', staffParam), async (c) => {
    await confirmColleague(c.var.ctx, c.req.valid('param').userId)
    return c.body(null, 204)
  })
  .delete('/api/school/waiting/:userId', validate('param', staffParam), async (c) => {
    await refuseColleague(c.var.ctx, c.req.valid('param').userId)
    return c.body(null, 204)
  })
