import { pino } from 'pino'
import { Folding } from '#collab/relay/folding.ts'
import { createApp } from '#server/app.ts'
import { demoGreeting, seedDemo } from '#server/demo/seed.ts'
import { quietRooms } from '#test/helpers/rooms.ts'
import { openTestDatabase, type TestDatabase } from '#test/helpers/database.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pick } from '#test/helpers/demo.ts'

const origin = 'http://localhost:3000'
const settings = { publicUrl: new URL(origin), origins: [origin], secretKey: new Uint8Array(32).fill(7), version: '0' }
const silence = pino({ level: 'silent' })

let database: TestDatabase
beforeAll(async () => void (database = await openTestDatabase()))
afterAll(() => database.close())

const seed = () => seedDemo({ db: database.db, now: () => new Date(), settings })

async function visit(credentials: object) {
  const app = createApp({
    db: database.db,
    rooms: quietRooms(),
    folding: new Folding(),
    now: () => new Date(),
    settings,
    log: silence,
  })
  const headers = { 'Content-Type': 'application/json', Origin: origin }
  const entered = await app.request('/api/session', { method: 'POST', headers, body: JSON.stringify(credentials) })
  expect(entered.status).toBe(200)
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async (path: string): Promise<unknown> => {
    const answer = await app.request(path, { headers: { Cookie: cookie } })
    expect(answer.status).toBe(200)
    return answer.json()
  }
}

const list = (json: unknown, key: string): unknown[] => {
  const found = pick(json, key)
  return Array.isArray(found) ? found : []
}

test('a visitor signs in as Claire and finds one project of each kind', async () => {
  const logins = await seed()
  const get = await visit({ email: 'claire@demo.school', password: logins?.password })
  const projects = list(await get('/api/projects'), 'projects')
  expect(projects.map((project) => pick(project, 'kind')).toSorted()).toEqual([
    'european',
    'national',
    'school',
    'training',
  ])
  const european = projects.find((project) => pick(project, 'kind') === 'european')
  const documents = list(await get(`/api/projects/${String(pick(european, 'id'))}/documents`), 'documents')
  expect(documents).toHaveLength(9)
  const people = await get(`/api/projects/${String(pick(european, 'id'))}/people`)
  expect(list(people, 'groups').map((group) => pick(group, 'name'))).toContain('Pleiße')
  expect(list(people, 'members')).toHaveLength(52)
})

test('a pupil comes in by the code of the card and sees the history of the group’s page', async () => {
  const logins = await seed()
  const card = logins?.cards.find((one) => one.name === 'Alix M.')
  const get = await visit({ card: card?.code })
  const projects = list(await get('/api/projects'), 'projects')
  const european = projects.find((project) => pick(project, 'kind') === 'european')
  const documents = list(await get(`/api/projects/${String(pick(european, 'id'))}/documents`), 'documents')
  const own = documents.find((one) => pick(one, 'reach') === 'write' && pick(one, 'access') === 'group')
  const versions = list(await get(`/api/documents/${String(pick(own, 'id'))}/versions`), 'versions')
  expect(versions.map((version) => pick(version, 'name'))).toContain('Après la sortie du 17 novembre')
  expect(versions.length).toBeGreaterThan(4)
})

test('seeding twice changes nothing and prints the same 48 cards', async () => {
  const [first, second] = [await seed(), await seed()]
  expect(second).toEqual(first)
  const get = await visit({ email: 'jonas@demo.school', password: first?.password })
  expect(list(await get('/api/projects'), 'projects')).toHaveLength(2)
  if (first === null) throw new Error('not seeded')
  const greeting = demoGreeting(first, origin).join('\n')
  for (const { code } of first.cards) expect(greeting).toContain(code)
  expect(new Set(first.cards.map((card) => card.code)).size).toBe(48)
})
