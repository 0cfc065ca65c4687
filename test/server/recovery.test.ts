import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recoverByServer } from '#server/recovery/by-server.ts'
import { hours, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { makeSchool, makeStaff, makeStaffWithPassword, testPassword, type TestUser } from '#test/helpers/factories.ts'

let house: TestApp
let admin: TestUser
let bruno: TestUser & { email: string }
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  const school = await makeSchool(house.db, { name: 'Collège Jean Moulin' })
  admin = await makeStaff(house.db, { schoolId: school.id, displayName: 'Anne', isSchoolAdmin: true })
  bruno = await makeStaffWithPassword(house.db, { schoolId: school.id, displayName: 'Bruno' })
})

const password = 'un fleuve calme à midi'
const recoveryPath = (userId: string) => `/api/school/staff/${userId}/recovery`
const ask = async (actor: TestUser, userId: string) => (await house.as(actor)).post(recoveryPath(userId))
async function linkFor(userId: string) {
  const { status, body } = await ask(admin, userId)
  expect(status).toBe(201)
  expect(body.recovery.url).toMatch(/^http:\/\/preau\.test\/recover#[\w-]{43}$/)
  return new URL(body.recovery.url).hash.slice(1)
}
const look = (token: string) => house.visitor().post('/api/recover/look', { token })
const confirm = (token: string, next = password) =>
  house.visitor().post('/api/recover/confirm', { token, password: next })
const signIn = (next: string) => house.visitor().post('/api/session', { email: bruno.email, password: next })
const refusals = async (token: string) => {
  const answers = [await look(token), await confirm(token)]
  return answers.map(({ status, body }) => `${status} ${body.error?.reason ?? 'ok'}`)
}
const gone = ['404 link_expired', '404 link_expired']

describe('a recovery link', () => {
  it('says whose password it is, sets a new one and ends every earlier login', async () => {
    const before = await house.as(bruno)
    const token = await linkFor(bruno.id)
    expect((await look(token)).body.recovery).toEqual({
      displayName: 'Bruno',
      email: bruno.email,
      school: 'Collège Jean Moulin',
      expiresAt: new Date(house.clock.now().getTime() + hours(24)).toISOString(),
      endsSecondStep: false,
    })
    const browser = house.visitor()
    const { status, body } = await browser.post('/api/recover/confirm', { token, password })
    expect([status, body.user.id]).toEqual([200, bruno.id])
    expect((await before.get('/api/school')).status).toBe(401)
    expect((await browser.get('/api/school')).status).toBe(200)
    expect([(await signIn(testPassword)).status, (await signIn(password)).status]).toEqual([401, 200])
    expect(house.rooms.rechecks).toContainEqual({ userIds: [bruno.id] })
  })

  it('works once, for one of two at once, for a day, and not when it is unknown or replaced', async () => {
    expect(await refusals('x'.repeat(43))).toEqual(gone)
    const used = await linkFor(bruno.id)
    expect(statusesOf(await Promise.all([confirm(used), confirm(used)]))).toEqual([200, 404])
    expect(await refusals(used)).toEqual(gone)
    const [first, second] = [await linkFor(bruno.id), await linkFor(bruno.id)]
    expect(await refusals(first)).toEqual(gone)
    expect((await look(second)).status).toBe(200)
    house.clock.advance(hours(24))
    expect(await refusals(second)).toEqual(gone)
  })

  it('stays good after a weak password', async () => {
    const token = await linkFor(bruno.id)
    const weak = await confirm(token, 'motdepasse123')
    expect([weak.status, weak.body.error.fields[0].path]).toEqual([400, 'password'])
    expect((await confirm(token)).status).toBe(200)
  })

  it.each([
    ['its maker loses the post', (second: TestUser) => [second.id, { isSchoolAdmin: false }] as const],
    ['its maker is suspended', (second: TestUser) => [second.id, { isSuspended: true }] as const],
    ['the person is suspended', () => [bruno.id, { isSuspended: true }] as const],
  ])('is void when %s, also after that is taken back', async (_when, whatHappens) => {
    const second = await makeStaff(house.db, { schoolId: admin.schoolId, isSchoolAdmin: true })
    const made = await ask(second, bruno.id)
    const token = new URL(made.body.recovery.url).hash.slice(1)
    const [userId, change] = whatHappens(second)
    const browser = await house.as(admin)
    await browser.patch(`/api/school/staff/${userId}`, change)
    expect(await refusals(token)).toEqual(gone)
    await browser.patch(`/api/school/staff/${userId}`, { isSchoolAdmin: true, isSuspended: false })
    expect(await refusals(token)).toEqual(gone)
  })

  it('is void once the person sets a new password themselves', async () => {
    const token = await linkFor(bruno.id)
    const browser = await house.as(bruno)
    expect((await browser.post('/api/me/password', { current: testPassword, next: password })).status).toBe(204)
    expect(await refusals(token)).toEqual(gone)
  })

  it('is made for staff of the own school who can sign in, and by administrators alone', async () => {
    const elsewhere = await makeStaffWithPassword(house.db)
    const waiting = await makeStaffWithPassword(house.db, { schoolId: admin.schoolId, waitingSince: house.clock.now() })
    const suspended = await makeStaffWithPassword(house.db, {
      schoolId: admin.schoolId,
      suspendedAt: house.clock.now(),
    })
    const answers = [
      await ask(admin, elsewhere.id),
      await ask(admin, waiting.id),
      await ask(admin, suspended.id),
      await ask(admin, admin.id),
      await ask(bruno, admin.id),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 409, 409, 403])
    expect((await house.visitor().post(recoveryPath(bruno.id))).status).toBe(401)
  })

  it('rings for the person, and the audit has the making and the using', async () => {
    await confirm(await linkFor(bruno.id))
    const bell = await (await house.as(bruno)).get('/api/notices')
    expect(bell.body.notices).toMatchObject([{ kind: 'recovery_made', actor: { name: 'Anne' } }])
    const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
    const said = lines.map((line: { action: string; actor: string }) => [line.action, line.actor])
    expect(said).toEqual(
      expect.arrayContaining([
        ['recovery.created', 'Anne'],
        ['recovery.used', 'Bruno'],
      ]),
    )
  })
})

describe('who keeps the server', () => {
  it('makes a link for the last administrator, which needs nobody else', async () => {
    const last = await makeStaffWithPassword(house.db, { isSchoolAdmin: true })
    const made = await recoverByServer(house.deps, ` ${last.email.toUpperCase()} `)
    const token = new URL('url' in made ? made.url : '').hash.slice(1)
    const { status, body } = await confirm(token)
    expect([status, body.user.isSchoolAdmin]).toEqual([200, true])
  })

  it('is told in words why there is none', async () => {
    const suspended = await makeStaffWithPassword(house.db, { suspendedAt: house.clock.now() })
    const waiting = await makeStaffWithPassword(house.db, { waitingSince: house.clock.now() })
    const answers = [
      await recoverByServer(house.deps, 'nobody@school.test'),
      await recoverByServer(house.deps, suspended.email),
      await recoverByServer(house.deps, waiting.email),
    ]
    expect(answers).toEqual([
      { refusal: expect.stringContaining('No account') },
      { refusal: expect.stringContaining('suspended') },
      { refusal: expect.stringContaining('confirmed') },
    ])
  })
})
