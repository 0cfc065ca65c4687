import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { audit } from '#db/schema/audit.ts'
import { circleFeatures } from '#db/schema/circles.ts'
import { messageReports } from '#db/schema/contacts.ts'
import { offices } from '#db/schema/offices.ts'
import { projects } from '#db/schema/projects.ts'
import { users } from '#db/schema/users.ts'
import { foundCircle } from '#server/circles/circles.ts'
import { joinCircle } from '#server/circles/members.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import { makeClassroom, makePupil } from '#test/helpers/factories.ts'
import { circleDraft, makeCircle } from '#test/helpers/circles.ts'
import { makeOffice } from '#test/helpers/offices.ts'
import { bell, browsers, house, italy, outcome, people, withContactCast, type Who } from '#test/helpers/contact-cast.ts'

/* Groups of teachers about a theme: who comes in, who moderates, what is said there and what is never there. */

withContactCast()
beforeEach(() => house.db.delete(projects))

const rings = async (who: Who) => (await bell(who)).map((line) => line.split(' ')[0])
async function found(values: object = {}): Promise<string> {
  const { status, body } = await browsers.anna.post('/api/circles', { id: randomUUID(), ...circleDraft, ...values })
  expect([status, body.circle?.standing]).toEqual([201, 'moderator'])
  return body.circle.id
}
const show = async (who: Who, id: string) => (await browsers[who].get(`/api/circles/${id}`)).body
const standing = async (who: Who, id: string) => (await show(who, id)).circle?.standing
const join = (who: Who, id: string, words = '') => browsers[who].send('PUT', `/api/circles/${id}/membership`, { words })
const leave = (who: Who, id: string) => browsers[who].send('DELETE', `/api/circles/${id}/membership`)
const set = (who: Who, id: string, whom: Who, part = 'member') =>
  browsers[who].send('PUT', `/api/circles/${id}/members/${people[whom].id}`, { part })
const remove = (who: Who, id: string, whom: Who) =>
  browsers[who].send('DELETE', `/api/circles/${id}/members/${people[whom].id}`)
const forumOf = async (who: Who, id: string) => browsers[who].get(`/api/projects/${id}/forum`)
const begin = (who: Who, id: string, title: string) =>
  browsers[who].post(`/api/projects/${id}/forum`, { id: randomUUID(), title, text: 'What do you measure?' })

