import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { showDesk } from './desk.ts'
import { deskAsked, officeParam, promises } from './input.ts'
import { editPromises } from './promises.ts'

export const officeDeskRoutes = new Hono<AppEnv>()
  .get('/api/offices/:officeId/desk', validate('param', officeParam), validate('query', deskAsked), async (c) =>
    c.json(await showDesk(c.var.ctx, c.req.valid('param').officeId, c.req.valid('query'))),
  )
  .put('/api/offices/:officeId/promises', validate('param', officeParam), validate('json', promises), async (c) =>
    c.json(await editPromises(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json'))),
  )
