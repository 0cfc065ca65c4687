import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { projects } from '#db/schema/projects.ts'
import { users } from '#db/schema/users.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import {
  makeClassroom,
  makeMember,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  type TestUser,
} from '#test/helpers/factories.ts'

/* A link says whom it is for, and lets nobody else in. */

let house: TestApp
let admin: TestUser
let claire: TestUser
let alix: TestUser
let projectId: string
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  const school = await makeSchool(house.db, { name: 'Collège Jean Moulin' })
  admin = await makeStaff(house.db, { schoolId: school.id, displayName: 'Anne Admin', isSchoolAdmin: true })
  claire = await makeStaff(house.db, { schoolId: school.id, displayName: 'Claire Petit' })
  const classroom = await makeClassroom(house.db, { schoolId: school.id, teacherId: claire.id })
  alix = await makePupil(house.db, { schoolId: school.id, displayName: 'Alix Real', classroomId: classroom.id })
  projectId = (await makeProject(house.db, { state: 'waiting_partner', name: 'Rivers' })).id
  await makeMember(house.db, { projectId, user: claire, role: 'owner' })
  await makeMember(house.db, { projectId, user: alix, role: 'pupil' })
})

let number = 0
const newAccount = (school?: object) => ({
  displayName: 'Nora Neu',
  email: `nora${++number}@mail.test`,
  password: 'ein stiller Fluss am Mittag',
  locale: 'en',
  ...(school && { school }),
})
const house22 = { name: 'Freundeskreis', town: 'Köln', countryCode: 'DE' }

async function linkOf(body: object) {
  const answer = await (await house.as(claire)).post(`/api/projects/${projectId}/invitations`, body)
  expect(answer.status).toBe(201)
  return { id: String(answer.body.invitation.id), token: new URL(answer.body.invitation.url).hash.slice(1) }
}
/** Takes a link with a new account: the answer, and the browser that is signed in then. */
async function takeNew(token: string, school?: object) {
  const browser = house.visitor()
  return { browser, answer: await browser.post('/api/invitations/accept', { token, account: newAccount(school) }) }
}
const takeAs = async (person: TestUser, token: string) =>
  (await house.as(person)).post('/api/invitations/accept', { token })

/** Everything of the inviter's school that a person could come by; gives the texts of the answers. */
async function look(browser: Browser) {
  const paths = [
    '/api/school',
    '/api/classrooms',
    '/api/projects',
    `/api/projects/${projectId}`,
    `/api/projects/${projectId}/people`,
    `/api/projects/${projectId}/channels`,
    '/api/notices',
  ]
  const answers = []
  for (const path of paths) answers.push(await browser.get(path))
  return answers
}

