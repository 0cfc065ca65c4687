import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { projectParam } from '../kit/params.ts'
import { cleansControls, validate } from '../kit/validate.ts'
import { editChannel, listProjectChannels, markRead } from './channels.ts'
import {
  channelChanges,
  channelParam,
  copyTarget,
  messageChanges,
  messageDraft,
  messageParam,
  messagesAsked,
  reactionParam,
  readMark,
  searchAsked,
} from './input.ts'
import { searchChannel } from './search.ts'
import { copyMessage } from './copy.ts'
import { editMessage, pinMessage, react, readEdits, removeMessage } from './changes.ts'
import { postMessage } from './post.ts'
import { showUnread } from './unread.ts'
import { readHeld, readMessage, readMessages } from './read.ts'

export const chatRoutes = new Hono<AppEnv>()
  .get('/api/unread', async (c) => c.json(await showUnread(c.var.ctx)))
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
    validate('json', messageDraft, cleansControls),
    async (c) => {
      const { message, isNew } = await postMessage(c.var.ctx, c.req.valid('param').channelId, c.req.valid('json'))
      return c.json({ message }, isNew ? 201 : 200)
    },
  )
  .get('/api/channels/:channelId/held', validate('param', channelParam), async (c) =>
    c.json(await readHeld(c.var.ctx, c.req.valid('param').channelId)),
  )
  .get(
    '/api/channels/:channelId/search',
    validate('param', channelParam),
    validate('query', searchAsked, cleansControls),
    async (c) => c.json(await searchChannel(c.var.ctx, c.req.valid('param').channelId, c.req.valid('query'))),
  )
  .get('/api/messages/:messageId', validate('param', messageParam), async (c) =>
    c.json(await readMessage(c.var.ctx, c.req.valid('param').messageId)),
  )
  .patch(
    '/api/messages/:messageId',
    validate('param', messageParam),
    validate('json', messageChanges, cleansControls),
    async (c) => c.json(await editMessage(c.var.ctx, c.req.valid('param').messageId, c.req.valid('json').text)),
  )
  .delete('/api/messages/:messageId', validate('param', messageParam), async (c) =>
    c.json(await removeMessage(c.var.ctx, c.req.valid('param').messageId)),
  )
  .get('/api/messages/:messageId/edits', validate('param', messageParam), async (c) =>
    c.json(await readEdits(c.var.ctx, c.req.valid('param').messageId)),
  )
  .put('/api/messages/:messageId/reactions/:reaction', validate('param', reactionParam), async (c) => {
    const { messageId, reaction } = c.req.valid('param')
    return c.json(await react(c.var.ctx, messageId, reaction, true))
  })
  .delete('/api/messages/:messageId/reactions/:reaction', validate('param', reactionParam), async (c) => {
    const { messageId, reaction } = c.req.valid('param')
    return c.json(await react(c.var.ctx, messageId, reaction, false))
  })
  .put('/api/messages/:messageId/pin', validate('param', messageParam), async (c) =>
    c.json(await pinMessage(c.var.ctx, c.req.valid('param').messageId, true)),
  )
  .delete('/api/messages/:messageId/pin', validate('param', messageParam), async (c) =>
    c.json(await pinMessage(c.var.ctx, c.req.valid('param').messageId, false)),
  )
  .post('/api/messages/:messageId/copy', validate('param', messageParam), validate('json', copyTarget), async (c) =>
    c.json(await copyMessage(c.var.ctx, c.req.valid('param').messageId, c.req.valid('json').documentId), 201),
  )
