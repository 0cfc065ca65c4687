import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { checkAudit, showAuditCheck } from './check.ts'
import { auditFormats, exportAudit } from './export.ts'
import { showAudit } from './view.ts'

const auditQuery = z.strictObject({ before: z.coerce.number().int().min(1).optional() })
const exportQuery = z.strictObject({ format: z.enum(['csv', 'jsonl']) })

export const auditRoutes = new Hono<AppEnv>()
  .get('/api/school/audit', validate('query', auditQuery), async (c) =>
    c.json(await showAudit(c.var.ctx, c.req.valid('query').before ?? null)),
  )
  .get('/api/school/audit/check', async (c) => c.json(await showAuditCheck(c.var.ctx)))
  .post('/api/school/audit/check', validate('json', z.strictObject({})), async (c) =>
    c.json(await checkAudit(c.var.ctx)),
  )
  .get('/api/school/audit/export', validate('query', exportQuery), async (c) => {
    const { format } = c.req.valid('query')
    const { ctx } = c.var
    c.header('Content-Type', auditFormats[format])
    c.header('Content-Disposition', `attachment; filename="audit-${ctx.now().toISOString().slice(0, 10)}.${format}"`)
    return c.body(await exportAudit(ctx, format))
  })
