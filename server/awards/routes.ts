import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { plainPage, readerFrom, sendPage } from '../kit/plain-page.ts'
import { validate } from '../kit/validate.ts'
import { listAwards, listGiven, withdrawAward } from './awards.ts'
import { certificatePage, drawCertificate } from './certificate.ts'
import { publish } from './give.ts'
import { awardParam, campaignParam, certificateAsked, givenAsked, officeParam, withdrawal } from './input.ts'

export const awardRoutes = new Hono<AppEnv>()
  .post('/api/campaigns/:campaignId/publish', validate('param', campaignParam), async (c) =>
    c.json(await publish(c.var.ctx, c.req.valid('param').campaignId)),
  )
  .get('/api/awards', async (c) => c.json(await listAwards(c.var.ctx)))
  .get('/api/offices/:officeId/awards', validate('param', officeParam), validate('query', givenAsked), async (c) =>
    c.json(await listGiven(c.var.ctx, c.req.valid('param').officeId, c.req.valid('query'))),
  )
  .post('/api/awards/:awardId/withdraw', validate('param', awardParam), validate('json', withdrawal), async (c) => {
    await withdrawAward(c.var.ctx, c.req.valid('param').awardId, c.req.valid('json').reason)
    return c.body(null, 204)
  })
  .get(
    '/api/awards/:awardId/certificate',
    validate('param', awardParam),
    validate('query', certificateAsked),
    async (c) => {
      const pdf = await drawCertificate(c.var.ctx, c.req.valid('param').awardId, c.req.valid('query').language)
      c.header('Content-Type', 'application/pdf')
      c.header('Content-Disposition', 'attachment; filename="certificate.pdf"')
      c.header('Cache-Control', 'private, no-store')
      c.header('X-Content-Type-Options', 'nosniff')
      return c.body(pdf)
    },
  )
  .get('/certificate/:code', async (c) => {
    const reader = readerFrom(c)
    const page = await certificatePage(c.var.ctx, reader.locale, c.req.param('code'))
    return sendPage(c, plainPage({ reader, robots: 'noindex', ...page }))
  })
