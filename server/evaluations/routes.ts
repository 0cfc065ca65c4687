import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { assignReaders } from './assign.ts'
import { decide } from './decisions.ts'
import { showDeliberation } from './deliberation.ts'
import { answerGate, giveMark, handInMarks, listMine, showEvaluation } from './evaluations.ts'
import {
  applicationParam,
  campaignParam,
  decisionGiven,
  deliberationAsked,
  evaluationParam,
  gateAnswer,
  markGiven,
  markParam,
  returnGiven,
} from './input.ts'
import { sendBack } from './returns.ts'

const inEvaluation = validate('param', evaluationParam)

export const evaluationRoutes = new Hono<AppEnv>()
  .post('/api/campaigns/:campaignId/assign', validate('param', campaignParam), async (c) =>
    c.json(await assignReaders(c.var.ctx, c.req.valid('param').campaignId)),
  )
  .get(
    '/api/campaigns/:campaignId/deliberation',
    validate('param', campaignParam),
    validate('query', deliberationAsked),
    async (c) => c.json(await showDeliberation(c.var.ctx, c.req.valid('param').campaignId, c.req.valid('query'))),
  )
  .get('/api/evaluations', async (c) => c.json(await listMine(c.var.ctx)))
  .get('/api/evaluations/:evaluationId', inEvaluation, async (c) =>
    c.json(await showEvaluation(c.var.ctx, c.req.valid('param').evaluationId)),
  )
  .post('/api/evaluations/:evaluationId/gate', inEvaluation, validate('json', gateAnswer), async (c) =>
    c.json(await answerGate(c.var.ctx, c.req.valid('param').evaluationId, c.req.valid('json'))),
  )
  .put(
    '/api/evaluations/:evaluationId/marks/:criterion',
    validate('param', markParam),
    validate('json', markGiven),
    async (c) => {
      const { evaluationId, criterion } = c.req.valid('param')
      return c.json(await giveMark(c.var.ctx, evaluationId, criterion, c.req.valid('json')))
    },
  )
  .post('/api/evaluations/:evaluationId/submit', inEvaluation, async (c) =>
    c.json(await handInMarks(c.var.ctx, c.req.valid('param').evaluationId)),
  )
  .post(
    '/api/applications/:applicationId/decisions',
    validate('param', applicationParam),
    validate('json', decisionGiven),
    async (c) => c.json(await decide(c.var.ctx, c.req.valid('param').applicationId, c.req.valid('json')), 201),
  )
  .post(
    '/api/applications/:applicationId/return',
    validate('param', applicationParam),
    validate('json', returnGiven),
    async (c) => {
      await sendBack(c.var.ctx, c.req.valid('param').applicationId, c.req.valid('json'))
      return c.body(null, 204)
    },
  )
