import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeCode } from '#collab/protocol.ts'
import { testOrigin } from '../helpers/app.ts'
import { makeMember, testPassword } from '../helpers/factories.ts'
import { until } from '../helpers/relay.ts'
import { lineKinds } from '../helpers/wires.ts'
import { matrix, open } from './matrix.ts'
import { openWorld, realNamesIn, type World } from './world.ts'

/* Who came by a colleague's link and waits for an administrator: every door is shut, but those of the own account. */

let world: World
beforeAll(async () => {
  world = await openWorld()
  // Shut even where something has made them a member already.
  await makeMember(world.house.db, { projectId: world.projectId, user: world.people.waiting, role: 'teacher' })
})
beforeEach(() => world.house.forgetPaces())
afterAll(() => world.house.close())

/** What is theirs alone. */
const ownDoors = new Set(['DELETE /api/session/all', 'PATCH /api/me', 'POST /api/me/password', 'GET /api/me/waiting'])

const cases = Object.entries(matrix).flatMap(([route, row]) => (row === open ? [] : row.map((one) => ({ route, one }))))

/** Pages that are open to everybody say nothing of whoever looks. */
const isShut = (route: string) => !ownDoors.has(route) && route.split(' ')[1]?.startsWith('/api/')

it.each(cases.filter(({ route }) => isShut(route)))('$route: $one.name, not for who waits', async ({ route, one }) => {
  const { path, body, form } = await one.ask(world, 'waiting')
  const cookie = (await world.as('waiting')).cookie() ?? ''
  const response = await world.house.app.request(path, {
    method: route.split(' ')[0] ?? '',
    headers: { Origin: testOrigin, Cookie: cookie, ...(form ? {} : { 'Content-Type': 'application/json' }) },
    ...(form ? { body: form } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect([response.status, text.includes('"account_waiting"')]).toEqual([403, true])
  expect(realNamesIn(text, null)).toEqual([])
})

describe.each(lineKinds)('a line over %s', (line) => {
  it('does not open for who waits, even into a project', async () => {
    const browser = await world.as('waiting')
    const peer = world.house.join(world.pages.project.id, browser, line)
    await until(() => peer.identities.length > 0 || peer.closed !== null, 'an answer')
    expect(peer.closed?.code).toBe(closeCode.unknown)
  })
})

it('what is theirs stays theirs: language, password, the way out', async () => {
  const browser = await world.as('waiting')
  expect((await browser.patch('/api/me', { locale: 'fr' })).status).toBe(200)
  const change = { current: testPassword, next: `${testPassword}-2` }
  expect((await browser.post('/api/me/password', change)).status).toBe(204)
  expect((await browser.delete('/api/session/all')).status).toBe(204)
})
