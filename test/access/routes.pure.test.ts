import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { messageType } from '#collab/protocol.ts'
import { Folding } from '#collab/relay/folding.ts'
import { createApp } from '#server/app.ts'
import type { Deps } from '#server/context.ts'
import { costOfRoute } from '#server/paces/table.ts'
import { quietRooms } from '../helpers/rooms.ts'
import { matrix } from './matrix.ts'
import { messageMatrix } from './socket-matrix.ts'

/** Guarantee: only the list of routes is read, no request is made, so nothing reaches the database. */
const withoutDatabase = {} as Deps['db']

function routesOfTheApp() {
  const app = createApp({
    db: withoutDatabase,
    rooms: quietRooms(),
    folding: new Folding(),
    now: () => new Date(0),
    settings: { publicUrl: new URL('http://preau.test'), origins: [], secretKey: new Uint8Array(32), version: '0' },
    log: pino({ level: 'silent' }),
  })
  const named = app.routes.filter((route) => route.method !== 'ALL').map((route) => `${route.method} ${route.path}`)
  return [...new Set(named)].toSorted()
}

describe('the matrix of rights', () => {
  it('has a row for every route, and a route for every row', () => {
    const routes = routesOfTheApp()
    expect(routes.length).toBeGreaterThan(30)
    expect(Object.keys(matrix).toSorted()).toEqual(routes)
  })

  it('has a cell for every actor of every case', () => {
    for (const [route, cases] of Object.entries(matrix)) {
      if (typeof cases === 'string') continue
      expect(cases.length, route).toBeGreaterThan(0)
      for (const { name, actors, cells } of cases) {
        expect(cells.split(' ').length, `${route}: ${name}`).toBe(actors.length)
        expect(cells, `${route}: ${name}`).toMatch(/^[yfhu]( [yfhu])*$/)
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
    const whole =
      /\/(documents\/:documentId\/(content|check|continue|quarantine|bin)|versions\/:versionId\/(content|restore))$/
    const dear = Object.entries(costOfRoute).filter(([route]) => whole.test(route))
    expect(dear.length).toBeGreaterThan(3)
    for (const [route, cost] of dear) expect(['content', 'folding'], route).toContain(cost)
  })
})
