import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { updateCardsVoided } from '#db/queries/cards.ts'
import { updateUser } from '#db/queries/users.ts'
import { audit } from '#db/schema/audit.ts'
import { sessions } from '#db/schema/users.ts'
import { verifyChain } from '#server/audit/verify.ts'
import { sessionFromCookie, sweepSessions } from '#server/auth/sessions.ts'
import { hours, minutes, openTestApp, type TestApp, testOrigin } from '#test/helpers/app.ts'
import { makeCard } from '#test/helpers/cards.ts'
import {
  makeClassroom,
  makePupil,
  makeSchool,
  makeStaff,
  makeStaffWithPassword,
  testPassword,
} from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const signIn = (body: object) => house.visitor().post('/api/session', body)

describe('signing in with a password', () => {
  it('shows a teacher who they are and what they may do', async () => {
    const school = await makeSchool(house.db, { name: 'Collège Jean Moulin', town: 'Lyon' })
    const claire = await makeStaffWithPassword(house.db, { schoolId: school.id, displayName: 'Claire Petit' })
    const browser = house.visitor()
    const { status, body } = await browser.post('/api/session', { email: claire.email, password: testPassword })
    expect(status).toBe(200)
    expect(body.user).toMatchObject({
      id: claire.id,
      kind: 'staff',
      displayName: 'Claire Petit',
      pseudonym: null,
      school: { id: school.id, name: 'Collège Jean Moulin', town: 'Lyon', countryCode: 'FR', timeZone: 'Europe/Paris' },
      classroom: null,
      idleMs: minutes(60),
      can: { foundProject: true, createClassroom: true, administerSchool: false },
    })
    expect(Buffer.from(body.user.outboxKey, 'base64url')).toHaveLength(32)
    const again = await browser.get('/api/session')
    const installation = { setupNeeded: false, serverVersion: '0.0.0-test', sendsMail: false, hasSignUp: false }
    expect(again.body).toEqual({ user: body.user, ...installation })
  })

  it('takes the address in any case', async () => {
    const { email } = await makeStaffWithPassword(house.db, { email: 'marie.curie@school.test' })
    expect((await signIn({ email: ` ${email.toUpperCase()} `, password: testPassword })).status).toBe(200)
  })

  it('gives the same answer for a wrong password, an unknown address and a suspended person', async () => {
    const known = await makeStaffWithPassword(house.db)
    const suspended = await makeStaffWithPassword(house.db, { suspendedAt: house.clock.now() })
    const answers = await Promise.all([
      signIn({ email: known.email, password: 'not-the-password' }),
      signIn({ email: 'nobody@school.test', password: testPassword }),
      signIn({ email: suspended.email, password: testPassword }),
    ])
    for (const { status, body, headers } of answers) {
      expect(status).toBe(401)
      expect({ ...body.error, requestId: '' }).toEqual({
        code: 'unauthenticated',
        reason: 'wrong_password',
        requestId: '',
      })
      expect(headers.get('Set-Cookie')).toBeNull()
    }
  })

  it('takes an address nobody has as long as a wrong password', async () => {
    const known = await makeStaffWithPassword(house.db)
    const time = async (email: string) => {
      const start = performance.now()
      await signIn({ email, password: 'not-the-password' })
      return performance.now() - start
    }
    await time('warm@school.test')
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[2] ?? 0
    const knownTimes: number[] = []
    const unknownTimes: number[] = []
    for (let round = 0; round < 5; round++) {
      knownTimes.push(await time(known.email))
      unknownTimes.push(await time(`nobody${round}@school.test`))
    }
    expect(median(unknownTimes)).toBeGreaterThan(median(knownTimes) / 2)
  })
})

describe('signing in with a card', () => {
  it('lets a pupil in by the secret, its address, and the code however it is typed', async () => {
    const classroom = await makeClassroom(house.db, { name: '6e B', ageFrom: 11 })
    const pupil = await makePupil(house.db, {
      classroomId: classroom.id,
      schoolId: classroom.schoolId,
      displayName: 'Alix M.',
      pseudonym: 'Panda Horizon',
    })
    const card = await makeCard(house.deps, pupil.id)
    const typed = card.code.toLowerCase().replace('-', ' ')
    for (const entry of [card.secret, card.url, card.code, typed]) {
      const { status, body } = await signIn({ card: entry })
      expect(status, entry).toBe(200)
      expect(body.user).toMatchObject({
        id: pupil.id,
        kind: 'pupil',
        displayName: 'Alix M.',
        pseudonym: 'Panda Horizon',
        classroom: { id: classroom.id, name: '6e B', ageFrom: 11 },
        isSharedDevice: true,
        idleMs: minutes(20),
        can: { foundProject: false, createClassroom: false, administerSchool: false },
      })
    }
  })

  it('says the same of an unknown card and of a void one', async () => {
    const pupil = await makePupil(house.db)
    const card = await makeCard(house.deps, pupil.id)
    await house.db.transaction((tx) => updateCardsVoided(tx, [pupil.id], house.clock.now()))
    const answers = await Promise.all([
      signIn({ card: card.secret }),
      signIn({ card: card.code }),
      signIn({ card: 'ZZZZ-ZZZZ' }),
      signIn({ card: 'not a card at all' }),
    ])
    for (const { status, body } of answers) {
      expect(status).toBe(401)
      expect(body.error).toEqual({
        code: 'unauthenticated',
        reason: 'card_unknown',
        requestId: expect.any(String),
      })
    }
  })
})

