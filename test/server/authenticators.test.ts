import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAuthenticators } from '#db/queries/authenticators.ts'
import { recoverByServer } from '#server/recovery/by-server.ts'
import { type Browser, hours, minutes, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { codeAt, giveTotp, rfcSecret } from '#test/helpers/authenticators.ts'
import { makeSchool, makeStaff, makeStaffWithPassword, testPassword, type TestUser } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'

/* What staff bring besides their password: made, taken away, lost and got back. */

let house: TestApp
let server: Awaited<ReturnType<typeof openMailServer>>
let person: TestUser & { email: string }
let admin: TestUser
let browser: Browser
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  server = await openMailServer()
})
afterAll(async () => {
  await server.close()
  await house.close()
})
beforeEach(async () => {
  house.clock.advance(hours(3))
  server.letters.length = 0
  const school = await makeSchool(house.db, { name: 'Collège Jean Moulin' })
  admin = await makeStaff(house.db, { schoolId: school.id, displayName: 'Anne', isSchoolAdmin: true })
  person = await makeStaffWithPassword(house.db, { schoolId: school.id, locale: 'fr' })
  browser = await house.as(person, false)
})

const proof = { proof: { password: testPassword } }
const here = '/api/me/authenticators'
const codeOf = (secret: string) => codeAt(house.clock.now(), secret)
const reasonOf = ({ status, body }: { status: number; body: { error?: { reason: string } } | null }) =>
  body?.error?.reason ?? status

async function setUpTotp(by = browser) {
  const { secret, draft } = (await by.post(`${here}/totp`, proof)).body
  const made = await by.post(`${here}/totp/confirm`, { draft, name: 'Mon téléphone', code: codeOf(secret) })
  house.clock.advance(30_000)
  return { secret, draft, made, codes: made.body.recoveryCodes as string[] }
}
async function signIn(second: object, password = testPassword) {
  const visitor = house.visitor()
  await visitor.post('/api/session', { email: person.email, password })
  return visitor.post('/api/session/second-step', second)
}

