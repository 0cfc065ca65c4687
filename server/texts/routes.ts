import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { answerPage, plainPage, readerFrom, sendPage } from '../kit/plain-page.ts'
import { textsPage } from './page.ts'
import { showTexts } from './texts.ts'

export const textRoutes = new Hono<AppEnv>()
  .get('/api/texts', async (c) => c.json(await showTexts(c.var.ctx)))
  .get('/texts', (c) =>
    answerPage(c, async () => {
      const reader = readerFrom(c)
      return sendPage(c, plainPage({ reader, robots: 'index', ...(await textsPage(c.var.ctx, reader.locale)) }))
    }),
  )
