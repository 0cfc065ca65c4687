import { Hono } from 'hono'
import { sendFile } from '../files/routes.ts'
import { shownFileForm } from '../files/shown.ts'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { changeNews, draftNews } from './edit.ts'
import { addNewsFile, openNewsFile, removeNewsFile } from './files.ts'
import { newNews, newsAsked, newsChange, newsFileParam, newsParam } from './input.ts'
import { listNews, showNews } from './news.ts'

export const newsRoutes = new Hono<AppEnv>()
  .get('/api/news', validate('query', newsAsked), async (c) => c.json(await listNews(c.var.ctx, c.req.valid('query'))))
  .post('/api/news', validate('json', newNews), async (c) => {
    const { officeId, ...draft } = c.req.valid('json')
    return c.json(await draftNews(c.var.ctx, officeId, draft), 201)
  })
  .get('/api/news/:newsId', validate('param', newsParam), async (c) =>
    c.json(await showNews(c.var.ctx, c.req.valid('param').newsId)),
  )
  .patch('/api/news/:newsId', validate('param', newsParam), validate('json', newsChange), async (c) =>
    c.json(await changeNews(c.var.ctx, c.req.valid('param').newsId, c.req.valid('json'))),
  )
  .post('/api/news/:newsId/files', validate('param', newsParam), validate('form', shownFileForm), async (c) =>
    c.json(await addNewsFile(c.var.ctx, c.req.valid('param').newsId, c.req.valid('form')), 201),
  )
  .delete('/api/news/:newsId/files/:fileId', validate('param', newsFileParam), async (c) => {
    const { newsId, fileId } = c.req.valid('param')
    return c.json(await removeNewsFile(c.var.ctx, newsId, fileId))
  })
  .get('/api/news/:newsId/files/:fileId', validate('param', newsFileParam), async (c) => {
    const { newsId, fileId } = c.req.valid('param')
    const file = await openNewsFile(c.var.ctx, newsId, fileId)
    // What is withdrawn is gone at once: it is asked for each time, and mostly not sent again.
    return sendFile(c, { ...file, id: fileId, keep: 'private, no-cache' })
  })