describe('an app with codes', () => {
  it('is set up with a secret of 160 bits, which is shown once and kept sealed', async () => {
    const begun = (await browser.post(`${here}/totp`, proof)).body
    expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/)
    const uri = new URL(begun.uri)
    expect([uri.protocol, uri.searchParams.get('secret'), decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      begun.secret,
      expect.stringContaining(person.email),
    ])
    expect((await browser.get(here)).body).toEqual({ authenticators: [], recoveryCodesLeft: 0, isNeeded: false })
    const confirm = (code: string) => browser.post(`${here}/totp/confirm`, { draft: begun.draft, name: 'App', code })
    expect(reasonOf(await confirm('000000'))).toBe('code_wrong')
    const { status, body } = await confirm(codeOf(begun.secret))
    expect([status, body.recoveryCodes.length]).toEqual([201, 10])
    const { authenticators, recoveryCodesLeft } = (await browser.get(here)).body
    expect([authenticators.length, recoveryCodesLeft]).toEqual([1, 10])
    expect(authenticators[0]).toMatchObject({ kind: 'totp', name: 'App', lastUsedAt: null })
    expect(JSON.stringify(await listAuthenticators(house.db, person.id))).not.toContain(begun.secret)
    expect((await (await house.as(admin)).get('/api/school/audit')).body.lines[0]).toMatchObject({
      action: 'second_step.added',
      detail: { kind: 'totp' },
    })
    expect((await browser.get('/api/notices')).body.notices).toMatchObject([{ kind: 'second_step_added' }])
  })

  it('does not sign in with the code that set it up', async () => {
    const { secret, draft } = (await browser.post(`${here}/totp`, proof)).body
    await browser.post(`${here}/totp/confirm`, { draft, name: 'App', code: codeOf(secret) })
    expect(reasonOf(await signIn({ code: codeOf(secret) }))).toBe('second_step_wrong')
    house.clock.advance(30_000)
    expect((await signIn({ code: codeOf(secret) })).status).toBe(200)
  })

  it('wants the password first, is one, and is of the login that began it, for half an hour', async () => {
    expect(reasonOf(await browser.post(`${here}/totp`, { proof: { password: 'another quiet river' } }))).toBe(
      'wrong_password',
    )
    const { secret, draft } = (await browser.post(`${here}/totp`, proof)).body
    const confirm = (by: Browser) => by.post(`${here}/totp/confirm`, { draft, name: 'App', code: codeOf(secret) })
    expect(reasonOf(await confirm(await house.as(person)))).toBe('second_step_too_late')
    expect(statusesOf(await Promise.all([confirm(browser), confirm(browser)]))).toEqual([201, 409])
    expect(reasonOf(await browser.post(`${here}/totp`, proof))).toBe('totp_there')
    const other = await house.as(await makeStaffWithPassword(house.db))
    const late = (await other.post(`${here}/totp`, proof)).body
    house.clock.advance(minutes(30))
    const tooLate = await other.post(`${here}/totp/confirm`, {
      draft: late.draft,
      name: 'App',
      code: codeOf(late.secret),
    })
    expect(reasonOf(tooLate)).toBe('second_step_too_late')
  })

  it('is taken away with the password or a code, and then the password is enough again', async () => {
    const { secret } = await setUpTotp()
    const [{ id }] = (await browser.get(here)).body.authenticators
    const remove = (given: object, by = browser) => by.send('DELETE', `${here}/${id}`, { proof: given })
    expect(reasonOf(await remove({ password: 'another quiet river' }))).toBe('wrong_password')
    expect(reasonOf(await remove({ code: '000000' }))).toBe('second_step_wrong')
    expect(reasonOf(await remove({ code: codeOf(secret) }, await house.as(admin)))).toBe('not_found')
    expect((await remove({ code: codeOf(secret) })).status).toBe(204)
    expect((await browser.get(here)).body).toMatchObject({ authenticators: [], recoveryCodesLeft: 0 })
    const { body } = await house.visitor().post('/api/session', { email: person.email, password: testPassword })
    expect(body.user.id).toBe(person.id)
  })

  it('opens nothing once the server has another key', async () => {
    const settings = { ...house.deps.settings, secretKey: new Uint8Array(32) }
    await giveTotp({ ...house, deps: { settings } }, person.id)
    expect(reasonOf(await signIn({ code: codeOf(rfcSecret) }))).toBe('second_step_wrong')
  })
})

describe('recovery codes', () => {
  it('open once each, in any spelling, and are counted', async () => {
    const { codes } = await setUpTotp()
    const [first = '', second = ''] = codes
    expect(first).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}$/)
    const answers = await Promise.all([signIn({ recoveryCode: first }), signIn({ recoveryCode: first })])
    expect(statusesOf(answers)).toEqual([200, 401])
    expect((await signIn({ recoveryCode: ` ${second.toLowerCase().replaceAll('-', ' ')} ` })).status).toBe(200)
    expect((await browser.get(here)).body.recoveryCodesLeft).toBe(8)
    const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
    expect(lines[0]).toMatchObject({ detail: { way: 'password', second: 'recovery_code' } })
  })

  it('are made anew with the password; those before are void, and nobody else’s open', async () => {
    const { codes } = await setUpTotp()
    const { body } = await browser.post(`${here}/recovery-codes`, proof)
    expect(reasonOf(await signIn({ recoveryCode: codes[0] }))).toBe('second_step_wrong')
    const other = await makeStaffWithPassword(house.db)
    const theirs = await setUpTotp(await house.as(other))
    expect(reasonOf(await signIn({ recoveryCode: theirs.codes[0] }))).toBe('second_step_wrong')
    expect((await signIn({ recoveryCode: body.recoveryCodes[9] })).status).toBe(200)
  })
})

