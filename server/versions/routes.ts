import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { documentParam } from '../kit/params.ts'
import { sendContent } from '../kit/packed.ts'
import { line } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { listDocumentVersions, nameVersion, readLiveContent, readVersion, restoreVersion } from './versions.ts'

const versionParam = z.strictObject({ versionId: z.uuid().toLowerCase() })
const named = z.strictObject({ name: line(120) })

export const versionRoutes = new Hono<AppEnv>()
  .get('/api/documents/:documentId/versions', validate('param', documentParam), async (c) =>
    c.json(await listDocumentVersions(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post('/api/documents/:documentId/versions', validate('param', documentParam), validate('json', named), async (c) =>
    c.json(await nameVersion(c.var.ctx, c.req.valid('param').documentId, c.req.valid('json').name), 201),
  )
  .get('/api/documents/:documentId/content', validate('param', documentParam), async (c) =>
    sendContent(c, await readLiveContent(c.var.ctx, c.req.valid('param').documentId)),
  )
  .get('/api/versions/:versionId/content', validate('param', versionParam), async (c) =>
    sendContent(c, await readVersion(c.var.ctx, c.req.valid('param').versionId)),
  )
  .post(
    '/api/versions/:versionId/restore',
    validate('param', versionParam),
    validate('json', z.strictObject({})),
    async (c) => c.json(await restoreVersion(c.var.ctx, c.req.valid('param').versionId)),
  )
