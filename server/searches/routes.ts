import { Hono } from 'hono'
import type { Memory } from '../directory/directory.ts'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { newSearch, searchChanges, searchLooked, searchParam } from './input.ts'
import { changeSearch, listSearches, lookedAt, removeSearch, saveSearch, showNew } from './searches.ts'

export const searchRoutes = (memory: Memory) =>
  new Hono<AppEnv>()
    .get('/api/searches', async (c) => c.json(await listSearches(c.var.ctx)))
    .post('/api/searches', validate('json', newSearch), async (c) =>
      c.json(await saveSearch(c.var.ctx, c.req.valid('json')), 201),
    )
    .patch('/api/searches/:searchId', validate('param', searchParam), validate('json', searchChanges), async (c) =>
      c.json(await changeSearch(c.var.ctx, c.req.valid('param').searchId, c.req.valid('json'))),
    )
    .delete('/api/searches/:searchId', validate('param', searchParam), async (c) => {
      await removeSearch(c.var.ctx, c.req.valid('param').searchId)
      return c.body(null, 204)
    })
    .get('/api/searches/:searchId/new', validate('param', searchParam), async (c) =>
      c.json(await showNew(c.var.ctx, memory, c.req.valid('param').searchId)),
    )
    .put(
      '/api/searches/:searchId/looked',
      validate('param', searchParam),
      validate('json', searchLooked),
      async (c) => {
        await lookedAt(c.var.ctx, c.req.valid('param').searchId, c.req.valid('json'))
        return c.body(null, 204)
      },
    )