describe('a colleague’s link', () => {
  it('makes an account that waits, sees nothing of the school and is on nobody’s list', async () => {
    const { token } = await linkOf({ role: 'teacher', audience: 'colleague' })
    const { browser, answer } = await takeNew(token)
    expect(answer.body.user).toMatchObject({ isWaiting: true, can: { foundProject: false, createClassroom: false } })
    for (const { status, body, text } of await look(browser)) {
      expect([status, body.error.reason]).toEqual([403, 'account_waiting'])
      expect(text).not.toMatch(/Alix|Anne|Claire/)
    }
    const { body: school } = await (await house.as(claire)).get('/api/school')
    expect(school.staff.map((row: { displayName: string }) => row.displayName)).toEqual(['Anne Admin', 'Claire Petit'])
    expect(school.waiting).toEqual([])
    const { body: people } = await (await house.as(claire)).get(`/api/projects/${projectId}/people`)
    expect(people.members).toHaveLength(2)
  })

  it('rings for the administrators, and lets the colleague into school and project when one confirms', async () => {
    const { token } = await linkOf({ role: 'teacher', audience: 'colleague' })
    const { browser, answer } = await takeNew(token)
    const { id } = answer.body.user
    const asAdmin = await house.as(admin)
    const bell = async () =>
      (await asAdmin.get('/api/notices')).body.notices.map((row: { kind: string; actor: { name: string } }) => [
        row.kind,
        row.actor.name,
      ])
    expect(await bell()).toEqual([['colleague_waits', 'Nora Neu']])
    const { body } = await asAdmin.get('/api/school')
    expect(body.waiting).toMatchObject([{ id, displayName: 'Nora Neu', inviter: 'Claire Petit', project: 'Rivers' }])
    expect((await asAdmin.post(`/api/school/waiting/${id}`)).status).toBe(204)
    expect(await bell()).toEqual([])
    expect((await browser.get('/api/session')).body.user.isWaiting).toBe(false)
    expect((await browser.get('/api/school')).status).toBe(200)
    expect((await browser.get(`/api/projects/${projectId}`)).body.project.role).toBe('teacher')
    expect((await asAdmin.post(`/api/school/waiting/${id}`)).status).toBe(404)
    const own = await (await house.as(claire)).get('/api/notices')
    expect(own.body.notices[0]).toMatchObject({ kind: 'joined', actor: { name: 'Nora Neu' } })
  })

  it('leads into the school alone where its maker has left the project meanwhile', async () => {
    const { token } = await linkOf({ role: 'teacher', audience: 'colleague' })
    const { browser, answer } = await takeNew(token)
    await makeMember(house.db, { projectId, user: admin, role: 'owner' })
    const asAdmin = await house.as(admin)
    expect((await asAdmin.delete(`/api/projects/${projectId}/members/${claire.id}`)).status).toBe(204)
    expect((await asAdmin.post(`/api/school/waiting/${answer.body.user.id}`)).status).toBe(204)
    expect((await browser.get('/api/school')).status).toBe(200)
    expect((await browser.get(`/api/projects/${projectId}`)).status).toBe(404)
  })

  it('ends with the account where an administrator refuses, and its address is free again', async () => {
    const { token } = await linkOf({ role: 'teacher', audience: 'colleague' })
    const { browser, answer } = await takeNew(token)
    const asAdmin = await house.as(admin)
    expect((await asAdmin.delete(`/api/school/waiting/${answer.body.user.id}`)).status).toBe(204)
    expect((await browser.get('/api/session')).body.user).toBeNull()
    expect(await house.db.select().from(users).where(eq(users.id, answer.body.user.id))).toEqual([])
    expect((await asAdmin.get('/api/notices')).body.notices).toEqual([])
    const again = house.visitor()
    const account = { ...newAccount(), email: `nora${number - 1}@mail.test` }
    const { token: second } = await linkOf({ role: 'teacher', audience: 'colleague' })
    expect((await again.post('/api/invitations/accept', { token: second, account })).status).toBe(200)
  })

  it('lets a present colleague in at once, and nobody of another school', async () => {
    const { token } = await linkOf({ role: 'teacher', audience: 'colleague' })
    const stranger = await takeAs(await makeStaff(house.db), token)
    expect([stranger.status, stranger.body.error.reason]).toEqual([403, 'not_a_colleague'])
    const { status, body } = await takeAs(admin, token)
    expect([status, body.projectId, body.user.isWaiting]).toEqual([200, projectId, false])
  })

  it('is not made where nobody could confirm', async () => {
    await house.db.update(users).set({ isSchoolAdmin: false }).where(eq(users.id, admin.id))
    const browser = await house.as(claire)
    const path = `/api/projects/${projectId}/invitations`
    const { status, body } = await browser.post(path, { role: 'teacher', audience: 'colleague' })
    expect([status, body.error.reason]).toEqual([409, 'school_without_admin'])
  })

  it('makes an account that may set its language and password, and not the name it is confirmed by', async () => {
    const { token } = await linkOf({ role: 'teacher', audience: 'colleague' })
    const { browser } = await takeNew(token)
    expect((await browser.patch('/api/me', { locale: 'fr' })).status).toBe(200)
    expect((await browser.patch('/api/me', { displayName: 'Anne Admin' })).status).toBe(403)
    const next = { current: 'ein stiller Fluss am Mittag', next: 'quatre mots suffisent ici' }
    expect((await browser.post('/api/me/password', next)).status).toBe(204)
    expect((await browser.delete('/api/session')).status).toBe(204)
  })
})

it('one newcomer is confirmed while another comes by a link to the same project: neither waits for the other for ever', async () => {
  const asAdmin = await house.as(admin)
  for (let round = 0; round < 5; round++) {
    const { answer } = await takeNew((await linkOf({ role: 'teacher', audience: 'colleague' })).token)
    const { token } = await linkOf({ role: 'teacher', audience: 'colleague' })
    const [confirmed, taken] = await Promise.all([
      asAdmin.post(`/api/school/waiting/${answer.body.user.id}`),
      takeNew(token),
    ])
    expect([confirmed.status, taken.answer.status]).toEqual([204, 200])
  }
})

