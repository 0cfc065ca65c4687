import { Hono } from 'hono'
import type { Memory } from '../directory/directory.ts'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { foundWithMatch } from './founding.ts'
import { matchParam, newOffer, offerChanges, offerParam, pactWords } from './input.ts'
import { listMatches } from './matches.ts'
import { changeOffer, listOwnOffers, postOffer } from './offers.ts'

export const offerRoutes = (memory: Memory) =>
  new Hono<AppEnv>()
    .get('/api/offers', async (c) => c.json(await listOwnOffers(c.var.ctx)))
    .post('/api/offers', validate('json', newOffer), async (c) =>
      c.json(await postOffer(c.var.ctx, c.req.valid('json')), 201),
    )
    .patch('/api/offers/:offerId', validate('param', offerParam), validate('json', offerChanges), async (c) =>
      c.json(await changeOffer(c.var.ctx, c.req.valid('param').offerId, given(c.req.valid('json')))),
    )
    .get('/api/offers/:offerId/matches', validate('param', offerParam), async (c) =>
      c.json(await listMatches(c.var.ctx, memory, c.req.valid('param').offerId)),
    )
    .post(
      '/api/offers/:offerId/matches/:matchId/project',
      validate('param', matchParam),
      validate('json', pactWords),
      async (c) => {
        const { offerId, matchId } = c.req.valid('param')
        return c.json(await foundWithMatch(c.var.ctx, offerId, matchId, c.req.valid('json')), 201)
      },
    )