describe('the cookie', () => {
  it('is out of reach of scripts and other sites, and goes with the browser on a shared device', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const shared = await signIn({ email, password: testPassword })
    expect(shared.headers.getSetCookie()[0]).toMatch(/^session=[\w-]{43}; HttpOnly; Path=\/; SameSite=Lax$/)
    const own = await signIn({ email, password: testPassword, isSharedDevice: false })
    expect(own.headers.getSetCookie()[0]).toMatch(/^session=[\w-]{43}; HttpOnly; Max-Age=3600; Path=\/; SameSite=Lax$/)
  })

  it('is bound to host and TLS where the address has TLS', async () => {
    const secure = await openTestApp({ publicUrl: 'https://preau.test' })
    const { email } = await makeStaffWithPassword(secure.db)
    const browser = secure.visitor()
    const { headers } = await browser.post('/api/session', { email, password: testPassword })
    expect(headers.getSetCookie()[0]).toMatch(/^__Host-session=[\w-]{43}; HttpOnly; Path=\/; SameSite=Lax; Secure$/)
    expect((await browser.get('/api/session')).body.user).not.toBeNull()
    await secure.close()
  })

  it('is new at each login, and the old one no longer opens anything', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const browser = house.visitor()
    await browser.post('/api/session', { email, password: testPassword })
    const first = browser.cookie()
    await browser.post('/api/session', { email, password: testPassword })
    expect(browser.cookie()).not.toBe(first)
    expect(await sessionFromCookie(house.deps, first)).toBeNull()
  })

  it('is worth nothing where it is junk', async () => {
    for (const cookie of ['session=', 'session=%E0%A4%A', 'session=abc', `session=${'a'.repeat(43)}`, ';;=;']) {
      const { status, body } = await house.visitor().send('GET', '/api/session', undefined, { Cookie: cookie })
      expect([status, body.user]).toEqual([200, null])
    }
  })

  it('is stored as a hash only', async () => {
    const browser = await house.as(await makeStaff(house.db))
    const rows = await house.db.select().from(sessions)
    const secret = browser.cookie()?.split('=')[1] ?? ''
    expect(secret).toHaveLength(43)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describe('the end of a login', () => {
  const isIn = async (browser: ReturnType<TestApp['visitor']>) => (await browser.get('/api/session')).body.user !== null

  it('comes for a pupil after twenty minutes without use, and not while they work', async () => {
    const browser = await house.as(await makePupil(house.db))
    for (let count = 0; count < 3; count++) {
      house.clock.advance(minutes(19))
      expect(await isIn(browser)).toBe(true)
    }
    house.clock.advance(minutes(20))
    expect(await isIn(browser)).toBe(false)
  })

  it('comes to the millisecond, also on a machine that is slow between two looks at its clock', async () => {
    let passedMs = 0
    const real = Date.now
    const slow = vi.spyOn(Date, 'now').mockImplementation(() => real() + (passedMs += 5))
    try {
      const browser = await house.as(await makePupil(house.db))
      house.clock.advance(minutes(19))
      expect(await isIn(browser)).toBe(true)
      house.clock.advance(minutes(20))
      expect(await isIn(browser)).toBe(false)
    } finally {
      slow.mockRestore()
    }
  })

  it('comes for staff after an hour without use', async () => {
    const browser = await house.as(await makeStaff(house.db))
    house.clock.advance(minutes(59))
    expect(await isIn(browser)).toBe(true)
    house.clock.advance(minutes(60))
    expect(await isIn(browser)).toBe(false)
  })

  it.each([
    ['a pupil', 4, makePupil],
    ['staff', 12, makeStaff],
  ] as const)('comes for %s after %i hours whatever they do', async (_who, limit, make) => {
    const browser = await house.as(await make(house.db))
    for (let passed = 0; passed < limit * 60 - 15; passed += 15) {
      house.clock.advance(minutes(15))
      expect(await isIn(browser)).toBe(true)
    }
    house.clock.advance(minutes(15))
    expect(await isIn(browser)).toBe(false)
  })

  it('is not put off by an open socket', async () => {
    const browser = await house.as(await makePupil(house.db))
    house.clock.advance(minutes(15))
    expect(await sessionFromCookie(house.deps, browser.cookie())).not.toBeNull()
    house.clock.advance(minutes(5))
    expect(await sessionFromCookie(house.deps, browser.cookie())).toBeNull()
    expect(await isIn(browser)).toBe(false)
  })

  it('renews the cookie of an own device with its use', async () => {
    const browser = await house.as(await makeStaff(house.db), false)
    house.clock.advance(minutes(30))
    const { headers } = await browser.get('/api/session')
    expect(headers.get('Set-Cookie')).toContain('Max-Age=3600')
  })

  it('comes at once for a suspended person', async () => {
    const staff = await makeStaff(house.db)
    const browser = await house.as(staff)
    await updateUser(house.db, staff.id, { suspendedAt: house.clock.now() })
    expect(await isIn(browser)).toBe(false)
  })

  it('comes with logout: the browser is cleared, the socket closed, the old cookie void', async () => {
    const browser = await house.as(await makePupil(house.db))
    const cookie = browser.cookie()
    const session = await sessionFromCookie(house.deps, cookie)
    const { status, headers } = await browser.delete('/api/session')
    expect(status).toBe(204)
    expect(headers.get('Clear-Site-Data')).toBe('"cache"')
    expect(headers.get('Set-Cookie')).toMatch(/^session=; .*Max-Age=0/)
    expect(house.rooms.rechecks).toContainEqual({ sessionIds: [session?.id] })
    expect(await sessionFromCookie(house.deps, cookie)).toBeNull()
    expect((await browser.delete('/api/session')).status).toBe(204)
  })

  it('comes everywhere with logout everywhere, for that person alone', async () => {
    const [staff, colleague] = [await makeStaff(house.db), await makeStaff(house.db)]
    const [here, there, other] = [await house.as(staff), await house.as(staff), await house.as(colleague)]
    expect((await here.delete('/api/session/all')).status).toBe(204)
    expect(house.rooms.rechecks).toContainEqual({ userIds: [staff.id] })
    expect([await isIn(here), await isIn(there), await isIn(other)]).toEqual([false, false, true])
  })

  it('leaves no row behind', async () => {
    await house.as(await makeStaff(house.db))
    house.clock.advance(hours(13))
    await sweepSessions(house.deps)
    expect(await house.db.select().from(sessions)).toEqual([])
  })
})

describe('the door', () => {
  it.each([
    ['another site', 'http://evil.test'],
    ['a look-alike', `${testOrigin}.evil.test`],
    ['a sandbox', 'null'],
  ])('refuses what %s sends', async (_who, origin) => {
    const staff = await makeStaffWithPassword(house.db)
    const { status, body } = await house
      .visitor()
      .post('/api/session', { email: staff.email, password: testPassword }, { Origin: origin })
    expect([status, body.error.reason]).toEqual([403, 'foreign_origin'])
  })

  it('refuses a mutation that says no origin', async () => {
    const response = await house.app.request('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(403)
  })

  it('refuses what is no JSON', async () => {
    const browser = house.visitor()
    const form = await browser.post('/api/session', 'card=ABCD', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect([form.status, form.body.error.reason]).toEqual([400, 'not_json'])
    const broken = await browser.post('/api/session', '{"card":')
    expect(broken.status).toBe(400)
  })

  it('refuses fields it does not know', async () => {
    const staff = await makeStaffWithPassword(house.db)
    const credentials = { email: staff.email, password: testPassword }
    for (const body of [{ ...credentials, isAdmin: true }, { ...credentials, card: 'ABCDEFGH' }, {}]) {
      const answer = await signIn(body)
      expect([answer.status, answer.body.error.reason]).toEqual([400, 'invalid_input'])
    }
  })

  it('asks who is there before it lets anybody change anything of their own', async () => {
    const browser = house.visitor()
    expect((await browser.patch('/api/me', { theme: 'dark' })).status).toBe(401)
    expect((await browser.post('/api/me/password', { current: 'x', next: 'y' })).status).toBe(401)
  })
})

describe('the audit', () => {
  it('holds logins, refusals and logouts without a secret, in a whole chain', async () => {
    const staff = await makeStaffWithPassword(house.db)
    const card = await makeCard(house.deps, (await makePupil(house.db)).id)
    const browser = house.visitor()
    await browser.post('/api/session', { email: staff.email, password: 'a wrong guess' })
    await browser.post('/api/session', { email: staff.email, password: testPassword })
    await browser.delete('/api/session')
    await browser.post('/api/session', { card: card.code })
    const lines = await house.db.select().from(audit).where(eq(audit.targetId, staff.id)).orderBy(audit.id)
    expect(lines.map((line) => [line.action, line.detail, line.schoolId])).toEqual([
      ['session.refused', { way: 'password' }, staff.schoolId],
      ['session.started', { way: 'password' }, staff.schoolId],
      ['session.ended', { scope: 'this' }, staff.schoolId],
    ])
    const all = JSON.stringify(await house.db.select().from(audit))
    for (const secret of [staff.email, testPassword, 'a wrong guess', card.code, card.secret])
      expect(all).not.toContain(secret)
    expect((await verifyChain(house.db, staff.schoolId)).fault).toBeNull()
  })

  it('cannot be changed', async () => {
    await expect(house.db.update(audit).set({ action: 'nothing.happened' })).rejects.toThrow()
    await expect(house.db.delete(audit)).rejects.toThrow()
  })
})
