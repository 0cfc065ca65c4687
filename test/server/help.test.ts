import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { helpNotes, helpRequests } from '#db/schema/help.ts'
import { mandates } from '#db/schema/offices.ts'
import { type Browser, minutes, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makePupil, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* What a teacher asks of the office of their country, and what becomes of it. */

let house: TestApp
let lazio: string
let italy: { id: string }
type Who = 'officer' | 'correspondent' | 'tuscan' | 'teacher' | 'colleague'
let people: Record<Who, TestUser>
let browsers: Record<Who, Browser>

beforeAll(async () => {
  house = await openTestApp()
  italy = await makeOffice(house.db, { countryCode: 'IT' })
  lazio = await regionOf(house.db, 'IT', 'Lazio')
})
afterAll(() => house.close())

beforeEach(async () => {
  const { db } = house
  await db.delete(mandates)
  await db.delete(helpRequests)
  const school = await makeSchool(db, { countryCode: 'IT', timeZone: 'Europe/Rome', regionId: lazio })
  people = {
    teacher: await makeStaff(db, { schoolId: school.id, displayName: 'Tea Teacher' }),
    colleague: await makeStaff(db, { schoolId: school.id }),
    correspondent: await makeStaff(db, { displayName: 'Cora Correspondent' }),
    tuscan: await makeStaff(db),
    officer: await makeStaff(db, { schoolId: italy.id, displayName: 'Ottavio Officer' }),
  }
  const toscana = await regionOf(db, 'IT', 'Toscana')
  await makeMandate(db, { officeId: italy.id, userId: people.officer.id, post: 'officer' })
  await appoint(people.correspondent, lazio)
  await appoint(people.tuscan, toscana)
  browsers = {
    teacher: await house.as(people.teacher),
    colleague: await house.as(people.colleague),
    correspondent: await house.as(people.correspondent),
    tuscan: await house.as(people.tuscan),
    officer: await house.as(people.officer),
  }
})

const appoint = ({ id: userId }: TestUser, regionId: string) =>
  makeMandate(house.db, { officeId: italy.id, userId, post: 'correspondent', regionId })
const draft = { about: { self: true }, kind: 'teaching', title: 'A first project', text: 'How do we begin?' }
const ask = async (fields: object = {}) => {
  const { status, body } = await browsers.teacher.post('/api/help', { ...draft, ...fields })
  expect(status, JSON.stringify(body)).toBe(201)
  return String(body.request.id)
}
const say = (who: Who, id: string, text: string, isInternal = false) =>
  browsers[who].post(`/api/help/${id}/notes`, { text, isInternal })
const read = async (who: Who, id: string) => (await browsers[who].get(`/api/help/${id}`)).body
const bell = async (who: Who) =>
  (await browsers[who].get('/api/notices')).body.notices.map(
    ({ kind, actor, help }: { kind: string; actor: { name: string }; help: { title: string } }) =>
      `${kind} ${actor.name}: ${help.title}`,
  )
const reasonOf = ({ status, body }: { status: number; body: { error?: { reason: string } } }) => [
  status,
  body.error?.reason,
]
const textsOf = ({ notes }: { notes: { text: string }[] }) => notes.map(({ text }) => text)

describe('a request for help', () => {
  it('goes to the correspondent of the region, who answers it; the bell says so on both sides', async () => {
    const id = await ask()
    expect(await bell('correspondent')).toEqual(['help_asked Tea Teacher: A first project'])
    expect([await bell('officer'), await bell('tuscan')]).toEqual([[], []])
    expect((await say('correspondent', id, 'With a kit.')).status).toBe(201)
    expect(await bell('teacher')).toEqual(['help_answered Cora Correspondent: A first project'])
    const seen = await read('teacher', id)
    expect(seen.request).toMatchObject({
      state: 'answered',
      holder: 'correspondent',
      taker: { name: 'Cora Correspondent' },
    })
    expect(textsOf(seen)).toEqual(['How do we begin?', 'With a kit.'])
    expect(seen.notes.map(({ side }: { side: string }) => side)).toEqual(['asker', 'office'])
  })

  it('goes to the office where nobody is correspondent today: the mandate ended this morning', async () => {
    const today = house.clock.now().toISOString().slice(0, 10)
    await house.db.update(mandates).set({ toDate: today }).where(eq(mandates.userId, people.correspondent.id))
    const id = await ask()
    expect([await bell('officer'), await bell('correspondent')]).toEqual([
      ['help_asked Tea Teacher: A first project'],
      [],
    ])
    expect((await read('officer', id)).request.holder).toBe('office')
    expect((await browsers.correspondent.get(`/api/help/${id}`)).status).toBe(404)
  })

  it('is there for its asker, the correspondent of its region and the office, and for nobody else', async () => {
    const id = await ask()
    const statuses = []
    for (const who of ['teacher', 'correspondent', 'officer', 'colleague', 'tuscan'] as const)
      statuses.push((await browsers[who].get(`/api/help/${id}`)).status)
    expect(statuses).toEqual([200, 200, 200, 404, 404])
    const idsAt = async (who: Who) =>
      (await browsers[who].get(`/api/help?office=${italy.id}`)).body.requests.map((one: { id: string }) => one.id)
    expect([await idsAt('officer'), await idsAt('correspondent'), await idsAt('tuscan')]).toEqual([[id], [id], []])
    const own = await browsers.teacher.get('/api/help')
    expect(own.body).toMatchObject({ office: { id: italy.id }, requests: [{ id }] })
  })

  it('has notes of the office that its asker reads nothing of, not even by a time', async () => {
    const id = await ask()
    const before = (await read('teacher', id)).request
    house.clock.advance(minutes(20))
    expect((await say('correspondent', id, 'New to it, call them.', true)).status).toBe(201)
    const seen = await browsers.teacher.get(`/api/help/${id}`)
    expect(seen.text).not.toContain('call them')
    expect(seen.body.request).toEqual(before)
    expect(await bell('teacher')).toEqual([])
    expect(textsOf(await read('officer', id))).toContain('New to it, call them.')
  })

  it('is opened again by a new question, and then waits since now', async () => {
    const id = await ask()
    await say('correspondent', id, 'So.')
    expect((await browsers.teacher.patch(`/api/help/${id}`, { state: 'closed' })).body.request.state).toBe('closed')
    expect(reasonOf(await say('correspondent', id, 'One more thing'))).toEqual([409, 'help_closed'])
    house.clock.advance(minutes(20))
    const again = (await say('teacher', id, 'And then?')).body.request
    expect(again).toMatchObject({ state: 'open', waitingSince: house.clock.now().toISOString() })
    house.clock.advance(minutes(20))
    expect((await say('teacher', id, 'Hello?')).body.request.waitingSince).toBe(again.waitingSince)
  })

  it('is handed over to the office and back, and rings there', async () => {
    const id = await ask()
    await browsers.correspondent.patch(`/api/help/${id}`, { isTaken: true })
    const handed = await browsers.correspondent.patch(`/api/help/${id}`, { holder: 'office' })
    expect(handed.body).toMatchObject({ request: { holder: 'office', taker: null }, can: { handTo: 'correspondent' } })
    expect(await bell('officer')).toEqual(['help_handed Cora Correspondent: A first project'])
    await house.db.delete(mandates).where(eq(mandates.userId, people.correspondent.id))
    expect(reasonOf(await browsers.officer.patch(`/api/help/${id}`, { holder: 'correspondent' }))).toEqual([
      409,
      'no_correspondent',
    ])
    await browsers.officer.patch(`/api/help/${id}`, { state: 'closed' })
    expect(await bell('teacher')).toEqual(['help_closed Ottavio Officer: A first project'])
  })

  it('of two who take it at once the last has it, and a second question rings for them alone', async () => {
    await appoint(people.colleague, lazio)
    const id = await ask()
    await browsers.correspondent.patch(`/api/help/${id}`, { isTaken: true })
    await browsers.colleague.patch(`/api/help/${id}`, { isTaken: true })
    for (const who of ['colleague', 'correspondent'] as const) await browsers[who].get(`/api/help/${id}`)
    await say('teacher', id, 'And the camera?')
    const unread = async (who: 'colleague' | 'correspondent') =>
      (await browsers[who].get('/api/notices/unread')).body.unreadCount
    expect([await unread('colleague'), await unread('correspondent')]).toEqual([1, 0])
  })
})

describe('a request about a project', () => {
  const project = async (state: 'open' | 'archived' = 'open') => {
    const { id } = await makeProject(house.db, { state, name: 'Two rivers' })
    await makeMember(house.db, { projectId: id, user: people.teacher, role: 'owner' })
    return id
  }

  it('lets its asker invite the office as a visitor: the link is in the thread, for the office', async () => {
    const projectId = await project()
    const id = await ask({ about: { project: projectId } })
    expect((await browsers.correspondent.get(`/api/projects/${projectId}`)).status).toBe(404)
    const invited = await browsers.teacher.post(`/api/help/${id}/invitation`)
    expect(invited.status).toBe(201)
    expect(invited.body.notes.at(-1).invitation).toMatchObject({ state: 'open', url: null })
    const { url } = (await read('correspondent', id)).notes.at(-1).invitation
    const token = new URL(url).hash.slice(1)
    expect((await browsers.correspondent.post('/api/invitations/accept', { token })).status).toBe(200)
    expect((await browsers.correspondent.get(`/api/projects/${projectId}`)).body.project.role).toBe('visitor')
    expect((await read('officer', id)).notes.at(-1).invitation).toMatchObject({ state: 'accepted', url: null })
  })

  it('keeps the secret of the link in no row', async () => {
    const id = await ask({ about: { project: await project() } })
    await browsers.teacher.post(`/api/help/${id}/invitation`)
    const token = new URL((await read('officer', id)).notes.at(-1).invitation.url).hash.slice(1)
    expect(JSON.stringify(await house.db.select().from(helpNotes))).not.toContain(token)
  })

  it('of somebody else’s project, or one that is archived, is not asked or invites nobody', async () => {
    const foreign = (await makeProject(house.db)).id
    const asked = await browsers.teacher.post('/api/help', { ...draft, about: { project: foreign } })
    expect(asked.status).toBe(404)
    const id = await ask({ about: { project: await project('archived') } })
    expect(reasonOf(await browsers.teacher.post(`/api/help/${id}/invitation`))).toEqual([409, 'project_archived'])
    expect(reasonOf(await browsers.teacher.post(`/api/help/${await ask()}/invitation`))).toEqual([
      409,
      'help_without_project',
    ])
    expect((await browsers.officer.post(`/api/help/${id}/invitation`)).status).toBe(403)
  })
})

describe('nothing is asked', () => {
  it('where no office is open, of an office by itself, by a pupil', async () => {
    const french = await house.as(await makeStaff(house.db))
    expect((await french.get('/api/help')).body).toEqual({ office: null, projects: [], requests: [], nextBefore: null })
    expect(reasonOf(await french.post('/api/help', draft))).toEqual([409, 'no_office'])
    expect(reasonOf(await browsers.officer.post('/api/help', draft))).toEqual([409, 'no_office'])
    const pupil = await house.as(await makePupil(house.db, { schoolId: people.teacher.schoolId }))
    expect(statusesOf([await pupil.get('/api/help'), await pupil.post('/api/help', draft)])).toEqual([403, 403])
  })

  it.each([
    ['without words', { text: '  ' }],
    ['without a title', { title: '' }],
    ['of a kind there is not', { kind: 'note' }],
    ['about everything', { about: { self: true, school: true } }],
    ['at too great a length', { text: 'a'.repeat(4_001) }],
  ])('%s', async (_what, fields) => {
    expect((await browsers.teacher.post('/api/help', { ...draft, ...fields })).status).toBe(400)
    expect(await house.db.select().from(helpRequests)).toEqual([])
  })

  it('by who has twenty that are open', async () => {
    const id = await ask()
    const [row] = await house.db.select().from(helpRequests).where(eq(helpRequests.id, id))
    if (!row) throw new Error('no request')
    const { id: _, ...same } = row
    await house.db.insert(helpRequests).values(Array.from({ length: 19 }, () => same))
    expect(reasonOf(await browsers.teacher.post('/api/help', draft))).toEqual([409, 'help_many'])
  })

  it('and one’s own request is not answered with a mandate of one’s own', async () => {
    await appoint(people.teacher, lazio)
    const id = await ask()
    expect((await say('teacher', id, 'It is me.', true)).status).toBe(403)
    await say('correspondent', id, 'Between us', true)
    expect(textsOf(await read('teacher', id))).toEqual(['How do we begin?'])
    expect((await browsers.teacher.get(`/api/help?office=${italy.id}`)).body.requests).toEqual([])
  })
})

it('a list is read in pages, each request once', async () => {
  const ids = []
  for (let count = 0; count < 5; count++) ids.push(await ask())
  const first = (await browsers.officer.get(`/api/help?office=${italy.id}&limit=3`)).body
  const next = (await browsers.officer.get(`/api/help?office=${italy.id}&limit=3&before=${first.nextBefore}`)).body
  const seen = [...first.requests, ...next.requests].map(({ id }: { id: string }) => id)
  expect(seen.toSorted()).toEqual(ids.toSorted())
  expect([first.requests.length, next.nextBefore]).toEqual([3, null])
})
