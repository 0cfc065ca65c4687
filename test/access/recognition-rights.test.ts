import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applicationPeople } from '#db/schema/applications.ts'
import { mandates } from '#db/schema/offices.ts'
import { applicationRows } from './application-matrix.ts'
import { campaignRows } from './campaign-matrix.ts'
import { evaluationRows } from './evaluation-matrix.ts'
import { letterRows } from './letter-matrix.ts'
import type { Case } from './rows.ts'
import { type Actor, openWorld, type World } from './world.ts'

/* Who could apply, judge, decide or sign a second ago, and may no longer: every door of recognition is shut at once. */

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.house.forgetPaces())
afterAll(() => world.house.close())

const rows: Record<string, Case[]> = { ...campaignRows, ...evaluationRows, ...letterRows, ...applicationRows }
const cellOf = ({ actors, cells }: Case, actor: Actor) => cells.split(' ')[actors.indexOf(actor)]

/** Doors that open to this one, and not to everybody who teaches. */
const doorsOf = (actor: Actor, other: Actor) =>
  Object.entries(rows).flatMap(([route, own]) =>
    own.flatMap((one) => (cellOf(one, actor) === 'y' && /[fh]/.test(cellOf(one, other) ?? '') ? [{ route, one }] : [])),
  )

async function knock(route: string, one: Case, actor: Actor) {
  const { path, body } = await one.ask(world, actor)
  return (await world.as(actor)).send(route.split(' ')[0] ?? '', path, body)
}

describe('an application', () => {
  it.each(doorsOf('italian', 'stranger').filter(({ route }) => route.includes('/applications/:')))(
    '$route: $one.name, not by who was taken out of it',
    async ({ route, one }) => {
      const { path, body } = await one.ask(world, 'italian')
      const [id = ''] = /[0-9a-f-]{36}/.exec(path) ?? []
      const author = await world.as('italian')
      expect((await author.get(`/api/applications/${id}`)).status).toBe(200)
      await world.house.db.delete(applicationPeople).where(eq(applicationPeople.applicationId, id))
      expect((await author.send(route.split(' ')[0] ?? '', path, body)).status).toBe(404)
    },
  )
})

describe.each(['assessor', 'officer', 'director'] as const)('the mandate of a %s', (actor) => {
  const doors = doorsOf(actor, 'italian')
  beforeAll(async () => {
    const { id } = world.people[actor]
    const [held] = await world.house.db.select().from(mandates).where(eq(mandates.userId, id))
    const to = world.house.clock.now().toISOString().slice(0, 10)
    // Of an office the last director stays: that one ends as it does by itself.
    if (actor === 'director') await world.house.db.update(mandates).set({ toDate: to }).where(eq(mandates.userId, id))
    else {
      const path = `/api/offices/${world.offices.italy.id}/mandates/${held?.id}`
      expect((await (await world.as('director')).patch(path, { to })).status).toBe(204)
    }
  })

  it('opened doors of recognition', () => expect(doors.length).toBeGreaterThan(actor === 'assessor' ? 3 : 10))

  it.each(doors)('$route: $one.name, not when it has ended', async ({ route, one }) => {
    expect([403, 404]).toContain((await knock(route, one, actor)).status)
  })
})
