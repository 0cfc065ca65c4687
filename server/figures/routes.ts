import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { answerPage, plainPage, readerFrom, sendPage, sendUnknown } from '../kit/plain-page.ts'
import { validate } from '../kit/validate.ts'
import { showFigures, showFiguresOnPage } from './figures.ts'
import { figuresAsked, figuresSought } from './input.ts'
import { figuresPage } from './page.ts'
import { figuresTable } from './table.ts'

export const figureRoutes = new Hono<AppEnv>()
  .get('/api/figures', validate('query', figuresAsked), async (c) =>
    c.json(await showFigures(c.var.ctx, c.req.valid('query'))),
  )
  .get('/figures', (c) =>
    answerPage(c, async () => {
      const reader = readerFrom(c)
      const figures = await showFiguresOnPage(c.var.ctx, figuresSought.parse(c.req.query()))
      const page = await figuresPage(c.var.ctx, reader.locale, figures)
      return sendPage(c, plainPage({ reader, robots: 'index', ...page }))
    }),
  )
  .get('/figures/table.csv', (c) =>
    answerPage(c, async () => {
      const figures = await showFiguresOnPage(c.var.ctx, figuresSought.parse(c.req.query()))
      if (!figures) throw notFound()
      return sendUnknown(c, figuresTable(readerFrom(c).locale, figures), {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="preau-${figures.on}.csv"`,
        Vary: 'Cookie, Accept-Language',
      })
    }),
  )