describe('a link for a new password', () => {
  const next = 'un fleuve calme à midi'
  const confirm = async (url: string) => {
    const visitor = house.visitor()
    const token = new URL(url).hash.slice(1)
    const look = (await visitor.post('/api/recover/look', { token })).body.recovery
    return { visitor, look, answer: await visitor.post('/api/recover/confirm', { token, password: next }) }
  }

  it('of an administrator stands for the password alone', async () => {
    const { secret } = await setUpTotp()
    const made = await (await house.as(admin)).post(`/api/school/staff/${person.id}/recovery`)
    const { visitor, look, answer } = await confirm(made.body.recovery.url)
    expect([look.endsSecondStep, answer.body]).toEqual([false, { user: null, secondStep: ['totp'] }])
    expect((await visitor.get('/api/session')).body.user).toBeNull()
    const second = await visitor.post('/api/session/second-step', { code: codeOf(secret) })
    expect(second.body.user.id).toBe(person.id)
  })

  it('by mail too', async () => {
    await setUpTotp()
    await house.visitor().post('/api/recover', { email: person.email })
    await postBy(house, server.url)
    const url = /http:\S+recover#[\w-]{43}/.exec(server.letters[0]?.source.replaceAll('=\r\n', '') ?? '')?.[0] ?? ''
    const { look, answer } = await confirm(url)
    expect([look.endsSecondStep, answer.body.secondStep]).toEqual([false, ['totp']])
  })

  it('of who keeps the server takes the second step away, and says so before', async () => {
    const { codes } = await setUpTotp()
    const made = await recoverByServer(house.deps, person.email)
    if ('refusal' in made) throw new Error(made.refusal)
    expect(made.endsSecondStep).toBe(true)
    const { look, answer } = await confirm(made.url)
    expect([look.endsSecondStep, answer.body.user.id]).toEqual([true, person.id])
    const again = await house.visitor().post('/api/session', { email: person.email, password: next })
    expect(again.body.secondStep).toBeNull()
    expect(reasonOf(await signIn({ recoveryCode: codes[0] }, next))).toBe('sign_in_over')
    const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
    expect(lines.map(({ action }: { action: string }) => action)).toContain('second_step.removed')
  })
})

describe('a colleague’s second step', () => {
  const takeAway = async (by: TestUser, id = person.id) =>
    reasonOf(await (await house.as(by)).delete(`/api/school/staff/${id}/authenticators`))

  it('is taken away by an administrator, and whose it is hears of it by bell and mail', async () => {
    const { codes } = await setUpTotp()
    expect((await (await house.as(admin)).get('/api/school')).body.staff).toContainEqual(
      expect.objectContaining({ id: person.id, hasSecondStep: true }),
    )
    expect(await takeAway(admin)).toBe(204)
    expect(await takeAway(admin)).toBe('second_step_none')
    expect(reasonOf(await signIn({ recoveryCode: codes[0] }))).toBe('sign_in_over')
    const { notices } = (await browser.get('/api/notices')).body
    expect(notices[0]).toMatchObject({ kind: 'second_step_removed', actor: { name: 'Anne' } })
    await postBy(house, server.url)
    expect(server.letters.map(({ to }) => to)).toEqual([[person.email]])
    expect(server.letters[0]?.source).toContain('Content-Language: fr')
    const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
    expect(lines).toContainEqual(expect.objectContaining({ action: 'second_step.removed', detail: { count: 1 } }))
  })

  it('is nobody else’s to take away, and an administrator’s own is theirs on their page', async () => {
    await setUpTotp()
    expect(await takeAway(person)).toBe('forbidden')
    expect(await takeAway(await makeStaff(house.db, { isSchoolAdmin: true }))).toBe('not_found')
    expect(await takeAway(admin, admin.id)).toBe('second_step_of_oneself')
    const colleague = await makeStaff(house.db, { schoolId: admin.schoolId })
    const { staff } = (await (await house.as(colleague)).get('/api/school')).body
    expect(staff.some(({ hasSecondStep }: { hasSecondStep: boolean }) => hasSecondStep)).toBe(false)
  })
})
