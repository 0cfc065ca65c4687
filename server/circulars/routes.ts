import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { previewCircular, sendCircular, showCirculars } from './circulars.ts'
import { circularsAsked, newCircular, officeParam } from './input.ts'

export const circularRoutes = new Hono<AppEnv>()
  .get(
    '/api/offices/:officeId/circulars',
    validate('param', officeParam),
    validate('query', circularsAsked),
    async (c) => {
      const { limit, ...asked } = c.req.valid('query')
      return c.json(await showCirculars(c.var.ctx, c.req.valid('param').officeId, { ...given(asked), limit }))
    },
  )
  .post('/api/offices/:officeId/circulars', validate('param', officeParam), validate('json', newCircular), async (c) =>
    c.json(await sendCircular(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .post(
    '/api/offices/:officeId/circulars/preview',
    validate('param', officeParam),
    validate('json', newCircular),
    async (c) => c.json(await previewCircular(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json'))),
  )
