import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { members, projects, projectSchools } from '#db/schema/projects.ts'
import { terms } from '#db/schema/terms.ts'
import { users } from '#db/schema/users.ts'
import { hours, openTestApp, type TestApp, statusesOf } from '#test/helpers/app.ts'
import { makeMember, makeProject, makePupil, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'

let house: TestApp
let claire: TestUser
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  const school = await makeSchool(house.db, { name: 'Collège Jean Moulin', town: 'Lyon', countryCode: 'FR' })
  claire = await makeStaff(house.db, { schoolId: school.id, displayName: 'Claire Petit', isSchoolAdmin: true })
})

let number = 0
const newAccount = (change: object = {}) => ({
  displayName: 'Jonas Weber',
  email: `jonas${++number}@gymnasium.test`,
  password: 'ein stiller Fluss am Mittag',
  locale: 'en',
  ...change,
})
const gymnasium = { name: 'Gymnasium am Rhein', town: 'Köln', countryCode: 'DE' }
const withSchool = (change: object = {}) => newAccount({ school: gymnasium, ...change })

const tokenOf = (url: string) => new URL(url).hash.slice(1)
const toSchool = async (role: 'admin' | 'staff') => {
  const { body } = await (await house.as(claire)).post('/api/school/invitations', { role })
  return { ...body.invitation, token: tokenOf(body.invitation.url) }
}
const toProject = async (projectId: string, role: string, audience?: string) => {
  const path = `/api/projects/${projectId}/invitations`
  const { status, body } = await (await house.as(claire)).post(path, { role, ...(audience && { audience }) })
  expect(status).toBe(201)
  return { ...body.invitation, token: tokenOf(body.invitation.url) }
}
const foundProject = async (values: Parameters<typeof makeProject>[1] = {}) => {
  const project = await makeProject(house.db, { state: 'waiting_partner', name: 'Rivers', ...values })
  await makeMember(house.db, { projectId: project.id, user: claire, role: 'owner' })
  return project
}
const accept = (token: string, account?: object) => house.visitor().post('/api/invitations/accept', { token, account })
const stateOf = async (projectId: string) =>
  (await house.db.select().from(projects).where(eq(projects.id, projectId)))[0]?.state
const standingOf = async (projectId: string, schoolId: string) =>
  (
    await house.db
      .select()
      .from(projectSchools)
      .where(and(eq(projectSchools.projectId, projectId), eq(projectSchools.schoolId, schoolId)))
  )[0]?.standing

const postsOf = async (userId: string) => {
  const rows = await house.db.select({ post: terms.post }).from(terms).where(eq(terms.userId, userId))
  return rows.map(({ post }) => post)
}

