import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { locales } from '#db/schema/values.ts'
import type { AppEnv } from '../kit/context.ts'
import { documentParam, projectParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { drawAttestation } from './attestation-sheet.ts'
import { drawContributions } from './contributions-sheet.ts'
import { keepOral, showOral } from './oral.ts'
import { oralDraft } from './oral-input.ts'
import { drawClass, drawPupil } from './judgements-sheet.ts'
import { drawOral } from './oral-sheet.ts'
import { drawParents } from './parents-sheet.ts'

const pupilParam = z.strictObject({ projectId: z.uuid().toLowerCase(), userId: z.uuid().toLowerCase() })
/** Of the words on the sheet. */
const asked = z.strictObject({ language: z.enum(locales).default('en') })

export const sheetRoutes = new Hono<AppEnv>()
  .get('/api/me/attestation', validate('query', asked), async (c) =>
    send(c, await drawAttestation(c.var.ctx, c.req.valid('query').language), 'attestation'),
  )
  .get('/api/projects/:projectId/pupils/:userId/oral', validate('param', pupilParam), async (c) => {
    const { projectId, userId } = c.req.valid('param')
    return c.json(await showOral(c.var.ctx, projectId, userId))
  })
  .put('/api/projects/:projectId/oral', validate('param', projectParam), validate('json', oralDraft), async (c) =>
    c.json(await keepOral(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .get(
    '/api/projects/:projectId/pupils/:userId/file',
    validate('param', pupilParam),
    validate('query', asked),
    async (c) => send(c, await drawOral(c.var.ctx, c.req.valid('param'), c.req.valid('query').language), 'oral'),
  )
  .get(
    '/api/projects/:projectId/judgements/sheet',
    validate('param', projectParam),
    validate('query', asked),
    async (c) =>
      send(c, await drawClass(c.var.ctx, c.req.valid('param').projectId, c.req.valid('query').language), 'class'),
  )
  .get(
    '/api/projects/:projectId/pupils/:userId/judgements/sheet',
    validate('param', pupilParam),
    validate('query', asked),
    async (c) => send(c, await drawPupil(c.var.ctx, c.req.valid('param'), c.req.valid('query').language), 'summary'),
  )
  .get(
    '/api/projects/:projectId/pupils/:userId/judgements/parents',
    validate('param', pupilParam),
    validate('query', asked),
    async (c) => send(c, await drawParents(c.var.ctx, c.req.valid('param'), c.req.valid('query').language), 'parents'),
  )
  .get(
    '/api/documents/:documentId/contributions/sheet',
    validate('param', documentParam),
    validate('query', asked),
    async (c) => {
      const { documentId } = c.req.valid('param')
      return send(c, await drawContributions(c.var.ctx, documentId, c.req.valid('query').language), 'contributions')
    },
  )

/** Judged at each request, so kept nowhere. Opened in a frame of somebody else's page, it is nothing. */
function send(c: Context<AppEnv>, pdf: Uint8Array<ArrayBuffer>, name: string) {
  c.header('Content-Type', 'application/pdf')
  c.header('Content-Disposition', `attachment; filename="${name}-${c.var.ctx.now().toISOString().slice(0, 10)}.pdf"`)
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Content-Type-Options', 'nosniff')
  return c.body(pdf)
}
