import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { line } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { foundSequel } from './sequels.ts'

const sequel = z.strictObject({ name: line(120) })

export const sequelRoutes = new Hono<AppEnv>().post(
  '/api/projects/:projectId/sequel',
  validate('param', projectParam),
  validate('json', sequel),
  async (c) => c.json(await foundSequel(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').name), 201),
)