describe('an invitation to a school', () => {
  it('shows what it is to and lets a new colleague wait', async () => {
    const { token, url } = await toSchool('staff')
    expect(url).toMatch(/^http:\/\/preau\.test\/invite#[\w-]{43}$/)
    const browser = house.visitor()
    expect((await browser.post('/api/invitations/look', { token })).body.invitation).toEqual({
      kind: 'school',
      role: 'staff',
      audience: 'colleague',
      refusal: null,
      expiresAt: new Date(house.clock.now().getTime() + hours(14 * 24)).toISOString(),
      inviter: 'Claire Petit',
      school: { id: claire.schoolId, name: 'Collège Jean Moulin', town: 'Lyon', countryCode: 'FR' },
      project: null,
      needsAccount: true,
    })
    const { status, body } = await browser.post('/api/invitations/accept', { token, account: newAccount() })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      projectId: null,
      user: { displayName: 'Jonas Weber', isSchoolAdmin: false, isWaiting: true, school: { id: claire.schoolId } },
    })
    expect((await browser.get('/api/school')).status).toBe(403)
  })

  it('makes an administrator of a present colleague at once, of a new one when they are confirmed', async () => {
    const made = await accept((await toSchool('admin')).token, newAccount())
    expect(made.body.user.isSchoolAdmin).toBe(false)
    const { id } = made.body.user
    expect(await postsOf(id)).toEqual([])
    expect((await (await house.as(claire)).post(`/api/school/waiting/${id}`)).status).toBe(204)
    const [confirmed] = await house.db.select().from(users).where(eq(users.id, id))
    expect(confirmed).toMatchObject({ isSchoolAdmin: true, waitingSince: null })
    expect(await postsOf(id)).toEqual(['teacher'])
    const colleague = await makeStaff(house.db, { schoolId: claire.schoolId })
    const browser = await house.as(colleague)
    const { token } = await toSchool('admin')
    expect((await browser.post('/api/invitations/look', { token })).body.invitation.needsAccount).toBe(false)
    expect((await browser.post('/api/invitations/accept', { token })).body.user.isSchoolAdmin).toBe(true)
  })

  it('is nothing to its maker, to who is there already, to another school, or to a pupil', async () => {
    const { token } = await toSchool('staff')
    const answers = []
    const colleague = await makeStaff(house.db, { schoolId: claire.schoolId })
    for (const person of [claire, colleague, await makeStaff(house.db), await makePupil(house.db)])
      answers.push(await (await house.as(person)).post('/api/invitations/accept', { token }))
    expect(answers.map(({ status, body }) => [status, body.error.reason])).toEqual([
      [409, 'own_link'],
      [409, 'already_member'],
      [403, 'not_a_colleague'],
      [403, 'wrong_account'],
    ])
    expect((await accept(token, newAccount())).status).toBe(200)
  })
})

