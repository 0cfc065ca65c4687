import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { line, lines } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { applyForAdmission } from './admission.ts'
import { inviteToInstitution, registerInstitution, showInstitutions } from './register.ts'
import { findHosts, showTraining } from './training.ts'

const officeParam = z.strictObject({ officeId: z.uuid().toLowerCase() })
const institutionParam = z.strictObject({ officeId: z.uuid().toLowerCase(), schoolId: z.uuid().toLowerCase() })
const newInstitution = z.strictObject({ name: line(120), town: line(80), region: line(80).optional() })
const search = z.strictObject({
  country: z
    .string()
    .length(2)
    .regex(/^[A-Z]{2}$/),
  q: line(80, 2),
})

export const institutionRoutes = new Hono<AppEnv>()
  .get('/api/school/training', async (c) => c.json(await showTraining(c.var.ctx)))
  .get('/api/school/training/hosts', validate('query', search), async (c) =>
    c.json(await findHosts(c.var.ctx, c.req.valid('query'))),
  )
  .post('/api/school/admission', validate('json', z.strictObject({ letter: lines(4000, 1) })), async (c) =>
    c.json(await applyForAdmission(c.var.ctx, c.req.valid('json').letter), 201),
  )
  .get('/api/offices/:officeId/institutions', validate('param', officeParam), async (c) =>
    c.json(await showInstitutions(c.var.ctx, c.req.valid('param').officeId)),
  )
  .post(
    '/api/offices/:officeId/institutions',
    validate('param', officeParam),
    validate('json', newInstitution),
    async (c) => c.json(await registerInstitution(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .post('/api/offices/:officeId/institutions/:schoolId/invitation', validate('param', institutionParam), async (c) =>
    c.json(await inviteToInstitution(c.var.ctx, c.req.valid('param')), 201),
  )
