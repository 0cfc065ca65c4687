import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { readerFrom, sendMissing, sendPage } from '../kit/plain-page.ts'
import { validate } from '../kit/validate.ts'
import { nameHead } from './head.ts'
import { writeSchoolPage } from './page.ts'

const schoolId = z.uuid().toLowerCase()

export const schoolPageRoutes = new Hono<AppEnv>()
  .get('/schools/:schoolId', async (c) => {
    const asked = schoolId.safeParse(c.req.param('schoolId'))
    const page = asked.success ? await writeSchoolPage(c.var.ctx, asked.data, readerFrom(c)) : null
    return page === null ? sendMissing(c) : sendPage(c, page)
  })
  .put('/api/school/head', validate('json', z.strictObject({ isNamed: z.boolean() })), async (c) => {
    await nameHead(c.var.ctx, c.req.valid('json').isNamed)
    return c.body(null, 204)
  })
