import { Hono } from 'hono'
import * as z from 'zod'
import { posts } from '#db/schema/values.ts'
import type { AppEnv } from '../kit/context.ts'
import { day } from '../kit/dates.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { endPost, givePosts, showPostsOn, showTerms } from './terms.ts'

/** Of an office are those whom its mandates name: an administrator of a school gives all other posts. */
const givable = posts.filter((post) => post !== 'office')
const newTerms = z.strictObject({ posts: z.array(z.enum(givable)).min(1).max(givable.length), from: day })
const staffParam = z.strictObject({ userId: z.uuid().toLowerCase() })

export const termRoutes = new Hono<AppEnv>()
  .get('/api/school/terms', validate('query', z.strictObject({ on: day.optional() })), async (c) =>
    c.json(await showPostsOn(c.var.ctx, given(c.req.valid('query')).on)),
  )
  .get('/api/school/staff/:userId/terms', validate('param', staffParam), async (c) =>
    c.json(await showTerms(c.var.ctx, c.req.valid('param').userId)),
  )
  .post('/api/school/staff/:userId/terms', validate('param', staffParam), validate('json', newTerms), async (c) =>
    c.json(await givePosts(c.var.ctx, c.req.valid('param').userId, c.req.valid('json')), 201),
  )
  .patch(
    '/api/school/terms/:termId',
    validate('param', z.strictObject({ termId: z.uuid().toLowerCase() })),
    validate('json', z.strictObject({ to: day })),
    async (c) => c.json(await endPost(c.var.ctx, c.req.valid('param').termId, c.req.valid('json').to)),
  )
