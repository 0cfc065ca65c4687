import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { pseudonymLanguages } from './names.ts'
import { answerPseudonym, askPseudonym, showPseudonym, takeBackPseudonym } from './pseudonyms.ts'

const asked = z.strictObject({ language: z.enum(pseudonymLanguages).default('any') })
const wish = z.strictObject({ pseudonym: z.string().min(1).max(80) })
const answer = z.strictObject({ isApproved: z.boolean() })
const pupilParam = z.strictObject({ id: z.uuid().toLowerCase(), userId: z.uuid().toLowerCase() })

export const pseudonymRoutes = new Hono<AppEnv>()
  .get('/api/me/pseudonym', validate('query', asked), async (c) =>
    c.json(await showPseudonym(c.var.ctx, c.req.valid('query').language)),
  )
  .put('/api/me/pseudonym', validate('json', wish), async (c) =>
    c.json(await askPseudonym(c.var.ctx, c.req.valid('json').pseudonym)),
  )
  .delete('/api/me/pseudonym', async (c) => c.json(await takeBackPseudonym(c.var.ctx)))
  .post(
    '/api/classrooms/:id/pupils/:userId/pseudonym',
    validate('param', pupilParam),
    validate('json', answer),
    async (c) => {
      const { id, userId } = c.req.valid('param')
      return c.json(await answerPseudonym(c.var.ctx, id, userId, c.req.valid('json').isApproved))
    },
  )
