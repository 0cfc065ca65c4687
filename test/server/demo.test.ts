import { pino } from 'pino'
import { Folding } from '#collab/relay/folding.ts'
import { createApp } from '#server/app.ts'
import { demoGreeting } from '#server/demo/greeting.ts'
import { seedDemo } from '#server/demo/seed.ts'
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
  expect(documents).toHaveLength(12)
  // One of the boards is the plan.
  expect(
    documents
      .map((one) => pick(one, 'kind'))
      .filter((kind) => kind !== 'page')
      .toSorted(),
  ).toEqual(['board', 'board', 'wall'])
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
  const greeting = demoGreeting(first, origin, { kind: 'folder', folder: '/data/mails', from: 'preau@localhost' }).join(
    '\n',
  )
  expect(greeting).toContain('/data/mails')
  for (const { code } of first.cards) expect(greeting).toContain(code)
  expect(new Set(first.cards.map((card) => card.code)).size).toBe(48)
})

test('the two schools talk in three languages, in lessons and not at night, and each finds what is theirs', async () => {
  const logins = await seed()
  const card = (name: string) => ({ card: logins?.cards.find((one) => one.name === name)?.code })
  const claire = await visit({ email: 'claire@demo.school', password: logins?.password })
  const projects = list(await claire('/api/projects'), 'projects')
  const european = String(
    pick(
      projects.find((project) => pick(project, 'kind') === 'european'),
      'id',
    ),
  )
  const channels = list(await claire(`/api/projects/${european}/channels`), 'channels')
  const talking = channels.filter((channel) => Number(pick(channel, 'lastSequence')) > 0)
  const count = (kind: string) => talking.filter((channel) => pick(channel, 'kind') === kind).length
  expect(['project', 'forum', 'teachers', 'group', 'ask'].map(count)).toEqual([1, 1, 1, 6, 2])
  const said: unknown[] = []
  for (const channel of talking)
    said.push(...list(await claire(`/api/channels/${String(pick(channel, 'id'))}/messages?limit=200`), 'messages'))
  expect(said.length).toBeGreaterThan(80)
  for (const language of ['fr', 'de', 'en'])
    expect(said.filter((message) => pick(message, 'language') === language).length).toBeGreaterThan(10)
  for (const message of said) {
    const at = new Date(String(pick(message, 'at')))
    const [day, hour] = [at.getUTCDay(), at.getUTCHours()]
    expect(at.getTime()).toBeLessThan(Date.now())
    expect(day > 0 && day < 6 && hour >= 5 && hour < 19).toBe(true)
    expect(String(pick(message, 'text'))).not.toMatch(/[@#]\[/)
  }
  const alix = await visit(card('Alix M.'))
  const own = list(await alix(`/api/projects/${european}/channels`), 'channels')
  const seen = own.filter((channel) => Number(pick(channel, 'lastSequence')) > 0)
  expect(seen.map((channel) => pick(channel, 'kind')).toSorted()).toEqual(['ask', 'forum', 'group', 'project'])
  expect(seen.reduce((sum: number, channel) => sum + Number(pick(channel, 'unreadCount')), 0)).toBeGreaterThan(0)
})

test('who is of the German school reads German, and the others what their browser does', async () => {
  const logins = await seed()
  const read = async (credentials: object) =>
    pick(pick(await (await visit(credentials))('/api/session'), 'user'), 'locale')
  const card = (name: string) => ({ card: logins?.cards.find((one) => one.name === name)?.code })
  expect(await read({ email: 'jonas@demo.school', password: logins?.password })).toBe('de')
  expect(await read(card('Mila D.'))).toBe('de')
  expect(await read({ email: 'claire@demo.school', password: logins?.password })).toBeNull()
  expect(await read(card('Alix M.'))).toBeNull()
})
