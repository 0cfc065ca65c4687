import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { Locale } from '#db/schema/values.ts'
import type { AppEnv } from '../../kit/context.ts'
import { AppError } from '../../kit/errors.ts'
import { pageHeaders } from './html.ts'
import { languageAsked } from './language.ts'
import { missingPage, officePage, officesPage, regionPage } from './pages.ts'

/** Which addresses outside /api are pages of ours without a script. */
export const isPublicPage = (path: string): boolean => /^\/(?:offices|regions)(?:\/|$)/.test(path)

async function answer(c: Context<AppEnv>, write: (locale: Locale) => Promise<string>) {
  const locale = languageAsked(c.req.header('Accept-Language') ?? '')
  const headers = { ...pageHeaders, 'Content-Language': locale }
  try {
    return c.body(await write(locale), 200, headers)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return c.body(missingPage(locale), 404, headers)
    throw error
  }
}

const isId = (text: string) => z.uuid().safeParse(text).success

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
