import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, hours, minutes, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { makeSchool, makeStaff, makeStaffWithPassword, testPassword, type TestUser } from '#test/helpers/factories.ts'
import { softPasskey } from '#test/helpers/passkeys.ts'

/* Passkeys: made, the whole of a sign-in or its second step, for this address and this once. */

let house: TestApp
let person: TestUser & { email: string }
let browser: Browser
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.clock.advance(hours(3))
  person = await makeStaffWithPassword(house.db)
  browser = await house.as(person, false)
})

const proof = { proof: { password: testPassword } }
const here = '/api/me/authenticators'
const reasonOf = ({ status, body }: { status: number; body: { error?: { reason: string } } | null }) =>
  body?.error?.reason ?? status

type Passkey = ReturnType<typeof softPasskey>
async function register(passkey: Passkey, said: object = {}, by = browser) {
  const { options, draft } = (await by.post(`${here}/passkeys`, proof)).body
  const response = passkey.register({ challenge: options.challenge, ...said })
  return by.post(`${here}/passkeys/confirm`, { draft, name: 'Phone', response })
}
async function registered() {
  const passkey = softPasskey()
  await register(passkey)
  return passkey
}
/** The whole sign-in. */
async function enter(passkey: Passkey, said: object = {}) {
  const visitor = house.visitor()
  const { options } = (await visitor.post('/api/session/passkey')).body
  const answer = passkey.signIn({ challenge: options.challenge, ...said })
  return { visitor, answer: await visitor.post('/api/session/passkey/confirm', { passkey: answer }) }
}
/** After the password. */
async function step(passkey: Passkey, said: object = {}) {
  const visitor = house.visitor()
  await visitor.post('/api/session', { email: person.email, password: testPassword })
  const { options } = (await visitor.post('/api/session/second-step/passkey')).body
  const answer = passkey.signIn({ challenge: options.challenge, ...said })
  return visitor.post('/api/session/second-step', { passkey: answer })
}