describe('an invitation to a project', () => {
  it('brings a partner and their school, and opens the project', async () => {
    const project = await foundProject()
    const { token } = await toProject(project.id, 'teacher')
    const browser = house.visitor()
    expect((await browser.post('/api/invitations/look', { token })).body.invitation).toMatchObject({
      kind: 'project',
      role: 'teacher',
      school: null,
      project: {
        name: 'Rivers',
        kind: 'european',
        cover: 1,
        languages: ['fr', 'en'],
        schools: [{ id: claire.schoolId, name: 'Collège Jean Moulin', countryCode: 'FR' }],
      },
    })
    const { status, body } = await browser.post('/api/invitations/accept', { token, account: withSchool() })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      projectId: project.id,
      user: { isSchoolAdmin: true, school: { name: 'Gymnasium am Rhein', timeZone: 'Europe/Berlin' } },
    })
    expect(await stateOf(project.id)).toBe('open')
    expect(await standingOf(project.id, body.user.school.id)).toBe('founder')
    expect((await browser.get(`/api/projects/${project.id}`)).body.project.role).toBe('teacher')
    expect(house.rooms.notices).toContainEqual({
      room: { projectId: project.id },
      notice: { topic: 'people', userId: body.user.id },
    })
    const third = await accept((await toProject(project.id, 'teacher')).token, withSchool())
    expect(await standingOf(project.id, third.body.user.school.id)).toBe('partner')
  })

  it.each([
    ['european', 'FR', 'partner', 'other_country'],
    ['european', 'DE', 'founder', null],
    ['national', 'FR', 'founder', null],
    ['national', 'DE', 'partner', 'same_country'],
    ['national', 'MA', 'founder', null],
    ['training', 'DE', 'founder', null],
  ] as const)(
    'of the kind %s makes a school of %s a %s and says what is missing: %s',
    async (kind, countryCode, standing, missing) => {
      const project = await foundProject({ kind })
      const { token } = await toProject(project.id, 'teacher')
      const { body } = await accept(token, withSchool({ school: { ...gymnasium, countryCode } }))
      expect(await standingOf(project.id, body.user.school.id)).toBe(standing)
      const seen = (await (await house.as(claire)).get(`/api/projects/${project.id}`)).body.project
      expect([seen.state, seen.missing]).toEqual([missing === null ? 'open' : 'waiting_partner', missing])
    },
  )

  it('brings in who is signed in, without an account', async () => {
    const project = await foundProject()
    const jonas = await makeStaff(house.db, {
      schoolId: (await makeSchool(house.db, { countryCode: 'DE', timeZone: 'Europe/Berlin' })).id,
    })
    const { token } = await toProject(project.id, 'teacher')
    const browser = await house.as(jonas)
    const { status, body, headers } = await browser.post('/api/invitations/accept', { token })
    expect([status, body.projectId, body.user.id]).toEqual([200, project.id, jonas.id])
    expect(headers.get('Set-Cookie')).toBeNull()
    expect(house.rooms.rechecks).toContainEqual({ userIds: [jonas.id] })
    const again = await browser.post('/api/invitations/accept', {
      token: (await toProject(project.id, 'visitor')).token,
    })
    expect([again.status, again.body.error.reason]).toEqual([409, 'already_member'])
  })

  it('brings back who had left, in their old place', async () => {
    const project = await foundProject()
    const jonas = await makeStaff(house.db)
    const before = await makeMember(house.db, { projectId: project.id, user: jonas, role: 'teacher' })
    const isJonas = and(eq(members.projectId, project.id), eq(members.userId, jonas.id))
    await house.db.update(members).set({ leftAt: house.clock.now() }).where(isJonas)
    const { token } = await toProject(project.id, 'visitor')
    expect((await (await house.as(jonas)).post('/api/invitations/accept', { token })).status).toBe(200)
    const [after] = await house.db.select().from(members).where(isJonas)
    expect(after).toMatchObject({ leftAt: null, role: 'visitor', position: before.position })
  })

  it('lets a colleague wait for the school of who invites, and no other', async () => {
    const project = await foundProject()
    const { token } = await toProject(project.id, 'teacher', 'colleague')
    const stranger = await makeSchool(house.db)
    for (const school of [{ id: stranger.id }, gymnasium])
      expect((await accept(token, newAccount({ school }))).status).toBe(403)
    const { body } = await accept(token, newAccount())
    expect(body).toMatchObject({
      projectId: null,
      user: { isSchoolAdmin: false, isWaiting: true, school: { id: claire.schoolId } },
    })
    expect(await stateOf(project.id)).toBe('waiting_partner')
  })

  it('lets a guest in with their own house alone, which is no partner and nothing to administer', async () => {
    const project = await foundProject()
    const { token } = await toProject(project.id, 'guest')
    expect((await accept(token, newAccount({ school: { id: claire.schoolId } }))).status).toBe(403)
    const { body } = await accept(token, withSchool())
    expect(body.user.isSchoolAdmin).toBe(false)
    expect(await postsOf(body.user.id)).toEqual([])
    expect(await stateOf(project.id)).toBe('waiting_partner')
  })

  it('is nothing to a pupil, nor to a new person without a school', async () => {
    const project = await foundProject()
    const { token } = await toProject(project.id, 'teacher')
    const pupil = await (await house.as(await makePupil(house.db))).post('/api/invitations/accept', { token })
    expect([pupil.status, pupil.body.error.reason]).toEqual([403, 'wrong_account'])
    const homeless = await accept(token, newAccount())
    expect([homeless.status, homeless.body.error.fields[0].path]).toEqual([400, 'account.school'])
    expect((await accept(token)).status).toBe(401)
  })

  it('does not lead into an archived project', async () => {
    const project = await foundProject()
    const { token } = await toProject(project.id, 'teacher')
    await house.db.update(projects).set({ state: 'archived' }).where(eq(projects.id, project.id))
    const { status, body } = await accept(token, withSchool())
    expect([status, body.error.reason]).toEqual([409, 'project_archived'])
  })
})

