import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../kit/context.ts'
import { answerPage, plainPage, readerFrom, sendPage, sendUnknown } from '../../kit/plain-page.ts'
import { newsParam, newsSought } from '../input.ts'
import { newsCalendar, newsFeed } from './feeds.ts'
import { newsItemPage, newsPage } from './pages.ts'
import { notFound } from '../../kit/errors.ts'

const soughtIn = (c: Context<AppEnv>) => newsSought.parse(c.req.query())

export const publicNewsRoutes = new Hono<AppEnv>()
  .get('/news', (c) =>
    answerPage(c, async () => {
      const reader = readerFrom(c)
      return sendPage(c, plainPage({ reader, robots: 'index', ...(await newsPage(c.var.ctx, reader, soughtIn(c))) }))
    }),
  )
  .get('/news/atom.xml', (c) =>
    answerPage(c, async () =>
      sendUnknown(c, await newsFeed(c.var.ctx, soughtIn(c)), { 'Content-Type': 'application/atom+xml; charset=utf-8' }),
    ),
  )
  .get('/news/events.ics', (c) =>
    answerPage(c, async () =>
      sendUnknown(c, await newsCalendar(c.var.ctx, soughtIn(c)), { 'Content-Type': 'text/calendar; charset=utf-8' }),
    ),
  )
  .get('/news/:newsId', (c) =>
    answerPage(c, async () => {
      const asked = newsParam.safeParse(c.req.param())
      if (!asked.success) throw notFound()
      const reader = readerFrom(c)
      const page = await newsItemPage(c.var.ctx, reader, asked.data.newsId, soughtIn(c).language)
      return sendPage(c, plainPage({ reader, robots: 'index', ...page }), { showsPictures: true })
    }),
  )
