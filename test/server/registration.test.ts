import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetRegistrations } from '#server/registration/register.ts'
import { registrations } from '#db/schema/registrations.ts'
import { hours, minutes, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { makeSchool, makeStaff, makeStaffWithPassword } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* Teachers come in by themselves, with a real mail server. */

let house: TestApp
let server: Awaited<ReturnType<typeof openMailServer>>
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  server = await openMailServer()
  await makeOffice(house.db, { countryCode: 'FR', allowsSignUp: true })
  await makeOffice(house.db, { countryCode: 'IT' })
})
afterAll(async () => {
  await server.close()
  await house.close()
})
let counter = 0
let school: Awaited<ReturnType<typeof makeSchool>>
beforeEach(async () => {
  house.clock.advance(hours(30))
  server.letters.length = 0
  school = await makeSchool(house.db, { name: 'Collège Évariste Galois', town: `Bourg-la-Reine ${++counter}` })
})

const password = 'un fleuve calme à midi'
const said = (values: object = {}) => ({
  email: `lea${counter}@ac.test`,
  displayName: 'Léa Martin',
  locale: 'fr',
  post: 'librarian',
  school: { id: school.id },
  ...values,
})
const ask = (values: object = {}) => house.visitor().post('/api/register', said(values))
const letters = () => server.letters.map(({ to, source }) => ({ to, source: source.replaceAll('=\r\n', '') }))
const tokens = () => letters().map(({ source }) => /confirm#([\w-]{43})/.exec(source)?.[1] ?? 'none')
const post = () => postBy(house, server.url)
async function mailed(values: object = {}) {
  expect((await ask(values)).status).toBe(204)
  await post()
  return tokens().at(-1) ?? 'none'
}
const look = (token: string) => house.visitor().post('/api/register/look', { token })
const confirm = (token: string) => house.visitor().post('/api/register/confirm', { token, password })
const reasonOf = async (answer: ReturnType<typeof ask>) => {
  const { body, status } = await answer
  const error = body?.error
  return error
    ? [
        error.reason,
        ...(error.fields ?? []).map((one: { path: string; reason: string }) => `${one.path} ${one.reason}`),
      ].join(' · ')
    : status
}

describe('a teacher', () => {
  it('follows the link, chooses a password and waits for an administrator, who reads the post', async () => {
    const admin = await makeStaff(house.db, { schoolId: school.id, isSchoolAdmin: true })
    const token = await mailed()
    expect(letters()[0]?.source).toContain('Content-Language: fr')
    const { registration } = (await look(token)).body
    expect(registration).toEqual({
      displayName: 'Léa Martin',
      email: `lea${counter}@ac.test`,
      post: 'librarian',
      school: { name: school.name, town: school.town },
    })
    const { status, body } = await confirm(token)
    expect([status, body.user.isWaiting, body.user.school.id]).toEqual([200, true, school.id])
    const browser = await house.as(admin)
    const [waiting] = (await browser.get('/api/school')).body.waiting
    expect([waiting.displayName, waiting.post, waiting.inviter]).toEqual(['Léa Martin', 'librarian', null])
    expect((await browser.get('/api/notices')).body.notices[0].kind).toBe('colleague_waits')
    server.letters.length = 0
    expect((await browser.post(`/api/school/waiting/${body.user.id}`)).status).toBe(204)
    const { staff } = (await browser.get('/api/school')).body
    expect(staff.find(({ id }: { id: string }) => id === body.user.id).posts).toEqual(['librarian'])
    await post()
    expect(letters().map(({ to }) => to)).toEqual([[`lea${counter}@ac.test`]])
    const { lines } = (await browser.get('/api/school/audit')).body
    const actions = lines.map(({ action }: { action: string }) => action)
    expect(actions).toEqual(expect.arrayContaining(['staff.registered', 'staff.confirmed']))
  })

  it('gets the same answer whether the address is known or not; who is known gets the way back and no link', async () => {
    const bruno = await makeStaffWithPassword(house.db, { locale: 'de' })
    const suspended = await makeStaffWithPassword(house.db, { suspendedAt: house.clock.now() })
    const answers = [await ask(), await ask({ email: bruno.email }), await ask({ email: suspended.email })]
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['204 ']))
    await post()
    const to = letters().map((letter) => letter.to.join())
    expect(to.toSorted()).toEqual([`lea${counter}@ac.test`, bruno.email].toSorted())
    const known = letters().find((letter) => letter.to.includes(bruno.email))
    expect(known?.source).toContain('/forgot')
    expect(known?.source).toContain('Content-Language: de')
    expect(tokens().filter((token) => token === 'none')).toHaveLength(1)
  })

  it('has one link, once, for one of two at once, for a day, and none that is forged or replaced', async () => {
    expect(await reasonOf(confirm('x'.repeat(43)))).toBe('link_expired')
    const [first, second] = [await mailed(), await mailed()]
    expect(await reasonOf(confirm(first))).toBe('link_expired')
    house.clock.advance(hours(24) - 1)
    expect((await look(second)).status).toBe(200)
    house.clock.advance(1)
    expect(await reasonOf(look(second))).toBe('link_expired')
    expect(await reasonOf(confirm(second))).toBe('link_expired')
    const used = await mailed()
    expect(statusesOf(await Promise.all([confirm(used), confirm(used)]))).toEqual([200, 404])
    expect(await reasonOf(confirm(used))).toBe('link_expired')
  })

  it('leaves nothing that can be read before they confirm, and nothing at all after a day', async () => {
    await ask({ displayName: 'Zoé Quirin' })
    const stored = JSON.stringify(await house.db.select().from(registrations))
    // What is sealed may hold any letters, but none with an accent.
    expect(stored).not.toMatch(/Zoé|Quirin|lea\d|librarian/)
    expect((await house.visitor().post('/api/session', { email: `lea${counter}@ac.test`, password })).status).toBe(401)
    house.clock.advance(hours(24))
    await forgetRegistrations(house.deps)
    expect(await house.db.select().from(registrations)).toEqual([])
    await post()
    expect(server.letters).toEqual([])
  })

  it('is told at once what is wrong with a password, and the link still works', async () => {
    const token = await mailed()
    const weak = await house.visitor().post('/api/register/confirm', { token, password: 'short' })
    expect(weak.body.error.fields).toEqual([{ path: 'password', reason: 'weak_password' }])
    expect((await confirm(token)).status).toBe(200)
  })
})

