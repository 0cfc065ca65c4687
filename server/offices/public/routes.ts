import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { Locale } from '#db/schema/values.ts'
import type { AppEnv } from '../../kit/context.ts'
import { AppError } from '../../kit/errors.ts'
import { answerPage, plainPage, readerFrom, sendPage } from '../../kit/plain-page.ts'
import { officePage, officesPage, type Page, regionPage } from './pages.ts'

const answer = (c: Context<AppEnv>, write: (locale: Locale) => Promise<Page>) =>
  answerPage(c, async () => {
    const reader = readerFrom(c)
    return sendPage(c, plainPage({ reader, robots: 'index', ...(await write(reader.locale)) }))
  })

const isId = (text: string) => z.uuid().toLowerCase().safeParse(text).success

export const publicOfficeRoutes = new Hono<AppEnv>()
  .get('/offices', (c) => answer(c, (locale) => officesPage(c.var.ctx, locale)))
  .get('/offices/:country', (c) =>
    answer(c, (locale) =>
      officePage(c.var.ctx, locale, { country: c.req.param('country'), asked: c.req.query('q') ?? '' }),
    ),
  )
  .get('/regions/:regionId', (c) =>
    answer(c, async (locale) => {
      const regionId = c.req.param('regionId')
      return isId(regionId) ? regionPage(c.var.ctx, locale, regionId) : Promise.reject(new AppError('not_found'))
    }),
  )
