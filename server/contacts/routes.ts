import { Hono } from 'hono'
import * as z from 'zod'
import { messageReportStates } from '#db/schema/values.ts'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { block, endContact, putContact, unblock } from './contacts.ts'
import { readUntil, say, showConversation, takeBack } from './conversations.ts'
import {
  conversationParam,
  letter,
  messageDraft,
  messageParam,
  messageReport,
  messagesAsked,
  officeParam,
  officeReportParam,
  personParam,
  readUpTo,
  reportSettled,
} from './input.ts'
import { showContacts, showPerson, showWaiting } from './people.ts'
import { listReports, reportLetter, reportMessage, settleReport, showReport } from './reports.ts'

const reportsAsked = z.strictObject({ state: z.enum(messageReportStates).default('open') })

const ofPeople = new Hono<AppEnv>()
  .get('/api/contacts', async (c) => c.json(await showContacts(c.var.ctx)))
  .get('/api/contacts/waiting', async (c) => c.json(await showWaiting(c.var.ctx)))
  .get('/api/contacts/:userId', validate('param', personParam), async (c) =>
    c.json(await showPerson(c.var.ctx, c.req.valid('param').userId)),
  )
  .put('/api/contacts/:userId', validate('param', personParam), validate('json', letter), async (c) =>
    c.json(await putContact(c.var.ctx, c.req.valid('param').userId, c.req.valid('json').words)),
  )
  .delete('/api/contacts/:userId', validate('param', personParam), async (c) => {
    await endContact(c.var.ctx, c.req.valid('param').userId)
    return c.body(null, 204)
  })
  .put('/api/contacts/:userId/block', validate('param', personParam), async (c) => {
    await block(c.var.ctx, c.req.valid('param').userId)
    return c.body(null, 204)
  })
  .delete('/api/contacts/:userId/block', validate('param', personParam), async (c) => {
    await unblock(c.var.ctx, c.req.valid('param').userId)
    return c.body(null, 204)
  })
  .post('/api/contacts/:userId/report', validate('param', personParam), validate('json', messageReport), async (c) => {
    await reportLetter(c.var.ctx, c.req.valid('param').userId, c.req.valid('json'))
    return c.body(null, 204)
  })

const ofConversations = new Hono<AppEnv>()
  .get(
    '/api/conversations/:conversationId',
    validate('param', conversationParam),
    validate('query', messagesAsked),
    async (c) => c.json(await showConversation(c.var.ctx, c.req.valid('param').conversationId, c.req.valid('query'))),
  )
  .post(
    '/api/conversations/:conversationId/messages',
    validate('param', conversationParam),
    validate('json', messageDraft),
    async (c) => c.json(await say(c.var.ctx, c.req.valid('param').conversationId, c.req.valid('json')), 201),
  )
  .put(
    '/api/conversations/:conversationId/read',
    validate('param', conversationParam),
    validate('json', readUpTo),
    async (c) => {
      await readUntil(c.var.ctx, c.req.valid('param').conversationId, c.req.valid('json').number)
      return c.body(null, 204)
    },
  )
  .delete('/api/conversations/:conversationId/messages/:messageId', validate('param', messageParam), async (c) => {
    const { conversationId, messageId } = c.req.valid('param')
    await takeBack(c.var.ctx, conversationId, messageId)
    return c.body(null, 204)
  })
  .post(
    '/api/conversations/:conversationId/messages/:messageId/report',
    validate('param', messageParam),
    validate('json', messageReport),
    async (c) => {
      const { conversationId, messageId } = c.req.valid('param')
      await reportMessage(c.var.ctx, conversationId, messageId, c.req.valid('json'))
      return c.body(null, 204)
    },
  )

const ofOffices = new Hono<AppEnv>()
  .get(
    '/api/offices/:officeId/message-reports',
    validate('param', officeParam),
    validate('query', reportsAsked),
    async (c) => c.json(await listReports(c.var.ctx, c.req.valid('param').officeId, c.req.valid('query').state)),
  )
  .get('/api/offices/:officeId/message-reports/:reportId', validate('param', officeReportParam), async (c) => {
    const { officeId, reportId } = c.req.valid('param')
    return c.json(await showReport(c.var.ctx, officeId, reportId))
  })
  .patch(
    '/api/offices/:officeId/message-reports/:reportId',
    validate('param', officeReportParam),
    validate('json', reportSettled),
    async (c) => {
      const { officeId, reportId } = c.req.valid('param')
      return c.json(await settleReport(c.var.ctx, officeId, reportId, c.req.valid('json').note))
    },
  )

export const contactRoutes = new Hono<AppEnv>().route('/', ofPeople).route('/', ofConversations).route('/', ofOffices)
