import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { closeFramework, importFramework, showFrameworks } from './frameworks.ts'
import { frameworkDraft, frameworkParam, frameworkQuery } from './input.ts'

export const frameworkRoutes = new Hono<AppEnv>()
  .get('/api/frameworks', validate('query', frameworkQuery), async (c) =>
    c.json(await showFrameworks(c.var.ctx, c.req.valid('query'))),
  )
  .post('/api/frameworks', validate('json', frameworkDraft), async (c) =>
    c.json(await importFramework(c.var.ctx, c.req.valid('json')), 201),
  )
  .delete('/api/frameworks/:frameworkId', validate('param', frameworkParam), async (c) => {
    await closeFramework(c.var.ctx, c.req.valid('param').frameworkId)
    return c.body(null, 204)
  })