describe('the school', () => {
  const brought = (values: object = {}) => ({
    new: {
      name: 'Lycée Neuf',
      town: `Ville ${counter}`,
      country: 'FR',
      proof: 'www.lycee-neuf.test, page équipe',
      ...values,
    },
  })

  it('is found by words in any case and without marks, or by its exact code, ten at most', async () => {
    const uai = `0${92000 + counter}`.padStart(7, '0')
    const find = async (q: string, country = 'FR') => {
      const { status, body } = await house.visitor().get(`/api/schools?country=${country}&q=${encodeURIComponent(q)}`)
      return status === 200 ? body.schools : body.error.fields
    }
    for (let count = 0; count < 11; count++) await makeSchool(house.db, { name: `École Zébulon ${count}`, town: 'Uz' })
    expect(await find('zebulon uz')).toHaveLength(10)
    expect((await find(`GALOIS bourg-la-reine ${counter}`))[0]).toEqual({
      id: school.id,
      name: school.name,
      town: school.town,
      countryCode: 'FR',
      nationalCode: null,
      region: null,
    })
    expect(await find('ebulon')).toEqual([])
    expect(await find('%%')).toEqual([])
    expect(await find(`${uai}I`)).toEqual([{ path: 'q', reason: 'national_code_wrong' }])
    const coded = await makeSchool(house.db, { nationalCode: '0140011L' })
    expect((await find('0140011l')).map(({ id }: { id: string }) => id)).toEqual([coded.id])
    // No office there lets teachers sign up.
    await makeSchool(house.db, { name: 'Liceo Zefiro', countryCode: 'IT' })
    expect(await find('zefiro', 'IT')).toEqual([])
  })

  it('is one that is there, by id or code, in a country that lets its teachers sign up', async () => {
    const italian = await makeSchool(house.db, { countryCode: 'IT' })
    const office = await makeOffice(house.db, { countryCode: 'ES', allowsSignUp: true })
    const wrong: [object, string][] = [
      [{ id: crypto.randomUUID() }, 'invalid_input · school.id school_unknown'],
      [{ id: office.id }, 'invalid_input · school.id school_unknown'],
      [{ country: 'FR', code: '0140012L' }, 'invalid_input · school.code national_code_wrong'],
      [{ country: 'FR', code: '0750001U' }, 'invalid_input · school.code school_unknown'],
      [{ id: italian.id }, 'sign_up_closed'],
      [brought({ country: 'IT' }), 'sign_up_closed'],
      [brought({ region: 'Atlantis' }), 'invalid_input · school.new.region region_unknown'],
      [brought({ code: '0140012L' }), 'invalid_input · school.new.code national_code_wrong'],
      [brought({ name: 'COLLEGE Evariste-Galois', town: school.town }), 'invalid_input · school.new.name school_known'],
    ]
    for (const [given, reason] of wrong)
      expect([given, await reasonOf(ask({ school: given }))]).toEqual([given, reason])
    await post()
    expect(server.letters).toEqual([])
  })

  it('is made with who brings it, shown to nobody else, and joined by who tells us of it too', async () => {
    const first = await mailed({ school: brought() })
    const other = { email: `max${counter}@ac.test`, school: brought({ name: 'LYCEE NEUF' }) }
    const second = await mailed(other)
    const { user } = (await confirm(first)).body
    expect([user.isWaiting, user.isSchoolAdmin, user.school.name]).toEqual([true, false, 'Lycée Neuf'])
    const found = await house.visitor().get('/api/schools?country=FR&q=lycee%20neuf')
    expect(found.body.schools.map(({ id }: { id: string }) => id)).not.toContain(user.school.id)
    const joined = (await confirm(second)).body
    expect(joined.user.school.id).toBe(user.school.id)
  })
})

