import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import { beginImport, dropImport, matchColumns, readNextPiece, showImport, showImports } from './imports.ts'
import {
  columnsBody,
  dayQuery,
  importForm,
  importParam,
  mergeBody,
  mergeParam,
  officeParam,
  pieceForm,
  rowsQuery,
  schoolParam,
  schoolsQuery,
} from './input.ts'
import { mergeSchools, showDoubles, undoMerge } from './doubles.ts'
import { exportErrors, showRows, showSchools } from './lists.ts'
import { showSchoolOn } from './on-a-day.ts'
import { checkImport, runImport, undoImport } from './steps.ts'

export const registerRoutes = new Hono<AppEnv>()
  .get('/api/offices/:officeId/schools', validate('param', officeParam), validate('query', schoolsQuery), async (c) =>
    c.json(await showSchools(c.var.ctx, c.req.valid('param').officeId, c.req.valid('query'))),
  )
  .get(
    '/api/offices/:officeId/schools/:schoolId',
    validate('param', schoolParam),
    validate('query', dayQuery),
    async (c) => c.json(await showSchoolOn(c.var.ctx, c.req.valid('param'), c.req.valid('query').on)),
  )
  .get('/api/offices/:officeId/imports', validate('param', officeParam), async (c) =>
    c.json(await showImports(c.var.ctx, c.req.valid('param').officeId)),
  )
  .post('/api/offices/:officeId/imports', validate('param', officeParam), validate('form', importForm), async (c) =>
    c.json(await beginImport(c.var.ctx, c.req.valid('param').officeId, c.req.valid('form')), 201),
  )
  .get('/api/offices/:officeId/imports/:importId', validate('param', importParam), async (c) => {
    const { officeId, importId } = c.req.valid('param')
    return c.json(await showImport(c.var.ctx, officeId, importId))
  })
  .patch(
    '/api/offices/:officeId/imports/:importId',
    validate('param', importParam),
    validate('json', columnsBody),
    async (c) => {
      await matchColumns(c.var.ctx, c.req.valid('param'), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
  .delete('/api/offices/:officeId/imports/:importId', validate('param', importParam), async (c) => {
    await dropImport(c.var.ctx, c.req.valid('param'))
    return c.body(null, 204)
  })
  .post(
    '/api/offices/:officeId/imports/:importId/pieces',
    validate('param', importParam),
    validate('form', pieceForm),
    async (c) => c.json(await readNextPiece(c.var.ctx, c.req.valid('param'), c.req.valid('form'))),
  )
  .post('/api/offices/:officeId/imports/:importId/check', validate('param', importParam), async (c) =>
    c.json(await checkImport(c.var.ctx, c.req.valid('param'))),
  )
  .post('/api/offices/:officeId/imports/:importId/run', validate('param', importParam), async (c) =>
    c.json(await runImport(c.var.ctx, c.req.valid('param'))),
  )
  .post('/api/offices/:officeId/imports/:importId/undo', validate('param', importParam), async (c) =>
    c.json(await undoImport(c.var.ctx, c.req.valid('param'))),
  )
  .get(
    '/api/offices/:officeId/imports/:importId/rows',
    validate('param', importParam),
    validate('query', rowsQuery),
    async (c) => c.json(await showRows(c.var.ctx, c.req.valid('param'), c.req.valid('query'))),
  )
  .get('/api/offices/:officeId/imports/:importId/errors.csv', validate('param', importParam), async (c) => {
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="errors.csv"')
    return c.body(await exportErrors(c.var.ctx, c.req.valid('param')))
  })
  .get('/api/offices/:officeId/doubles', validate('param', officeParam), async (c) =>
    c.json(await showDoubles(c.var.ctx, c.req.valid('param').officeId)),
  )
  .post('/api/offices/:officeId/merges', validate('param', officeParam), validate('json', mergeBody), async (c) =>
    c.json(await mergeSchools(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .delete('/api/offices/:officeId/merges/:mergeId', validate('param', mergeParam), async (c) => {
    const { officeId, mergeId } = c.req.valid('param')
    await undoMerge(c.var.ctx, officeId, mergeId)
    return c.body(null, 204)
  })
