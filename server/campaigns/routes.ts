import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { changeCampaign, listCampaignsAt, openCampaign, planCampaign } from './campaigns.ts'
import {
  campaignChange,
  campaignParam,
  conditionsAsked,
  newCampaign,
  newRulebook,
  officeParam,
  openParam,
  previewAsked,
  radarAsked,
  rulebookChange,
  rulebookParam,
} from './input.ts'
import { showInstitutionCalls } from './institution-calls.ts'
import { inviteSchools } from './invite.ts'
import { previewRulebook } from './preview.ts'
import { showRadar } from './radar.ts'
import { changeRulebook, copyRulebook, listRulebooksAt, showRulebook } from './rulebooks.ts'
import { showSchoolConditions } from './school-conditions.ts'

export const campaignRoutes = new Hono<AppEnv>()
  .get('/api/school/conditions', validate('query', conditionsAsked), async (c) =>
    c.json(await showSchoolConditions(c.var.ctx, c.req.valid('query'))),
  )
  .get('/api/school/calls', async (c) => c.json(await showInstitutionCalls(c.var.ctx)))
  .get('/api/offices/:officeId/rulebooks', validate('param', officeParam), async (c) =>
    c.json(await listRulebooksAt(c.var.ctx, c.req.valid('param').officeId)),
  )
  .post('/api/offices/:officeId/rulebooks', validate('param', officeParam), validate('json', newRulebook), async (c) =>
    c.json(await copyRulebook(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .get('/api/offices/:officeId/rulebooks/:rulebookId', validate('param', rulebookParam), async (c) => {
    const { officeId, rulebookId } = c.req.valid('param')
    return c.json(await showRulebook(c.var.ctx, officeId, rulebookId))
  })
  .patch(
    '/api/offices/:officeId/rulebooks/:rulebookId',
    validate('param', rulebookParam),
    validate('json', rulebookChange),
    async (c) => {
      const { officeId, rulebookId } = c.req.valid('param')
      return c.json(await changeRulebook(c.var.ctx, officeId, rulebookId, c.req.valid('json')))
    },
  )
  .post(
    '/api/offices/:officeId/rulebooks/:rulebookId/preview',
    validate('param', rulebookParam),
    validate('json', previewAsked),
    async (c) => {
      const { officeId, rulebookId } = c.req.valid('param')
      return c.json(await previewRulebook(c.var.ctx, officeId, rulebookId, c.req.valid('json')))
    },
  )
  .get('/api/offices/:officeId/campaigns', validate('param', officeParam), async (c) =>
    c.json(await listCampaignsAt(c.var.ctx, c.req.valid('param').officeId)),
  )
  .post('/api/offices/:officeId/campaigns', validate('param', officeParam), validate('json', newCampaign), async (c) =>
    c.json(await planCampaign(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .patch(
    '/api/offices/:officeId/campaigns/:campaignId',
    validate('param', campaignParam),
    validate('json', campaignChange),
    async (c) => {
      const { officeId, campaignId } = c.req.valid('param')
      return c.json(await changeCampaign(c.var.ctx, officeId, campaignId, c.req.valid('json')))
    },
  )
  .post('/api/campaigns/:campaignId/open', validate('param', openParam), async (c) =>
    c.json(await openCampaign(c.var.ctx, c.req.valid('param').campaignId)),
  )
  .post('/api/campaigns/:campaignId/invite', validate('param', openParam), async (c) =>
    c.json(await inviteSchools(c.var.ctx, c.req.valid('param').campaignId)),
  )
  .get('/api/offices/:officeId/radar', validate('param', officeParam), validate('query', radarAsked), async (c) =>
    c.json(await showRadar(c.var.ctx, c.req.valid('param').officeId, c.req.valid('query'))),
  )
