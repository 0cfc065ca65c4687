import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { newEntry, newPlacement, newTrainee, placementEnd, placementParam } from './input.ts'
import { showJournal, writeJournal } from './journal.ts'
import { agreePlacement, arrangePlacement, shortenPlacement, showPlacements } from './placements.ts'
import { addTrainee } from './trainees.ts'

export const placementRoutes = new Hono<AppEnv>()
  .get('/api/placements', async (c) => c.json(await showPlacements(c.var.ctx)))
  .post('/api/placements', validate('json', newPlacement), async (c) =>
    c.json(await arrangePlacement(c.var.ctx, c.req.valid('json')), 201),
  )
  .patch(
    '/api/placements/:placementId',
    validate('param', placementParam),
    validate('json', placementEnd),
    async (c) => {
      await shortenPlacement(c.var.ctx, c.req.valid('param').placementId, c.req.valid('json').to)
      return c.body(null, 204)
    },
  )
  .post('/api/placements/:placementId/agree', validate('param', placementParam), async (c) => {
    await agreePlacement(c.var.ctx, c.req.valid('param').placementId)
    return c.body(null, 204)
  })
  .get('/api/placements/:placementId/journal', validate('param', placementParam), async (c) =>
    c.json(await showJournal(c.var.ctx, c.req.valid('param').placementId)),
  )
  .post(
    '/api/placements/:placementId/journal',
    validate('param', placementParam),
    validate('json', newEntry),
    async (c) => c.json(await writeJournal(c.var.ctx, c.req.valid('param').placementId, c.req.valid('json').text), 201),
  )
  .post(
    '/api/projects/:projectId/trainees',
    validate('param', projectParam),
    validate('json', newTrainee),
    async (c) => {
      await addTrainee(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
