import { Hono } from 'hono'
import { readMark } from '../input.ts'
import type { AppEnv } from '#server/kit/context.ts'
import { projectParam } from '../../kit/params.ts'
import { cleansControls, validate } from '#server/kit/validate.ts'
import { beginTopic, followTopic, markTopicRead, showForum, showTopic } from './forum.ts'
import { choice, newTopic, pollParam, topicParam, topicsAsked } from './input.ts'
import { choose, closePoll } from './polls.ts'

const inTopic = validate('param', topicParam)
const inPoll = validate('param', pollParam)

export const forumRoutes = new Hono<AppEnv>()
  .get('/api/projects/:projectId/forum', validate('param', projectParam), validate('query', topicsAsked), async (c) =>
    c.json(await showForum(c.var.ctx, c.req.valid('param').projectId, c.req.valid('query'))),
  )
  .post(
    '/api/projects/:projectId/forum',
    validate('param', projectParam),
    validate('json', newTopic, cleansControls),
    async (c) => {
      const { isNew, ...made } = await beginTopic(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))
      return c.json(made, isNew ? 201 : 200)
    },
  )
  .get('/api/topics/:topicId', inTopic, async (c) => c.json(await showTopic(c.var.ctx, c.req.valid('param').topicId)))
  .put('/api/topics/:topicId/following', inTopic, async (c) => {
    await followTopic(c.var.ctx, c.req.valid('param').topicId, true)
    return c.body(null, 204)
  })
  .delete('/api/topics/:topicId/following', inTopic, async (c) => {
    await followTopic(c.var.ctx, c.req.valid('param').topicId, false)
    return c.body(null, 204)
  })
  .put('/api/topics/:topicId/read', inTopic, validate('json', readMark), async (c) => {
    await markTopicRead(c.var.ctx, c.req.valid('param').topicId, c.req.valid('json').sequence)
    return c.body(null, 204)
  })
  .put('/api/polls/:pollId/choice', inPoll, validate('json', choice), async (c) =>
    c.json(await choose(c.var.ctx, c.req.valid('param').pollId, c.req.valid('json').optionIds)),
  )
  .post('/api/polls/:pollId/close', inPoll, async (c) =>
    c.json(await closePoll(c.var.ctx, c.req.valid('param').pollId)),
  )
