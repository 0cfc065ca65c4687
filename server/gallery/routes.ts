import { Hono } from 'hono'
import * as z from 'zod'
import { sendFile } from '../files/routes.ts'
import { shownFileForm } from '../files/shown.ts'
import type { AppEnv } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { projectParam } from '../kit/params.ts'
import { answerPage, plainPage, readerFrom, sendPage } from '../kit/plain-page.ts'
import { validate } from '../kit/validate.ts'
import { agreement, gallerySought, presentationDraft, shownParam } from './input.ts'
import { galleryItemPage, galleryPage } from './page.ts'
import {
  addShownFile,
  agreeToPresentation,
  openGalleryFile,
  removeShownFile,
  savePresentation,
  showPresentation,
  withdrawPresentation,
} from './presentation.ts'

const isId = (text: string) => z.uuid().toLowerCase().safeParse(text).success
const inProject = validate('param', projectParam)

export const galleryRoutes = new Hono<AppEnv>()
  .get('/gallery', (c) =>
    answerPage(c, async () => {
      const reader = readerFrom(c)
      const page = await galleryPage(c.var.ctx, reader.locale, gallerySought.parse(c.req.query()))
      return sendPage(c, plainPage({ reader, robots: 'index', ...page }))
    }),
  )
  .get('/gallery/:projectId', (c) =>
    answerPage(c, async () => {
      const projectId = c.req.param('projectId')
      if (!isId(projectId)) throw notFound()
      const reader = readerFrom(c)
      const page = await galleryItemPage(c.var.ctx, reader.locale, projectId)
      return sendPage(c, plainPage({ reader, robots: 'index', ...page }), { showsPictures: true })
    }),
  )
  .get('/api/gallery/:projectId/files/:fileId', validate('param', shownParam), async (c) => {
    const { projectId, fileId } = c.req.valid('param')
    const file = await openGalleryFile(c.var.ctx, projectId, fileId)
    // What is withdrawn is gone at once: it is asked for each time, and mostly not sent again.
    return sendFile(c, { ...file, id: fileId, keep: 'private, no-cache' })
  })
  .get('/api/projects/:projectId/presentation', inProject, async (c) =>
    c.json(await showPresentation(c.var.ctx, c.req.valid('param').projectId)),
  )
  .put('/api/projects/:projectId/presentation', inProject, validate('json', presentationDraft), async (c) =>
    c.json(await savePresentation(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json'))),
  )
  .post('/api/projects/:projectId/presentation/agree', inProject, validate('json', agreement), async (c) =>
    c.json(await agreeToPresentation(c.var.ctx, c.req.valid('param').projectId, c.req.valid('json').version)),
  )
  .delete('/api/projects/:projectId/presentation/agree', inProject, async (c) =>
    c.json(await withdrawPresentation(c.var.ctx, c.req.valid('param').projectId)),
  )
  .post('/api/projects/:projectId/presentation/files', inProject, validate('form', shownFileForm), async (c) =>
    c.json(await addShownFile(c.var.ctx, c.req.valid('param').projectId, c.req.valid('form')), 201),
  )
  .delete('/api/projects/:projectId/presentation/files/:fileId', validate('param', shownParam), async (c) => {
    const { projectId, fileId } = c.req.valid('param')
    return c.json(await removeShownFile(c.var.ctx, projectId, fileId))
  })