describe('a script', () => {
  it('writes to one mailbox three times, known or not', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    for (const one of [email, `lea${counter}@ac.test`]) {
      const answers = []
      for (let count = 0; count < 4; count++) answers.push(await reasonOf(ask({ email: one })))
      expect(answers).toEqual([204, 204, 204, 'too_many_mails'])
    }
    house.clock.advance(minutes(20))
    expect((await ask({ email })).status).toBe(204)
  })

  it('is asked for a sum once an address has brought as many as a staff room', async () => {
    let last = await ask()
    for (let count = 0; count < 40; count++) last = await ask({ email: `scripted-${count}@ac.test` })
    expect([last.status, last.body.error.reason, last.body.error.puzzle.sums]).toEqual([429, 'too_many_attempts', 8])
    const solution = { challenge: last.body.error.puzzle.challenge, numbers: [] }
    const wrong = await ask({ email: 'scripted-39@ac.test', solution })
    expect([wrong.status, wrong.body.error.puzzle]).toEqual([429, undefined])
  })
})

describe('a house', () => {
  it('without an office that lets teachers sign up, or without mail, is by invitation', async () => {
    const closed = await openTestApp({ sendsMail: true })
    const { id } = await makeSchool(closed.db)
    const answer = await closed.visitor().post('/api/register', said({ school: { id } }))
    expect([answer.status, answer.body.error.reason]).toEqual([403, 'sign_up_closed'])
    expect((await closed.visitor().get('/api/session')).body.hasSignUp).toBe(false)
    expect((await closed.visitor().get('/api/register')).body).toEqual({ sendsMail: true, countries: [] })
    await closed.close()
    const quiet = await openTestApp()
    await makeOffice(quiet.db, { countryCode: 'FR', allowsSignUp: true })
    const { body } = await quiet.visitor().post('/api/register', said({ school: { id } }))
    expect(body.error.reason).toBe('no_mail')
    expect((await quiet.visitor().get('/api/session')).body.hasSignUp).toBe(false)
    await quiet.close()
  })

  it('with one says so at the door', async () => {
    expect((await house.visitor().get('/api/session')).body.hasSignUp).toBe(true)
    const { countries } = (await house.visitor().get('/api/register')).body
    expect(countries).toContainEqual({ countryCode: 'FR', office: 'Office of FR' })
    expect(countries).not.toContainEqual(expect.objectContaining({ countryCode: 'IT' }))
  })
})
