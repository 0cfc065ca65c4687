import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { saveAnswer } from './answers.ts'
import { appeal } from './appeal.ts'
import { showRecognition } from './campaigns.ts'
import { showCollaboration } from './collaboration.ts'
import { noteEvidence, pinEvidence, takeEvidenceBack } from './evidence.ts'
import { beginApplication } from './found.ts'
import {
  answerChange,
  answerParam,
  appealWords,
  applicationDraft,
  applicationParam,
  applicationsAsked,
  campaignParam,
  evidenceDraft,
  evidenceNote,
  evidenceParam,
  personAsked,
  personParam,
} from './input.ts'
import { askPerson, declare, endorse, leaveApplication } from './people.ts'
import { submitApplication, withdrawApplication } from './submit.ts'
import { showApplication, showApplications } from './views.ts'

const acts = { submit: submitApplication, withdraw: withdrawApplication, declare, endorse }

export const applicationRoutes = new Hono<AppEnv>()
  .post(
    '/api/campaigns/:campaignId/applications',
    validate('param', campaignParam),
    validate('json', applicationDraft),
    async (c) => c.json(await beginApplication(c.var.ctx, c.req.valid('param').campaignId, c.req.valid('json')), 201),
  )
  .get('/api/applications', validate('query', applicationsAsked), async (c) =>
    c.json(await showApplications(c.var.ctx, c.req.valid('query').project)),
  )
  .get('/api/applications/:applicationId', validate('param', applicationParam), async (c) =>
    c.json(await showApplication(c.var.ctx, c.req.valid('param').applicationId)),
  )
  .put(
    '/api/applications/:applicationId/answers/:field',
    validate('param', answerParam),
    validate('json', answerChange),
    async (c) => {
      const { applicationId, field } = c.req.valid('param')
      return c.json(await saveAnswer(c.var.ctx, applicationId, field, c.req.valid('json')))
    },
  )
  .post(
    '/api/applications/:applicationId/people',
    validate('param', applicationParam),
    validate('json', personAsked),
    async (c) => {
      const { applicationId } = c.req.valid('param')
      await askPerson(c.var.ctx, applicationId, c.req.valid('json'))
      return c.json(await showApplication(c.var.ctx, applicationId))
    },
  )
  .delete('/api/applications/:applicationId/people/:userId', validate('param', personParam), async (c) => {
    const { applicationId, userId } = c.req.valid('param')
    await leaveApplication(c.var.ctx, applicationId, userId)
    return c.body(null, 204)
  })
  .post(
    '/api/applications/:applicationId/evidence',
    validate('param', applicationParam),
    validate('json', evidenceDraft),
    async (c) => {
      const { applicationId } = c.req.valid('param')
      return c.json(await pinEvidence(c.var.ctx, applicationId, c.req.valid('json')), 201)
    },
  )
  .patch(
    '/api/applications/:applicationId/evidence/:evidenceId',
    validate('param', evidenceParam),
    validate('json', evidenceNote),
    async (c) => {
      await noteEvidence(c.var.ctx, c.req.valid('param'), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  .delete('/api/applications/:applicationId/evidence/:evidenceId', validate('param', evidenceParam), async (c) => {
    const { applicationId, evidenceId } = c.req.valid('param')
    await takeEvidenceBack(c.var.ctx, applicationId, evidenceId)
    return c.body(null, 204)
  })
  .post('/api/applications/:applicationId/submit', validate('param', applicationParam), async (c) =>
    c.json(await act(c.var.ctx, 'submit', c.req.valid('param'))),
  )
  .post('/api/applications/:applicationId/withdraw', validate('param', applicationParam), async (c) =>
    c.json(await act(c.var.ctx, 'withdraw', c.req.valid('param'))),
  )
  .post('/api/applications/:applicationId/declare', validate('param', applicationParam), async (c) =>
    c.json(await act(c.var.ctx, 'declare', c.req.valid('param'))),
  )
  .post('/api/applications/:applicationId/endorse', validate('param', applicationParam), async (c) =>
    c.json(await act(c.var.ctx, 'endorse', c.req.valid('param'))),
  )
  .post(
    '/api/applications/:applicationId/appeal',
    validate('param', applicationParam),
    validate('json', appealWords),
    async (c) => {
      const { applicationId } = c.req.valid('param')
      await appeal(c.var.ctx, applicationId, c.req.valid('json').words)
      return c.json(await showApplication(c.var.ctx, applicationId))
    },
  )
  .get('/api/projects/:projectId/recognition', validate('param', projectParam), async (c) =>
    c.json(await showRecognition(c.var.ctx, c.req.valid('param').projectId)),
  )
  .get('/api/projects/:projectId/collaboration', validate('param', projectParam), async (c) =>
    c.json(await showCollaboration(c.var.ctx, c.req.valid('param').projectId)),
  )

async function act(
  ctx: AppEnv['Variables']['ctx'],
  name: keyof typeof acts,
  { applicationId }: { applicationId: string },
) {
  await acts[name](ctx, applicationId)
  return showApplication(ctx, applicationId)
}
