import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { validate } from '../kit/validate.ts'
import { askForHelp, listHelp, showHelp } from './help.ts'
import { helpAsked, helpChange, helpDraft, helpNoteDraft, helpParam } from './input.ts'
import { changeHelp, inviteFromHelp, sayInHelp } from './thread.ts'

export const helpRoutes = new Hono<AppEnv>()
  .get('/api/help', validate('query', helpAsked), async (c) => {
    const { limit, ...asked } = c.req.valid('query')
    return c.json(await listHelp(c.var.ctx, { ...given(asked), limit }))
  })
  .post('/api/help', validate('json', helpDraft), async (c) =>
    c.json(await askForHelp(c.var.ctx, c.req.valid('json')), 201),
  )
  .get('/api/help/:helpId', validate('param', helpParam), async (c) =>
    c.json(await showHelp(c.var.ctx, c.req.valid('param').helpId)),
  )
  .patch('/api/help/:helpId', validate('param', helpParam), validate('json', helpChange), async (c) =>
    c.json(await changeHelp(c.var.ctx, c.req.valid('param').helpId, c.req.valid('json'))),
  )
  .post('/api/help/:helpId/notes', validate('param', helpParam), validate('json', helpNoteDraft), async (c) =>
    c.json(await sayInHelp(c.var.ctx, c.req.valid('param').helpId, c.req.valid('json')), 201),
  )
  .post('/api/help/:helpId/invitation', validate('param', helpParam), async (c) =>
    c.json(await inviteFromHelp(c.var.ctx, c.req.valid('param').helpId), 201),
  )