describe('a passkey', () => {
  it('is made for this address, discoverable and verified, with recovery codes beside the first', async () => {
    const { options } = (await browser.post(`${here}/passkeys`, proof)).body
    expect(options).toMatchObject({
      rp: { id: 'preau.test', name: 'Préau' },
      user: { name: person.email },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(Buffer.from(options.user.id, 'base64url').toString('hex')).toBe(person.id.replaceAll('-', ''))
    const passkey = softPasskey()
    const { status, body } = await register(passkey)
    expect([status, body.recoveryCodes.length]).toEqual([201, 10])
    expect((await register(softPasskey())).body.recoveryCodes).toBeNull()
    expect(reasonOf(await register(passkey))).toBe('passkey_there')
    const again = (await browser.post(`${here}/passkeys`, proof)).body.options
    expect(again.excludeCredentials).toHaveLength(2)
    expect(again.excludeCredentials[0].transports).toEqual(['internal'])
  })

  it.each([
    ['for another challenge', { challenge: 'AAAA' }],
    ['on another address', { origin: 'https://preau.test.example' }],
    ['for another house', { rpId: 'example.test' }],
    ['without a PIN, finger or face', { isVerified: false }],
  ])('is not kept where it was made %s', async (_how, said) => {
    expect(reasonOf(await register(softPasskey(), said))).toBe('passkey_refused')
    expect((await browser.get(here)).body.authenticators).toEqual([])
  })

  it('is not made on a shared device, without the password, by another login or after half an hour', async () => {
    const shared = await house.as(person, true)
    expect(reasonOf(await shared.post(`${here}/passkeys`, proof))).toBe('passkey_on_shared')
    const wrong = { proof: { password: 'another quiet river' } }
    expect(reasonOf(await browser.post(`${here}/passkeys`, wrong))).toBe('wrong_password')
    const { options, draft } = (await browser.post(`${here}/passkeys`, proof)).body
    const body = { draft, name: 'Phone', response: softPasskey().register({ challenge: options.challenge }) }
    const other = await house.as(await makeStaffWithPassword(house.db), false)
    expect(reasonOf(await other.post(`${here}/passkeys/confirm`, body))).toBe('second_step_too_late')
    house.clock.advance(minutes(30))
    expect(reasonOf(await browser.post(`${here}/passkeys/confirm`, body))).toBe('second_step_too_late')
  })
})

describe('a passkey alone', () => {
  it('signs in who has it, on a device of their own, once for each challenge', async () => {
    const passkey = await registered()
    const { visitor, answer } = await enter(passkey)
    expect(answer.body.user).toMatchObject({ id: person.id, isSharedDevice: false })
    expect((await visitor.get(here)).body.authenticators[0].lastUsedAt).toBe(house.clock.now().toISOString())
    const twice = house.visitor()
    const begun = await twice.post('/api/session/passkey')
    const given = { passkey: passkey.signIn({ challenge: begun.body.options.challenge }) }
    const cookie = begun.headers.get('Set-Cookie')?.split(';')[0] ?? ''
    const send = () => house.visitor().send('POST', '/api/session/passkey/confirm', given, { Cookie: cookie })
    expect(statusesOf(await Promise.all([send(), send()]))).toEqual([200, 401])
    expect(reasonOf(await send())).toBe('sign_in_over')
  })

  it.each([
    ['another challenge', { challenge: 'AAAA' }],
    ['another address', { origin: 'https://preau.test.example' }],
    ['another house', { rpId: 'example.test' }],
    ['nobody’s PIN, finger or face', { isVerified: false }],
  ])('opens nothing with %s', async (_what, said) => {
    expect(reasonOf((await enter(await registered(), said)).answer)).toBe('passkey_unknown')
  })

  it('opens nothing where nobody knows it, its person is suspended, its count goes back, or it was taken away', async () => {
    expect(reasonOf((await enter(softPasskey())).answer)).toBe('passkey_unknown')
    const passkey = await registered()
    expect((await enter(passkey, { counter: 7 })).answer.status).toBe(200)
    expect(reasonOf((await enter(passkey, { counter: 7 })).answer)).toBe('passkey_unknown')
    const school = await makeSchool(house.db)
    const admin = await house.as(await makeStaff(house.db, { schoolId: school.id, isSchoolAdmin: true }))
    person = await makeStaffWithPassword(house.db, { schoolId: school.id })
    browser = await house.as(person, false)
    const theirs = await registered()
    await admin.patch(`/api/school/staff/${person.id}`, { isSuspended: true })
    expect(reasonOf((await enter(theirs)).answer)).toBe('passkey_unknown')
    await admin.patch(`/api/school/staff/${person.id}`, { isSuspended: false })
    expect((await enter(theirs)).answer.status).toBe(200)
    await admin.delete(`/api/school/staff/${person.id}/authenticators`)
    expect(reasonOf((await enter(theirs)).answer)).toBe('passkey_unknown')
  })

  it('is over after ten minutes, and what a password began is none', async () => {
    const passkey = await registered()
    const visitor = house.visitor()
    const { options } = (await visitor.post('/api/session/passkey')).body
    house.clock.advance(minutes(10))
    const given = { passkey: passkey.signIn({ challenge: options.challenge }) }
    expect(reasonOf(await visitor.post('/api/session/passkey/confirm', given))).toBe('sign_in_over')
    await visitor.post('/api/session', { email: person.email, password: testPassword })
    expect(reasonOf(await visitor.post('/api/session/passkey/confirm', given))).toBe('sign_in_over')
  })
})

describe('a passkey as second step', () => {
  it('lets in after the password, also where nobody was verified, and is one of the person’s own', async () => {
    const passkey = await registered()
    expect((await step(passkey)).body.user.id).toBe(person.id)
    expect((await step(passkey, { isVerified: false })).body.user.id).toBe(person.id)
    const other = softPasskey()
    await register(other, {}, await house.as(await makeStaffWithPassword(house.db), false))
    expect(reasonOf(await step(other))).toBe('second_step_wrong')
    expect(reasonOf(await step(passkey, { challenge: 'AAAA' }))).toBe('second_step_wrong')
  })

  it('is of the sign-in that asked for it', async () => {
    const passkey = await registered()
    const visitor = house.visitor()
    const { options } = (await visitor.post('/api/session/passkey')).body
    const given = { passkey: passkey.signIn({ challenge: options.challenge }) }
    expect(reasonOf(await visitor.post('/api/session/second-step', given))).toBe('sign_in_over')
    await visitor.post('/api/session', { email: person.email, password: testPassword })
    expect(reasonOf(await visitor.post('/api/session/second-step', given))).toBe('second_step_wrong')
  })
})

describe('what is no passkey', () => {
  const odd = [null, 7, 'AAAA', [], {}, { id: 'AAAA' }]
  const torn = (passkey: object, response: object) => ({ ...passkey, response })
  const bytes = (text: string) => Buffer.from(text).toString('base64url')

  it('is refused in plain words, whatever it is', async () => {
    const passkey = await registered()
    const { options } = (await house.visitor().post('/api/session/passkey')).body
    const { response, ...named } = passkey.signIn({ challenge: options.challenge })
    const garbled = ['AAAA', bytes('{}'), bytes('null'), bytes('{"type":1}'), bytes('\u0000')].flatMap((text) =>
      Object.keys(response).map((key) => torn(named, { ...response, [key]: text })),
    )
    for (const given of [...odd, ...garbled, torn(named, {}), torn(named, { ...response, signature: 'ä' })]) {
      const visitor = house.visitor()
      await visitor.post('/api/session/passkey')
      const { status } = await visitor.post('/api/session/passkey/confirm', { passkey: given })
      expect([JSON.stringify(given), [400, 401].includes(status)]).toEqual([JSON.stringify(given), true])
    }
  })

  it('is not kept, whatever it is', async () => {
    const { options, draft } = (await browser.post(`${here}/passkeys`, proof)).body
    const { response, ...named } = softPasskey().register({ challenge: options.challenge })
    const garbled = ['AAAA', 'oA', bytes('{}'), bytes('null')].flatMap((text) =>
      ['clientDataJSON', 'attestationObject'].map((key) => torn(named, { ...response, [key]: text })),
    )
    for (const given of [...odd, ...garbled]) {
      const { status } = await browser.post(`${here}/passkeys/confirm`, { draft, name: 'Phone', response: given })
      expect([JSON.stringify(given), status]).toEqual([JSON.stringify(given), 400])
    }
    expect((await browser.get(here)).body.authenticators).toEqual([])
  })
})
