import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { Folding } from '#collab/relay/folding.ts'
import { createApp } from '#server/app.ts'
import type { Deps } from '#server/context.ts'
import { costOfRoute } from '#server/paces/table.ts'
import { quietRooms } from '../helpers/rooms.ts'

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
