import { describe, expect, it } from 'vitest'
import { messageType } from '#collab/protocol.ts'
import { costOfRoute } from '#server/paces/table.ts'
import { routesOfTheApp } from '../helpers/app-without-database.ts'
import { matrix } from './matrix.ts'
import { placedRows } from './placed-matrix.ts'
import { messageMatrix } from './socket-matrix.ts'

describe('the matrix of rights', () => {
  it('has a row for every route, and a route for every row', () => {
    expect(Object.keys(matrix).toSorted()).toEqual(routesOfTheApp())
  })

  it('has a cell for every actor of every case', () => {
    for (const route of Object.keys(placedRows)) expect(Object.keys(matrix)).toContain(route)
    for (const [route, cases] of [...Object.entries(matrix), ...Object.entries(placedRows)]) {
      if (typeof cases === 'string') continue
      expect(cases.length, route).toBeGreaterThan(0)
      for (const { name, actors, cells } of cases) {
        expect(cells.split(' ').length, `${route}: ${name}`).toBe(actors.length)
        expect(cells, `${route}: ${name}`).toMatch(/^([yfhu]|409)( ([yfhu]|409))*$/)
      }
    }
  })

  it('has a row for every message type of the socket', () => {
    const { sync: _, ...others } = messageType
    const expected = [...Object.keys(others), 'sync step 1', 'sync step 2', 'sync update']
    expect(Object.keys(messageMatrix).toSorted()).toEqual(expected.toSorted())
  })
})

describe('the table of paces', () => {
  it('has a row for every route, and a route for every row', () => {
    expect(Object.keys(costOfRoute).toSorted()).toEqual(routesOfTheApp())
  })

  it('lets everything that reads or changes a whole document wait for its turn', () => {
    expect(costOfRoute).toMatchObject({
      'GET /api/documents/:documentId/contributions': 'content',
      'GET /api/documents/:documentId/contributions/sheet': 'sheet',
      'GET /api/projects/:projectId/pupils/:userId/file': 'sheet',
      'GET /api/projects/:projectId/pupils/:userId/oral': 'content',
      'GET /api/documents/:documentId/content': 'content',
      'GET /api/versions/:versionId/content': 'content',
      'POST /api/documents/:documentId/check': 'folding',
      'POST /api/documents/:documentId/continue': 'folding',
      'GET /api/documents/:documentId/quarantine': 'folding',
      'POST /api/documents/:documentId/make-room': 'folding',
      'DELETE /api/documents/:documentId/bin': 'folding',
      'POST /api/versions/:versionId/restore': 'folding',
    })
  })
})
