import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hours, minutes, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { codeAt, giveTotp } from '#test/helpers/authenticators.ts'
import { makeSchool, makeStaff, makeStaffWithPassword, testPassword, type TestUser } from '#test/helpers/factories.ts'
import { sweepSessions } from '#server/auth/sessions.ts'

/* A sign-in in two steps: the password, then a code that is good once. */

let house: TestApp
let person: TestUser & { email: string }
let admin: TestUser
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.advance(hours(3))
  const school = await makeSchool(house.db)
  admin = await makeStaff(house.db, { schoolId: school.id, isSchoolAdmin: true })
  person = await makeStaffWithPassword(house.db, { schoolId: school.id })
  await giveTotp(house, person.id)
})

const now = () => codeAt(house.clock.now())
const steps = (count: number) => codeAt(new Date(house.clock.now().getTime() + count * 30_000))
const wrong = '000000'
/** The password was right in this browser. */
async function halfWay(isSharedDevice = true) {
  const browser = house.visitor()
  const answer = await browser.post('/api/session', { email: person.email, password: testPassword, isSharedDevice })
  return { browser, answer }
}
const reasonOf = ({ status, body }: { status: number; body: { error?: { reason: string } } }) =>
  body.error?.reason ?? status
async function give(code: string, from?: Awaited<ReturnType<typeof halfWay>>['browser']) {
  const browser = from ?? (await halfWay()).browser
  return browser.post('/api/session/second-step', { code })
}

describe('the second step', () => {
  it('lets in after the password, and the password alone opens nothing', async () => {
    const { browser, answer } = await halfWay()
    expect([answer.status, answer.body]).toEqual([200, { user: null, secondStep: ['totp'] }])
    expect(answer.headers.get('Set-Cookie')).toMatch(
      /^sign-in=[\w-]{43}; HttpOnly; Max-Age=600; Path=\/; SameSite=Strict$/,
    )
    expect((await browser.get('/api/session')).body.user).toBeNull()
    expect((await browser.get('/api/me/authenticators')).status).toBe(401)
    const second = await give(now(), browser)
    expect([second.status, second.body.user.id]).toEqual([200, person.id])
    expect((await browser.get('/api/session')).body.user.id).toBe(person.id)
    const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
    expect(lines[0]).toMatchObject({ action: 'session.started', detail: { way: 'password', second: 'totp' } })
  })

  it('is asked of nobody who has none', async () => {
    const { email, id } = await makeStaffWithPassword(house.db)
    const { body } = await house.visitor().post('/api/session', { email, password: testPassword })
    expect([body.user.id, body.secondStep]).toEqual([id, null])
  })

  it('keeps what was said of the device', async () => {
    const { browser } = await halfWay(false)
    expect((await give(now(), browser)).body.user.isSharedDevice).toBe(false)
  })

  it('takes a code once, also of two at one moment, and none of a step before', async () => {
    const code = now()
    const halves = [await halfWay(), await halfWay()]
    expect(statusesOf(await Promise.all(halves.map(({ browser }) => give(code, browser))))).toEqual([200, 401])
    expect(reasonOf(await give(code))).toBe('second_step_wrong')
    expect(reasonOf(await give(steps(-1)))).toBe('second_step_wrong')
    house.clock.advance(30_000)
    expect((await give(now())).status).toBe(200)
  })

  it('forgives a clock that is off by one step, and no more', async () => {
    expect(reasonOf(await give(steps(-2)))).toBe('second_step_wrong')
    expect(reasonOf(await give(steps(2)))).toBe('second_step_wrong')
    expect((await give(steps(-1))).status).toBe(200)
    expect((await give(steps(1))).status).toBe(200)
  })

  it('may be typed as apps show it, and nothing else is a code', async () => {
    const [first, last] = [now().slice(0, 3), now().slice(3)]
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６', { length: 6 }, null])
      expect([code, (await (await halfWay()).browser.post('/api/session/second-step', { code })).status]).toEqual([
        code,
        400,
      ])
    expect((await give(` ${first} ${last} `)).status).toBe(200)
  })
})

