import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { countDirectory, listDirectory, type Memory } from './directory.ts'
import { directoryAsked, directoryCounted, listParam } from './input.ts'

export function directoryRoutes(memory: Memory) {
  return new Hono<AppEnv>()
    .get('/api/directory/:list', validate('param', listParam), validate('query', directoryAsked), async (c) =>
      c.json(await listDirectory(c.var.ctx, memory, c.req.valid('param').list, c.req.valid('query'))),
    )
    .get('/api/directory/:list/counts', validate('param', listParam), validate('query', directoryCounted), async (c) =>
      c.json(await countDirectory(c.var.ctx, memory, c.req.valid('param').list, c.req.valid('query'))),
    )
}