describe('a link', () => {
  const look = (token: string) => house.visitor().post('/api/invitations/look', { token })
  const refusals = async (token: string) => {
    const answers = [await look(token), await accept(token, newAccount())]
    return answers.map(({ status, body }) => `${status} ${body.error.reason}`)
  }
  const gone = ['404 link_expired', '404 link_expired']

  it('is the same when it is unknown, used, revoked, expired, or from somebody suspended', async () => {
    expect(await refusals('x'.repeat(43))).toEqual(gone)
    const used = await toSchool('staff')
    await accept(used.token, newAccount())
    expect(await refusals(used.token)).toEqual(gone)
    const revoked = await toSchool('staff')
    expect((await (await house.as(claire)).delete(`/api/invitations/${revoked.id}`)).status).toBe(204)
    expect(await refusals(revoked.token)).toEqual(gone)
    const fromSuspended = await toSchool('staff')
    await house.db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, claire.id))
    expect(await refusals(fromSuspended.token)).toEqual(gone)
    await house.db.update(users).set({ suspendedAt: null }).where(eq(users.id, claire.id))
    const old = await toSchool('staff')
    house.clock.advance(hours(14 * 24))
    expect(await refusals(old.token)).toEqual(gone)
    const states = (await (await house.as(claire)).get('/api/school')).body.invitations
    expect(states.map((row: { state: string }) => row.state).toSorted()).toEqual([
      'accepted',
      'expired',
      'expired',
      'revoked',
    ])
  })

  it('lets one of two in who come at once', async () => {
    const { token } = await toSchool('staff')
    const answers = await Promise.all([accept(token, newAccount()), accept(token, newAccount())])
    expect(statusesOf(answers)).toEqual([200, 404])
  })

  it.each([
    ['an address that is somebody’s', { email: 'taken@school.test' }, 409, 'email_taken'],
    ['a weak password', { password: 'motdepasse123' }, 400, 'weak_password'],
    [
      'a password with the own address',
      { email: 'jonas.weber@x.test', password: 'jonas.weber-2026' },
      400,
      'weak_password',
    ],
    ['a country nobody knows', { school: { ...gymnasium, countryCode: 'XX' } }, 400, 'invalid_input'],
    ['a school with fields it does not know', { school: { ...gymnasium, isVouched: true } }, 400, 'invalid_input'],
    ['a role of the own choice', { isSchoolAdmin: true }, 400, 'invalid_input'],
  ])('stays good after %s', async (_what, change, status, reason) => {
    const project = await foundProject()
    const { token } = await toProject(project.id, 'teacher')
    if (reason === 'email_taken')
      await accept((await toSchool('staff')).token, newAccount({ email: 'Taken@school.test' }))
    const refused = await accept(token, withSchool(change))
    expect([refused.status, refused.body.error.reason]).toEqual([status, reason])
    expect((await accept(token, withSchool())).status).toBe(200)
  })

  it('is taken back by who may invite, and by nobody else', async () => {
    const project = await foundProject()
    const [school, partner] = [await toSchool('staff'), await toProject(project.id, 'teacher')]
    const stranger = await house.as(await makeStaff(house.db, { isSchoolAdmin: true }))
    const colleague = await house.as(await makeStaff(house.db, { schoolId: claire.schoolId }))
    expect((await stranger.delete(`/api/invitations/${school.id}`)).status).toBe(404)
    expect((await stranger.delete(`/api/invitations/${partner.id}`)).status).toBe(404)
    expect((await colleague.delete(`/api/invitations/${school.id}`)).status).toBe(403)
    expect((await house.visitor().delete(`/api/invitations/${school.id}`)).status).toBe(401)
    const own = await house.as(claire)
    for (const id of [school.id, partner.id, partner.id])
      expect((await own.delete(`/api/invitations/${id}`)).status).toBe(204)
    expect((await own.delete(`/api/invitations/${crypto.randomUUID()}`)).status).toBe(404)
  })
})