describe('a sign-in on its way', () => {
  it('is of the browser where the password was given', async () => {
    await halfWay()
    expect(reasonOf(await give(now(), house.visitor()))).toBe('sign_in_over')
    const forged = await house
      .visitor()
      .send('POST', '/api/session/second-step', { code: now() }, { Cookie: `sign-in=${'x'.repeat(43)}` })
    expect(reasonOf(forged)).toBe('sign_in_over')
  })

  it('is good once', async () => {
    const { browser, answer } = await halfWay()
    const cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    expect((await give(now(), browser)).status).toBe(200)
    house.clock.advance(30_000)
    const again = await house.visitor().send('POST', '/api/session/second-step', { code: now() }, { Cookie: cookie })
    expect(reasonOf(again)).toBe('sign_in_over')
  })

  it('is over after ten minutes, and then forgotten', async () => {
    const [early, late] = [await halfWay(), await halfWay()]
    house.clock.advance(minutes(10) - 1)
    expect((await give(now(), early.browser)).status).toBe(200)
    house.clock.advance(1)
    expect(reasonOf(await give(now(), late.browser))).toBe('sign_in_over')
    await sweepSessions(house.deps)
    house.clock.advance(-minutes(1))
    expect(reasonOf(await give(now(), late.browser))).toBe('sign_in_over')
  })

  it('is over for who is suspended, signed out everywhere, or has another password', async () => {
    const browser = await house.as(person)
    const before = await halfWay()
    await browser.post('/api/me/password', { current: testPassword, next: 'un fleuve calme à midi' })
    expect(reasonOf(await give(now(), before.browser))).toBe('sign_in_over')
    await browser.post('/api/me/password', { current: 'un fleuve calme à midi', next: testPassword })
    const second = await halfWay()
    await browser.delete('/api/session/all')
    expect(reasonOf(await give(now(), second.browser))).toBe('sign_in_over')
    const third = await halfWay()
    await (await house.as(admin)).patch(`/api/school/staff/${person.id}`, { isSuspended: true })
    expect(reasonOf(await give(now(), third.browser))).toBe('sign_in_over')
  })
})

describe('whoever guesses codes', () => {
  it('is slowed, wherever the password is given again, while a recovery code still opens', async () => {
    const { recoveryCodes } = (
      await (
        await house.as(person)
      ).post('/api/me/authenticators/recovery-codes', { proof: { password: testPassword } })
    ).body
    const { browser } = await halfWay()
    const told: unknown[] = []
    for (let count = 0; count < 6; count++) told.push(reasonOf(await give(wrong, browser)))
    expect(told).toEqual([...Array.from({ length: 5 }, () => 'second_step_wrong'), 'too_many_attempts'])
    for (let count = 0; count < 20; count++) {
      house.clock.advance(minutes(1))
      told.push(reasonOf(await give(wrong)))
    }
    // Ten at once, and one that came back in a quarter of an hour.
    expect(told.filter((one) => one === 'second_step_wrong')).toHaveLength(11)
    expect(reasonOf(await give(now()))).toBe('too_many_attempts')
    const other = await halfWay()
    const rescued = await other.browser.post('/api/session/second-step', { recoveryCode: recoveryCodes[0] })
    expect(rescued.body.user.id).toBe(person.id)
  })

  it('keeps nobody from a device of their own', async () => {
    const own = house.visitor()
    await own.post('/api/session', { email: person.email, password: testPassword, isSharedDevice: false })
    const second = await own.post('/api/session/second-step', { code: now() })
    const device = /device=[^;]+/.exec(second.headers.get('Set-Cookie') ?? '')?.[0] ?? ''
    const { browser } = await halfWay()
    for (let count = 0; count < 12; count++) {
      house.clock.advance(minutes(1))
      await give(wrong, browser)
      if (count === 8) await halfWay()
    }
    const again = await house
      .visitor()
      .send('POST', '/api/session', { email: person.email, password: testPassword }, { Cookie: device })
    const signIn = again.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    const entered = await house
      .visitor()
      .send('POST', '/api/session/second-step', { code: now() }, { Cookie: `${device}; ${signIn}` })
    expect(entered.status).toBe(200)
  })

  it('is told of by the audit and, beyond a slip, by the bell', async () => {
    const { browser } = await halfWay()
    const bell = async () => (await (await house.as(person)).get('/api/notices')).body.notices
    await give(wrong, browser)
    expect(await bell()).toEqual([])
    await give(wrong, browser)
    await give(wrong, browser)
    expect(await bell()).toMatchObject([{ kind: 'second_step_refused', actor: null }])
    const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
    expect(
      lines.slice(0, 2).map(({ action, detail }: { action: string; detail: unknown }) => [action, detail]),
    ).toEqual([
      ['session.refused', { way: 'second_step', times: 3 }],
      ['session.refused', { way: 'second_step' }],
    ])
  })
})

it.each([
  ['1970-01-01T00:00:59Z', '287082'],
  ['2005-03-18T01:58:29Z', '081804'],
  ['2005-03-18T01:58:31Z', '050471'],
  ['2009-02-13T23:31:30Z', '005924'],
  ['2033-05-18T03:33:20Z', '279037'],
  ['2603-10-11T11:33:20Z', '353130'],
])('the code of RFC 6238 at %s lets in', async (at, code) => {
  // In a house of its own: what is counted there knows no time that goes back.
  const then = await openTestApp()
  then.clock.advance(Date.parse(at) - then.clock.now().getTime())
  const { id, email } = await makeStaffWithPassword(then.db)
  await giveTotp(then, id)
  const browser = then.visitor()
  await browser.post('/api/session', { email, password: testPassword })
  const { body } = await browser.post('/api/session/second-step', { code })
  await then.close()
  expect(body.user?.id).toBe(id)
})