describe('a circle', () => {
  it('is founded once however often it is sent, five by one person at most', async () => {
    const id = randomUUID()
    for (let time = 0; time < 2; time++)
      expect((await browsers.anna.post('/api/circles', { id, ...circleDraft })).status).toBe(201)
    expect((await browsers.anna.get('/api/circles')).body.own).toMatchObject([{ id, members: 1 }])
    for (let count = 1; count < 5; count++) await found()
    const more = await browsers.anna.post('/api/circles', { id: randomUUID(), ...circleDraft })
    expect(outcome(more)).toEqual([409, 'circles_many'])
  })

  it('lets in who asks when a moderator says so, and tells nobody of a no', async () => {
    const id = await found()
    expect((await join('berto', id, 'I teach at the Tiber.')).body.circle.standing).toBe('asked')
    await join('berto', id, 'I teach at the Tiber.')
    await join('carla', id)
    expect(await rings('anna')).toEqual(['circle_asked'])
    const { asks, circle } = await show('anna', id)
    expect(circle.waiting).toBe(2)
    expect(asks.map(({ words }: { words: string }) => words).toSorted()).toEqual(['', 'I teach at the Tiber.'])
    expect(await show('berto', id)).toMatchObject({ asks: [], people: [], circle: { waiting: 0 } })
    expect((await forumOf('berto', id)).status).toBe(404)
    await remove('anna', id, 'carla')
    expect(await standing('carla', id)).toBe('asked')
    await join('carla', id, 'Please!')
    expect((await show('anna', id)).asks).toHaveLength(1)
    expect((await set('berto', id, 'carla')).status).toBe(403)
    expect((await set('anna', id, 'berto')).status).toBe(200)
    expect([await standing('berto', id), await rings('berto')]).toEqual(['member', ['circle_admitted']])
    expect((await forumOf('berto', id)).status).toBe(200)
    expect((await show('berto', id)).people).toMatchObject([{ name: 'Anna Neri', part: 'moderator' }, { isMe: true }])
  })

  it('that is open is joined and left as one likes; the last moderator hands it over or ends it', async () => {
    const id = await found({ way: 'open' })
    expect((await join('berto', id)).body.circle.standing).toBe('member')
    expect(outcome(await leave('anna', id))).toEqual([409, 'circle_last_moderator'])
    expect(outcome(await set('anna', id, 'anna'))).toEqual([409, 'circle_last_moderator'])
    await set('anna', id, 'berto', 'moderator')
    expect((await leave('anna', id)).status).toBe(204)
    expect([await standing('anna', id), await standing('berto', id)]).toEqual(['none', 'moderator'])
    expect((await browsers.berto.send('PATCH', `/api/circles/${id}`, { isOver: true })).body.circle.isOver).toBe(true)
    expect((await browsers.anna.get(`/api/circles/${id}`)).status).toBe(404)
    expect((await begin('berto', id, 'Too late')).status).toBe(409)
    expect((await leave('berto', id)).status).toBe(204)
  })

  it('keeps a moderator who may sign in: one who is kept out looks after nobody', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto, people.carla] })
    await set('anna', id, 'berto', 'moderator')
    await house.db.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, people.berto.id))
    expect(outcome(await leave('anna', id))).toEqual([409, 'circle_last_moderator'])
    expect(outcome(await set('anna', id, 'anna'))).toEqual([409, 'circle_last_moderator'])
    expect((await set('anna', id, 'berto')).status).toBe(200)
    expect((await remove('anna', id, 'berto')).status).toBe(200)
  })

  it('tells who asks to come in to its moderators alone, as long as they moderate', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto] })
    await set('anna', id, 'berto', 'moderator')
    await join('carla', id)
    expect(await rings('berto')).toEqual(['circle_asked'])
    await set('anna', id, 'berto')
    expect([await rings('anna'), await rings('berto')]).toEqual([['circle_asked'], []])
  })

  it('is neither founded nor joined by who went while they asked', async () => {
    const id = await makeCircle(house.db, people.anna, { way: 'open' })
    const asks = async (who: Who) => {
      const [user] = await house.db.select().from(users).where(eq(users.id, people[who].id))
      if (!user) throw new Error('nobody')
      await house.db.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, user.id))
      return { ...house.deps, user: { ...user, isWaiting: false }, sessionId: null, requestId: 'late' }
    }
    await expect(joinCircle(await asks('berto'), id, '')).rejects.toMatchObject({ code: 'not_found' })
    const draft = { id: randomUUID(), ...circleDraft }
    await expect(foundCircle(await asks('carla'), draft)).rejects.toMatchObject({ code: 'not_found' })
    expect((await show('anna', id)).people).toHaveLength(1)
  })

  it('of two moderators who go at once keeps one, and lets in once whoever is let in by many', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto] })
    await set('anna', id, 'berto', 'moderator')
    await join('carla', id)
    house.forgetPaces()
    const many = await Promise.all(Array.from({ length: 30 }, (_, at) => set(at % 2 ? 'anna' : 'berto', id, 'carla')))
    expect(many.map(({ status }) => status)).toEqual(many.map(() => 200))
    expect([await rings('carla'), (await show('carla', id)).circle.members]).toEqual([['circle_admitted'], 3])
    const gone = await Promise.all([leave('anna', id), leave('berto', id)])
    expect(gone.map(({ status }) => status).toSorted()).toEqual([204, 409])
  })

  it('is changed from what its moderator read of it, so that nobody writes over words they have not seen', async () => {
    const id = await found()
    const change = (body: object) => browsers.anna.send('PATCH', `/api/circles/${id}`, body)
    const { version } = (await show('anna', id)).circle
    const first = await change({ name: 'Rivers and seas', version })
    expect([first.status, first.body.circle.name]).toEqual([200, 'Rivers and seas'])
    expect(outcome(await change({ words: 'Only seas.', version }))).toEqual([409, 'circle_changed'])
    expect((await show('anna', id)).circle).toMatchObject({ name: 'Rivers and seas', words: circleDraft.words })
    expect((await change({ words: 'Only seas.', version: first.body.circle.version })).status).toBe(200)
    expect((await change({ version })).status).toBe(400)
  })

  it('is talked in by its members, and moderated by its moderators alone', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto, people.carla] })
    const { topicId } = (await begin('berto', id, 'Which river?')).body
    expect((await forumOf('carla', id)).body.topics).toMatchObject([{ title: 'Which river?' }])
    expect((await forumOf('carla', id)).body.can).toEqual({ write: true, moderate: false })
    expect((await browsers.carla.send('DELETE', `/api/messages/${topicId}`)).status).toBe(403)
    expect((await forumOf('anna', id)).body.can).toEqual({ write: true, moderate: true })
    expect((await browsers.anna.send('DELETE', `/api/messages/${topicId}`)).status).toBeLessThan(300)
    const page = { kind: 'page', title: 'Sources', access: 'project' }
    expect((await browsers.carla.post(`/api/projects/${id}/documents`, page)).status).toBe(201)
  })

  it('has pages that its moderators freeze and take away from all others', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto] })
    const page = { kind: 'page', title: 'Sources', access: 'project' }
    const path = `/api/documents/${(await browsers.berto.post(`/api/projects/${id}/documents`, page)).body.id}`
    const look = async (who: Who) => {
      const { status, body } = await browsers[who].get(path)
      return [status, body.document?.reach]
    }
    const state = (to: string) => browsers.anna.patch(path, { state: to })
    await state('frozen')
    expect([await look('anna'), await look('berto')]).toEqual([
      [200, 'write'],
      [200, 'read'],
    ])
    await state('removed')
    expect([(await look('anna'))[0], (await look('berto'))[0]]).toEqual([200, 404])
    const bin = await browsers.berto.get(`/api/projects/${id}/documents?removed=true`)
    expect(bin.body.documents ?? []).toEqual([])
  })

  it('has a forum that its moderators pause for all others', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto] })
    const { channelId } = (await forumOf('anna', id)).body
    await browsers.anna.patch(`/api/channels/${channelId}`, { isPaused: true })
    expect(outcome(await begin('berto', id, 'Which river?'))).toEqual([409, 'channel_paused'])
    expect((await begin('anna', id, 'A pause')).status).toBe(201)
  })

  it('has no pupils, no links, and nothing else that is a project’s', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto] })
    const classroom = await makeClassroom(house.db, { schoolId: people.anna.schoolId, teacherId: people.anna.id })
    const { id: pupilId } = await makePupil(house.db, { schoolId: people.anna.schoolId })
    for (const [method, path, body] of [
      ['POST', 'pupils', { classroomId: classroom.id }],
      ['POST', 'pupils', { userIds: [pupilId] }],
      ['POST', 'invitations', { role: 'visitor', audience: 'visitor' }],
      ['POST', 'groups', { name: 'Herons' }],
      ['PATCH', '', { name: 'Mine' }],
      ['PATCH', `members/${people.berto.id}`, { role: 'guest' }],
      ['GET', 'dossier', undefined],
      ['GET', 'reports', undefined],
      ['POST', 'sequel', { name: 'Again' }],
    ] as const) {
      const { status } = await browsers.anna.send(method, `/api/projects/${id}${path && `/${path}`}`, body)
      expect([method, path, status]).toEqual([method, path, 403])
    }
    const help = { about: { project: id }, kind: 'technical', title: 'Our circle', text: 'Look, please.' }
    expect((await browsers.anna.post('/api/help', help)).status).toBe(403)
    expect((await browsers.anna.get('/api/help')).body.projects).toEqual([])
    expect((await browsers.anna.get('/api/projects')).body.projects).toEqual([])
    expect((await browsers.anna.get('/api/directory/projects')).body.projects).toEqual([])
  })

  it('is found in the directory by its words, with how many are in it, while it goes on', async () => {
    const id = await found()
    const look = async () => {
      await keepUpWithAll(house.deps)
      return (await browsers.carla.get('/api/directory/circles?q=rivers')).body.circles
    }
    expect(await look()).toMatchObject([{ id, name: 'Rivers of Europe', members: 1, way: 'asked', reason: 'name' }])
    await browsers.anna.send('PATCH', `/api/circles/${id}`, { name: 'Rivers and seas', way: 'open' })
    await join('berto', id)
    expect(await look()).toMatchObject([{ name: 'Rivers and seas', members: 2, way: 'open' }])
    await browsers.anna.send('PATCH', `/api/circles/${id}`, { isOver: true })
    expect(await look()).toEqual([])
  })

  it('is recommended by an officer to the teachers of the country, and no more', async () => {
    const id = await found()
    const path = `/api/offices/${italy.id}/circles/${id}`
    expect((await browsers.anna.send('PUT', path)).status).toBe(404)
    for (let time = 0; time < 2; time++) expect((await browsers.officer.send('PUT', path)).status).toBe(204)
    expect((await browsers.officer.get(`/api/offices/${italy.id}/circles`)).body.circles).toMatchObject([
      { id, isFeatured: true },
    ])
    const featured = async () => (await browsers.carla.get('/api/circles')).body.featured
    expect(await featured()).toMatchObject([{ id, standing: 'none', featuredBy: [{ id: italy.id }] }])
    await browsers.officer.send('DELETE', path)
    expect(await featured()).toEqual([])
    const lines = await house.db
      .select({ action: audit.action })
      .from(audit)
      .where(eq(audit.projectId, id))
      .orderBy(audit.id)
    expect(lines.map(({ action }) => action)).toEqual(['circle.founded', 'circle.featured', 'circle.unfeatured'])
  })

  it('stands among the recommended by when this country’s offices said so, whatever others say later', async () => {
    const [first, second] = [await found(), await found({ name: 'Seas' })]
    const greece = await makeOffice(house.db, { countryCode: 'GR' })
    for (const [circleId, officeId] of [
      [first, italy.id],
      [second, italy.id],
      [first, greece.id],
    ] as const) {
      house.clock.advance(1_000)
      await house.db.insert(circleFeatures).values({ circleId, officeId, at: house.clock.now() })
    }
    const { featured } = (await browsers.carla.get('/api/circles')).body
    expect(featured.map(({ id }: { id: string }) => id)).toEqual([second, first])
    await house.db.delete(offices).where(eq(offices.schoolId, greece.id))
  })

  it('sends what is reported to the office of who reports it, with what was said around it', async () => {
    const id = await makeCircle(house.db, people.anna, { members: [people.berto, people.carla] })
    const { topicId, channelId } = await (async () => {
      const { body } = await begin('berto', id, 'Which river?')
      return { topicId: body.topicId, channelId: (await forumOf('berto', id)).body.channelId }
    })()
    const say = async (who: Who, text: string) => {
      const { body } = await browsers[who].post(`/api/channels/${channelId}/messages`, {
        ...{ id: randomUUID(), text, replyTo: topicId },
      })
      return body.message.id
    }
    await say('carla', 'The Po.')
    const message = await say('berto', 'Give me your secrets.')
    const report = (who: Who) =>
      browsers[who].post(`/api/projects/${id}/reports`, { target: { message }, reason: 'contact' })
    expect((await report('berto')).status).toBe(403)
    expect((await report('anna')).body.report.level).toBe('office')
    const [row] = await house.db.select().from(messageReports)
    const { body } = await browsers.officer.get(`/api/offices/${italy.id}/message-reports/${row?.id}`)
    expect(body.report).toMatchObject({ subject: { name: 'Berto Sala' }, reporter: { name: 'Anna Neri' } })
    expect(body.report.said).toMatchObject([
      { by: 'other', name: null, text: 'The Po.', isReported: false },
      { by: 'subject', name: 'Berto Sala', text: 'Give me your secrets.', isReported: true },
    ])
  })
})
