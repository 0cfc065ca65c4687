import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { lines } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { actOn, appeal, showApproval } from './approvals.ts'
import type { Outcomes } from './outcomes.ts'

const approvalParam = z.strictObject({ approvalId: z.uuid().toLowerCase() })
const said = z.strictObject({ text: lines(4000, 1) })
const decision = z
  .strictObject({ outcome: z.enum(['approved', 'refused']), text: lines(4000).default('') })
  .refine(({ outcome, text }) => outcome === 'approved' || text !== '', {
    path: ['text'],
    error: 'refusal_reason_missing',
  })

/** What follows from an approval is given by `server/app.ts`. */
export const approvalRoutes = (outcomes: Outcomes) =>
  new Hono<AppEnv>()
    .get('/api/approvals/:approvalId', validate('param', approvalParam), async (c) =>
      c.json(await showApproval(c.var.ctx, c.req.valid('param').approvalId)),
    )
    .post(
      '/api/approvals/:approvalId/decide',
      validate('param', approvalParam),
      validate('json', decision),
      async (c) => {
        const { outcome, text } = c.req.valid('json')
        const act = outcome === 'approved' ? 'approve' : 'refuse'
        return c.json(await actOn(c.var.ctx, outcomes, { id: c.req.valid('param').approvalId, act, text }))
      },
    )
    .post('/api/approvals/:approvalId/ask', validate('param', approvalParam), validate('json', said), async (c) =>
      c.json(
        await actOn(c.var.ctx, outcomes, { id: c.req.valid('param').approvalId, act: 'ask', ...c.req.valid('json') }),
      ),
    )
    .post('/api/approvals/:approvalId/answer', validate('param', approvalParam), validate('json', said), async (c) =>
      c.json(
        await actOn(c.var.ctx, outcomes, {
          id: c.req.valid('param').approvalId,
          act: 'answer',
          ...c.req.valid('json'),
        }),
      ),
    )
    .post('/api/approvals/:approvalId/advise', validate('param', approvalParam), validate('json', said), async (c) =>
      c.json(
        await actOn(c.var.ctx, outcomes, {
          id: c.req.valid('param').approvalId,
          act: 'advise',
          ...c.req.valid('json'),
        }),
      ),
    )
    .post('/api/approvals/:approvalId/appeal', validate('param', approvalParam), validate('json', said), async (c) =>
      c.json(await appeal(c.var.ctx, outcomes, { id: c.req.valid('param').approvalId, ...c.req.valid('json') }), 201),
    )
    .post('/api/approvals/:approvalId/withdraw', validate('param', approvalParam), async (c) =>
      c.json(await actOn(c.var.ctx, outcomes, { id: c.req.valid('param').approvalId, act: 'withdraw', text: '' })),
    )
