import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { answerPage, plainPage, readerFrom, sendPage } from '../kit/plain-page.ts'
import { labelledSought } from './input.ts'
import { labelledPage } from './page.ts'

export const labelledSchoolRoutes = new Hono<AppEnv>().get('/labelled-schools', (c) =>
  answerPage(c, async () => {
    const reader = readerFrom(c)
    const page = await labelledPage(c.var.ctx, reader.locale, labelledSought.parse(c.req.query()))
    return sendPage(c, plainPage({ reader, robots: 'index', ...page }))
  }),
)