describe('a partner’s link', () => {
  it('is what a teacher’s link is where nothing is said, and no way into the inviter’s school', async () => {
    const { token } = await linkOf({ role: 'teacher' })
    const look = await house.visitor().post('/api/invitations/look', { token })
    expect(look.body.invitation).toMatchObject({ audience: 'partner', school: null })
    expect((await takeNew(token, { id: claire.schoolId })).answer.status).toBe(403)
    expect((await takeNew(token)).answer.status).toBe(400)
    const own = await takeAs(admin, token)
    expect([own.status, own.body.error.reason]).toEqual([409, 'not_a_partner'])
    const looks = [admin, await makeStaff(house.db)].map(async (person) =>
      (await house.as(person)).post('/api/invitations/look', { token }),
    )
    expect((await Promise.all(looks)).map(({ body }) => body.invitation.refusal)).toEqual(['not_a_partner', null])
    const { answer } = await takeNew(token, house22)
    expect(answer.body.user).toMatchObject({ isSchoolAdmin: true, isWaiting: false })
  })
})

describe.each(['visitor', 'guest'] as const)('the link of a %s', (role) => {
  it('is for an account of its own house, which sees no name, no staff and no thread of the inviter’s school', async () => {
    const { token } = await linkOf({ role })
    expect((await takeNew(token, { id: claire.schoolId })).answer.status).toBe(403)
    const { browser, answer } = await takeNew(token, house22)
    expect(answer.body.user).toMatchObject({ isSchoolAdmin: false, isWaiting: false })
    expect(answer.body.user.school.id).not.toBe(claire.schoolId)
    const answers = await look(browser)
    for (const { text } of answers) expect(text).not.toContain('Alix Real')
    const school = (await browser.get('/api/school')).body
    expect(school.staff.map((row: { displayName: string }) => row.displayName)).toEqual(['Nora Neu'])
    const channels = (await browser.get(`/api/projects/${projectId}/channels`)).text
    expect(channels).not.toContain('"ask"')
    const addPupil = { userIds: [alix.id] }
    expect((await browser.post(`/api/projects/${projectId}/pupils`, addPupil)).status).toBe(403)
    const [project] = await house.db.select().from(projects).where(eq(projects.id, projectId))
    expect(project?.state).toBe('waiting_partner')
  })
})

describe('a region', () => {
  const take = async (school: object) => (await takeNew((await linkOf({ role: 'teacher' })).token, school)).answer
  const regions = async (code: string) =>
    (await house.visitor().get('/api/countries')).body.countries.find((one: { code: string }) => one.code === code)
      .regions

  it('of a new school is one of its country’s list, and no invited teacher adds to it by typing', async () => {
    const before = await regions('FR')
    expect(before.length).toBeGreaterThanOrEqual(30)
    const lycee = { name: 'Lycée', town: 'Caen', countryCode: 'FR' }
    const chosen = await take({ ...lycee, region: 'normandie' })
    expect(chosen.status).toBe(200)
    for (const school of [
      { ...lycee, region: 'Caen' },
      { name: 'Skola', town: 'Rīga', countryCode: 'LV', region: 'Rīga' },
    ]) {
      const refused = await take(school)
      const [field] = refused.body.error.fields
      expect([refused.status, field]).toEqual([400, { path: 'account.school.region', reason: 'region_unknown' }])
    }
    expect(await regions('FR')).toEqual(before)
    expect(await regions('LV')).toEqual([])
  })
})

it('a visitor who becomes a teacher opens the project that waited for their country', async () => {
  const jonas = await makeStaff(house.db, {
    schoolId: (await makeSchool(house.db, { countryCode: 'DE', timeZone: 'Europe/Berlin' })).id,
  })
  await makeMember(house.db, { projectId, user: jonas, role: 'visitor' })
  const owner = await house.as(claire)
  const state = async () => (await owner.get(`/api/projects/${projectId}`)).body.project.state
  expect(await state()).toBe('waiting_partner')
  await owner.patch(`/api/projects/${projectId}/members/${jonas.id}`, { role: 'teacher' })
  expect(await state()).toBe('open')
})
