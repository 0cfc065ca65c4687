import { Hono } from 'hono'
import * as z from 'zod'
import { handKinds } from '#db/schema/hands.ts'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { lowerHand, setHand, showHands } from './hands.ts'

const hand = z.strictObject({ hand: z.enum(handKinds).nullable() })
const handParam = z.strictObject({ projectId: z.uuid().toLowerCase(), userId: z.uuid().toLowerCase() })

export const handRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/hands', validate('param', projectParam), async (c) =>
    c.json(await showHands(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put('/api/projects/:projectId/hand', validate('param', projectParam), validate('json', hand), async (c) =>
    c.json(await setHand(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').hand)),
  )
  .delete('/api/projects/:projectId/hands/:userId', validate('param', handParam), async (c) => {
    const { projectId, userId } = c.req.valid('param')
    await lowerHand(c.var.ctx, projectId, userId)
    return c.body(null, 204)
  })
