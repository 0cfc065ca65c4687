import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../kit/context.ts'
import { day } from '../kit/dates.ts'
import { given } from '../kit/given.ts'
import { lines } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { addNote, showNotes } from './notes.ts'

const schoolParam = z.strictObject({ officeId: z.uuid().toLowerCase(), schoolId: z.uuid().toLowerCase() })
const projectParam = z.strictObject({ officeId: z.uuid().toLowerCase(), projectId: z.uuid().toLowerCase() })
const asked = z.strictObject({
  before: z.uuid().toLowerCase().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
/** The id is of the browser: a note that it sends twice stands once. */
const newNote = z.strictObject({ id: z.uuid().toLowerCase().optional(), day, text: lines(4_000, 1) })

export const accompanimentRoutes = new Hono<AppEnv>()
  .get(
    '/api/offices/:officeId/schools/:schoolId/notes',
    validate('param', schoolParam),
    validate('query', asked),
    async (c) => {
      const { officeId, schoolId } = c.req.valid('param')
      const { limit, ...page } = c.req.valid('query')
      return c.json(await showNotes(c.var.ctx, officeId, { about: { schoolId }, ...given(page), limit }))
    },
  )
  .post(
    '/api/offices/:officeId/schools/:schoolId/notes',
    validate('param', schoolParam),
    validate('json', newNote),
    async (c) => {
      const { officeId, schoolId } = c.req.valid('param')
      return c.json(await addNote(c.var.ctx, officeId, { about: { schoolId }, ...c.req.valid('json') }), 201)
    },
  )
  .get(
    '/api/offices/:officeId/projects/:projectId/notes',
    validate('param', projectParam),
    validate('query', asked),
    async (c) => {
      const { officeId, projectId } = c.req.valid('param')
      const { limit, ...page } = c.req.valid('query')
      return c.json(await showNotes(c.var.ctx, officeId, { about: { projectId }, ...given(page), limit }))
    },
  )
  .post(
    '/api/offices/:officeId/projects/:projectId/notes',
    validate('param', projectParam),
    validate('json', newNote),
    async (c) => {
      const { officeId, projectId } = c.req.valid('param')
      return c.json(await addNote(c.var.ctx, officeId, { about: { projectId }, ...c.req.valid('json') }), 201)
    },
  )
