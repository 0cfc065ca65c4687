import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { type Browser, hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makePupil, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

/** Two schools of one project, an hour apart, with everybody who matters here. */
async function openWorld() {
  const { db } = house
  const paris = await makeSchool(db, { timeZone: 'Europe/Paris' })
  const athens = await makeSchool(db, { timeZone: 'Europe/Athens', countryCode: 'GR' })
  const { id: projectId } = await makeProject(db)
  const head = await makeStaff(db, { schoolId: paris.id, isSchoolAdmin: true, displayName: 'Hélène Head' })
  const teacher = await makeStaff(db, { schoolId: paris.id, displayName: 'Tom Teacher' })
  const partner = await makeStaff(db, { schoolId: athens.id })
  const pupil = await makePupil(db, { schoolId: paris.id })
  await makeMember(db, { projectId, user: teacher, role: 'owner' })
  await makeMember(db, { projectId, user: partner, role: 'teacher' })
  await makeMember(db, { projectId, user: pupil, role: 'pupil' })
  return { paris, athens, projectId, head, teacher, partner, pupil }
}

let world: Awaited<ReturnType<typeof openWorld>>
let head: Browser
beforeEach(async () => {
  world = await openWorld()
  head = await house.as(world.head)
})

/** Logins do not last as long as these tests leap. */
async function goTo(text: string) {
  house.clock.advance(Date.parse(text) - house.clock.now().getTime())
  head = await house.as(world.head)
}
const noel = { from: '2026-12-19', to: '2027-01-03', name: 'Vacances de Noël' }

const auditOf = (actor: TestUser, ...actions: string[]) =>
  house.db
    .select({ action: audit.action, projectId: audit.projectId, detail: audit.detail })
    .from(audit)
    .where(and(eq(audit.actorId, actor.id), inArray(audit.action, actions)))
    .orderBy(audit.id)

async function quietIn(who: TestUser) {
  const { body } = await (await house.as(who)).get(`/api/projects/${world.projectId}/quiet`)
  const schools: { id: string; quiet: { reason: string; until: string } | null; exceptions: unknown[] }[] = body.schools
  const one = (id: string) => schools.find((school) => school.id === id)
  return { paris: one(world.paris.id), athens: one(world.athens.id), can: body.can }
}

describe('the calendar of a school', () => {
  it('takes days without school from its administration, keeps each once, and writes that down', async () => {
    const added = await head.post('/api/school/holidays', { holidays: [noel, noel] })
    expect(added.status).toBe(201)
    expect(added.body.added).toBe(1)
    expect(added.body.holidays).toEqual([{ id: expect.any(String), ...noel }])
    expect((await head.post('/api/school/holidays', { holidays: [noel] })).body.added).toBe(0)
    const [{ id }] = added.body.holidays
    const moved = await head.send('PUT', `/api/school/holidays/${id}`, { ...noel, to: '2027-01-04' })
    expect(moved.body.holidays).toMatchObject([{ id, to: '2027-01-04' }])
    expect((await head.delete(`/api/school/holidays/${id}`)).body.holidays).toEqual([])
    expect((await head.delete(`/api/school/holidays/${id}`)).status).toBe(404)
    const lines = await auditOf(world.head, 'calendar.days_added', 'calendar.day_changed', 'calendar.day_removed')
    expect(lines.map((line) => line.action)).toEqual([
      'calendar.days_added',
      'calendar.days_added',
      'calendar.day_changed',
      'calendar.day_removed',
    ])
  })

  it('refuses days in the wrong order, a third of a year, days that are none, and the same day twice', async () => {
    const post = (holiday: object) => head.post('/api/school/holidays', { holidays: [{ ...noel, ...holiday }] })
    expect((await post({ to: '2026-12-18' })).body.error.fields).toEqual([
      { path: 'holidays.0.to', reason: 'date_order' },
    ])
    expect((await post({ to: '2027-04-30' })).body.error.fields).toMatchObject([{ reason: 'holiday_long' }])
    for (const from of ['2026-02-30', '19/12/2026', '2026-12-19T00:00:00Z'])
      expect((await post({ from })).status).toBe(400)
    const { body } = await head.post('/api/school/holidays', { holidays: [noel, { ...noel, name: 'Other' }] })
    const other = body.holidays.find((one: { name: string }) => one.name === 'Other')
    const clash = await head.send('PUT', `/api/school/holidays/${other.id}`, noel)
    expect(clash.body.error.reason).toBe('holiday_known')
  })

  it('holds four hundred days and not one more, all or nothing', async () => {
    const days = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => ({ from: '2027-05-01', to: '2027-05-01', name: `${name} ${index}` }))
    expect((await head.post('/api/school/holidays', { holidays: days(400, 'A') })).status).toBe(201)
    const more = await head.post('/api/school/holidays', { holidays: days(1, 'B') })
    expect(more.body.error.reason).toBe('holidays_too_many')
    expect((await head.get('/api/school/calendar')).body.holidays).toHaveLength(400)
  })

  it('reads a calendar file without storing it, and says what is known already', async () => {
    await head.post('/api/school/holidays', { holidays: [noel] })
    const ics = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20261219', 'DTEND;VALUE=DATE:20270104']
      .concat(['SUMMARY:Vacances de Noël', 'END:VEVENT', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270506'])
      .concat(['SUMMARY:Ascension', 'END:VEVENT', 'END:VCALENDAR'])
      .join('\r\n')
    const { status, body } = await head.post('/api/school/calendar/check', { ics })
    expect(status).toBe(200)
    expect(body.holidays).toEqual([
      { ...noel, isKnown: true },
      { from: '2027-05-06', to: '2027-05-06', name: 'Ascension', isKnown: false },
    ])
    expect((await head.get('/api/school/calendar')).body.holidays).toHaveLength(1)
  })

  it('answers a file of 100,000 events, and one of many megabytes, in words', async () => {
    const event = 'BEGIN:VEVENT\r\nEND:VEVENT\r\n'
    const check = async (ics: string) => (await head.post('/api/school/calendar/check', { ics })).body.error
    expect(await check(`BEGIN:VCALENDAR\r\n${event.repeat(100_000)}END:VCALENDAR`)).toMatchObject({
      code: 'too_large',
      reason: 'ics_too_large',
    })
    expect(await check(event.repeat(5_000))).toMatchObject({ code: 'invalid', reason: 'ics_too_many' })
    expect((await head.get('/api/school/calendar')).body.holidays).toEqual([])
  })
})

describe('quiet in a project', () => {
  it('is each school’s own by its clock and its days without school', async () => {
    await goTo('2027-01-12T18:30:00Z')
    const { paris, athens } = await quietIn(world.pupil)
    expect(paris?.quiet).toBeNull()
    expect(athens?.quiet).toMatchObject({ reason: 'night', until: '2027-01-13T05:00:00.000Z' })
    await head.post('/api/school/holidays', { holidays: [{ from: '2027-01-12', to: '2027-01-15', name: 'Snow' }] })
    expect((await quietIn(world.pupil)).paris?.quiet).toMatchObject({
      reason: 'holiday',
      holiday: 'Snow',
      until: '2027-01-18T06:00:00.000Z',
    })
    expect(house.rooms.notices).toContainEqual({
      room: { projectId: world.projectId },
      notice: { topic: 'quiet', id: world.paris.id },
    })
  })

  it('follows the school that moves its clock', async () => {
    await goTo('2027-01-12T18:30:00Z')
    await head.patch('/api/school', { timeZone: 'Indian/Reunion' })
    expect((await quietIn(world.pupil)).paris?.quiet).toMatchObject({ until: '2027-01-13T03:00:00.000Z' })
  })
})

describe('an exception', () => {
  const reason = 'We come home late from the river'
  const inHours = (count: number) => new Date(house.clock.now().getTime() + hours(count)).toISOString()

  it('of a teacher opens the project for pupils of their own school, ends by itself, and is in the audit', async () => {
    await goTo('2027-01-13T21:00:00Z')
    const until = inHours(2)
    const teacher = await house.as(world.teacher)
    const made = await teacher.post(`/api/projects/${world.projectId}/quiet-exceptions`, { until, reason })
    expect(made.status).toBe(201)
    const seen = await quietIn(world.teacher)
    expect(seen.paris).toMatchObject({ quiet: null, exceptions: [{ reason, by: 'Tom Teacher', until }] })
    expect(seen.athens?.quiet).not.toBeNull()
    expect((await quietIn(world.pupil)).paris?.exceptions).toEqual([{ id: null, reason: null, by: null, until }])
    expect(await auditOf(world.teacher, 'quiet.excepted')).toEqual([
      { action: 'quiet.excepted', projectId: world.projectId, detail: { reason, until } },
    ])
    house.clock.advance(hours(2))
    expect((await quietIn(world.pupil)).paris).toMatchObject({ quiet: { since: until }, exceptions: [] })
  })

  it('of the administration counts in every project, and either of them may end it', async () => {
    await goTo('2027-01-14T21:00:00Z')
    await head.post('/api/school/quiet-exceptions', { until: inHours(2), reason })
    expect((await quietIn(world.pupil)).paris?.quiet).toBeNull()
    const [{ id }] = (await head.get('/api/school/calendar')).body.exceptions
    expect((await (await house.as(world.teacher)).delete(`/api/quiet-exceptions/${id}`)).status).toBe(403)
    expect((await (await house.as(world.partner)).delete(`/api/quiet-exceptions/${id}`)).status).toBe(404)
    expect((await head.delete(`/api/quiet-exceptions/${id}`)).status).toBe(204)
    expect((await quietIn(world.pupil)).paris?.quiet).not.toBeNull()
    expect((await head.delete(`/api/quiet-exceptions/${id}`)).status).toBe(404)
    expect(await auditOf(world.head, 'quiet.exception_ended')).toHaveLength(1)
  })

  it('needs a reason and an end within a week, and is not for pupils or for the partner’s pupils', async () => {
    const path = `/api/projects/${world.projectId}/quiet-exceptions`
    const teacher = await house.as(world.teacher)
    for (const body of [
      { until: inHours(-1), reason },
      { until: inHours(24 * 7 + 1), reason },
      { until: inHours(1), reason: ' ' },
      { until: 'soon', reason },
      { reason },
    ])
      expect((await teacher.post(path, body)).status, JSON.stringify(body)).toBe(400)
    expect((await (await house.as(world.pupil)).post(path, { until: inHours(1), reason })).status).toBe(403)
    const partners = await (await house.as(world.partner)).post(path, { until: inHours(1), reason })
    const { id } = partners.body.exception
    expect((await teacher.delete(`/api/quiet-exceptions/${id}`)).status).toBe(403)
    expect((await quietIn(world.teacher)).can).toEqual({ except: true })
    expect((await quietIn(world.pupil)).can).toEqual({ except: false })
  })
})

describe('a new school', () => {
  it('says its time zone itself, or takes that of its country', async () => {
    const project = await makeProject(house.db)
    const owner = await makeStaff(house.db)
    await makeMember(house.db, { projectId: project.id, user: owner, role: 'owner' })
    const browser = await house.as(owner)
    for (const [timeZone, expected] of [
      ['Atlantic/Canary', 'Atlantic/Canary'],
      [undefined, 'Europe/Madrid'],
    ] as const) {
      const { body } = await browser.post(`/api/projects/${project.id}/invitations`, { role: 'teacher' })
      const token = new URL(body.invitation.url).hash.slice(1)
      const school = { name: 'IES', town: 'Las Palmas', countryCode: 'ES', ...(timeZone ? { timeZone } : {}) }
      const account = {
        displayName: 'Ana',
        email: `ana${Math.random()}@x.test`,
        password: 'four-words-are-enough',
        locale: 'en',
        school,
      }
      const visitor = house.visitor()
      const accepted = await visitor.post('/api/invitations/accept', { token, account })
      expect(accepted.status, accepted.text).toBeLessThan(300)
      expect((await visitor.get('/api/session')).body.user.school.timeZone).toBe(expected)
    }
  })
})
