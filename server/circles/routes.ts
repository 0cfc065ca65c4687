import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { changeCircle, foundCircle, listCircles, showCircle } from './circles.ts'
import { listForOffice, setFeatured } from './features.ts'
import {
  asking,
  circleChanges,
  circleMemberParam,
  circleParam,
  featureParam,
  memberPart,
  newCircle,
  officeParam,
} from './input.ts'
import { joinCircle, leaveCircle, removeFromCircle, setMember } from './members.ts'

const itself = new Hono<AppEnv>()
  .get('/api/circles', async (c) => c.json(await listCircles(c.var.ctx)))
  .post('/api/circles', validate('json', newCircle), async (c) =>
    c.json(await foundCircle(c.var.ctx, c.req.valid('json')), 201),
  )
  .get('/api/circles/:circleId', validate('param', circleParam), async (c) =>
    c.json(await showCircle(c.var.ctx, c.req.valid('param').circleId)),
  )
  .patch('/api/circles/:circleId', validate('param', circleParam), validate('json', circleChanges), async (c) =>
    c.json(await changeCircle(c.var.ctx, c.req.valid('param').circleId, given(c.req.valid('json')))),
  )

const ofPeople = new Hono<AppEnv>()
  .put('/api/circles/:circleId/membership', validate('param', circleParam), validate('json', asking), async (c) =>
    c.json(await joinCircle(c.var.ctx, c.req.valid('param').circleId, c.req.valid('json').words)),
  )
  .delete('/api/circles/:circleId/membership', validate('param', circleParam), async (c) => {
    await leaveCircle(c.var.ctx, c.req.valid('param').circleId)
    return c.body(null, 204)
  })
  .put(
    '/api/circles/:circleId/members/:userId',
    validate('param', circleMemberParam),
    validate('json', memberPart),
    async (c) => {
      const { circleId, userId } = c.req.valid('param')
      return c.json(await setMember(c.var.ctx, circleId, userId, c.req.valid('json').part))
    },
  )
  .delete('/api/circles/:circleId/members/:userId', validate('param', circleMemberParam), async (c) => {
    const { circleId, userId } = c.req.valid('param')
    return c.json(await removeFromCircle(c.var.ctx, circleId, userId))
  })

const ofOffices = new Hono<AppEnv>()
  .get('/api/offices/:officeId/circles', validate('param', officeParam), async (c) =>
    c.json(await listForOffice(c.var.ctx, c.req.valid('param').officeId)),
  )
  .put('/api/offices/:officeId/circles/:circleId', validate('param', featureParam), async (c) => {
    await setFeatured(c.var.ctx, c.req.valid('param'), true)
    return c.body(null, 204)
  })
  .delete('/api/offices/:officeId/circles/:circleId', validate('param', featureParam), async (c) => {
    await setFeatured(c.var.ctx, c.req.valid('param'), false)
    return c.body(null, 204)
  })

export const circleRoutes = new Hono<AppEnv>().route('/', itself).route('/', ofPeople).route('/', ofOffices)
