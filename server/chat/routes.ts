import { Hono } from 'hono'
import type { AppEnv } from '../context.ts'
import { given } from '../projects/given.ts'
import { projectParam } from '../projects/input.ts'
import { validate } from '../validate.ts'
import { editChannel, listProjectChannels, markRead } from './channels.ts'
import { channelChanges, channelParam, messageDraft, messagesAsked, readMark } from './input.ts'
import { postMessage } from './post.ts'
import { readMessages } from './read.ts'

export const chatRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/channels', validate('param', projectParam), async (c) =>
    c.json(await listProjectChannels(c.var.ctx, c.req.valid('param').projectId)),
  )
  .patch('/api/channels/:channelId', validate('param', channelParam), validate('json', channelChanges), async (c) =>
    c.json(await editChannel(c.var.ctx, c.req.valid('param').channelId, given(c.req.valid('json')))),
  )
  .put('/api/channels/:channelId/read', validate('param', channelParam), validate('json', readMark), async (c) => {
    await markRead(c.var.ctx, c.req.valid('param').channelId, c.req.valid('json').sequence)
    return c.body(null, 204)
  })
  .get(
    '/api/channels/:channelId/messages',
    validate('param', channelParam),
    validate('query', messagesAsked),
    async (c) => c.json(await readMessages(c.var.ctx, c.req.valid('param').channelId, c.req.valid('query'))),
  )
  .post(
    '/api/channels/:channelId/messages',
    validate('param', channelParam),
    validate('json', messageDraft),
    async (c) => {
      const { message, isNew } = await postMessage(c.var.ctx, c.req.valid('param').channelId, c.req.valid('json'))
      return c.json({ message }, isNew ? 201 : 200)
    },
  )
