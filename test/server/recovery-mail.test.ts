import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hours, minutes, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import {
  makePupil,
  makeSchool,
  makeStaff,
  makeStaffWithPassword,
  testPassword,
  type TestUser,
} from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'

/* A forgotten password by mail, with a real mail server. */

let house: TestApp
let server: Awaited<ReturnType<typeof openMailServer>>
let admin: TestUser
let bruno: TestUser & { email: string }
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
  bruno = await makeStaffWithPassword(house.db, { schoolId: school.id, displayName: 'Bruno', locale: 'fr' })
})

const password = 'un fleuve calme à midi'
const ask = (email: string) => house.visitor().post('/api/recover', { email })
const tokens = () =>
  server.letters.map(({ source }) => /recover#([\w-]{43})/.exec(source.replaceAll('=\r\n', ''))?.[1] ?? 'none')
async function mailed(email = bruno.email) {
  await ask(email)
  await postBy(house, server.url)
  return tokens().at(-1) ?? 'none'
}
const confirm = (token: string, next = password) =>
  house.visitor().post('/api/recover/confirm', { token, password: next })
const reasonOf = async (answer: ReturnType<typeof confirm>) => (await answer).body.error?.reason ?? 'ok'

describe('a forgotten password', () => {
  it('is set anew by the letter, and the audit has both lines', async () => {
    const before = await house.as(bruno)
    const token = await mailed()
    const { status, body } = await confirm(token)
    expect([status, body.user.id]).toEqual([200, bruno.id])
    expect((await before.get('/api/school')).status).toBe(401)
    const signIn = (next: string) => house.visitor().post('/api/session', { email: bruno.email, password: next })
    expect([(await signIn(testPassword)).status, (await signIn(password)).status]).toEqual([401, 200])
    const { lines } = (await (await house.as(admin)).get('/api/school/audit')).body
    const actions = lines.map(({ action }: { action: string }) => action)
    expect(actions).toEqual(expect.arrayContaining(['recovery.mailed', 'recovery.used']))
  })

  it('gives the same answer for whoever is not there, a pupil’s word, and somebody suspended, who get nothing', async () => {
    const suspended = await makeStaffWithPassword(house.db, { suspendedAt: house.clock.now() })
    const pupil = await makePupil(house.db)
    const answers = [
      await ask(bruno.email),
      await ask('nobody@school.test'),
      await ask(suspended.email),
      await ask(`${pupil.id}@school.test`),
    ]
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['204 ']))
    await postBy(house, server.url)
    expect(server.letters.map(({ to }) => to)).toEqual([[bruno.email]])
  })

  it('works once, for one of two at once, for an hour, and not when forged or replaced', async () => {
    expect(await reasonOf(confirm('x'.repeat(43)))).toBe('link_expired')
    const used = await mailed()
    expect(statusesOf(await Promise.all([confirm(used), confirm(used)]))).toEqual([200, 404])
    expect(await reasonOf(confirm(used))).toBe('link_expired')
    const [first, second] = [await mailed(), await mailed()]
    expect(await reasonOf(confirm(first))).toBe('link_expired')
    house.clock.advance(minutes(59))
    expect((await house.visitor().post('/api/recover/look', { token: second })).status).toBe(200)
    house.clock.advance(minutes(1))
    expect(await reasonOf(confirm(second))).toBe('link_expired')
  })

  it('leaves the link that an administrator has handed over, and either is gone once one was used', async () => {
    const made = await (await house.as(admin)).post(`/api/school/staff/${bruno.id}/recovery`)
    const handed = new URL(made.body.recovery.url).hash.slice(1)
    const token = await mailed()
    expect((await confirm(handed)).status).toBe(200)
    expect(await reasonOf(confirm(token))).toBe('link_expired')
  })

  it('is void when the person is suspended, also after that is taken back', async () => {
    const token = await mailed()
    const browser = await house.as(admin)
    await browser.patch(`/api/school/staff/${bruno.id}`, { isSuspended: true })
    await browser.patch(`/api/school/staff/${bruno.id}`, { isSuspended: false })
    expect(await reasonOf(confirm(token))).toBe('link_expired')
  })

  it('shows administrators alone whose mail comes back, until a letter goes through', async () => {
    const refusing = await openMailServer(() => 550)
    const isRefused = async (reader: TestUser) => {
      const { staff } = (await (await house.as(reader)).get('/api/school')).body
      return staff.find(({ id }: { id: string }) => id === bruno.id).isMailRefused
    }
    expect(await isRefused(admin)).toBe(false)
    await ask(bruno.email)
    await postBy(house, refusing.url)
    await refusing.close()
    expect([await isRefused(admin), await isRefused(bruno)]).toEqual([true, false])
    house.clock.advance(minutes(1))
    await mailed()
    expect(await isRefused(admin)).toBe(false)
  })

  it('is asked for some times, by known and unknown address alike', async () => {
    const told = async (email: string) => {
      const answers = [await ask(email), await ask(email), await ask(email), await ask(email)]
      return answers.map(({ status, body }) => body?.error?.reason ?? status)
    }
    const expected = [204, 204, 204, 'too_many_mails']
    expect(await told(bruno.email)).toEqual(expected)
    expect(await told('nobody-at-all@school.test')).toEqual(expected)
    house.clock.advance(minutes(20))
    expect((await ask(bruno.email)).status).toBe(204)
  })

  it('does not let a script fill the outbox', async () => {
    const answers: number[] = []
    for (let count = 0; count < 61; count++) answers.push((await ask(`scripted-${count}@school.test`)).status)
    expect(answers.filter((status) => status === 204).length).toBeLessThanOrEqual(60)
    expect(answers.at(-1)).toBe(429)
  })
})

it('is said to need somebody else where no mail is sent', async () => {
  const quiet = await openTestApp()
  const { email } = await makeStaffWithPassword(quiet.db)
  const { status, body } = await quiet.visitor().post('/api/recover', { email })
  expect([status, body.error.reason]).toEqual([409, 'no_mail'])
  expect((await quiet.visitor().get('/api/session')).body.sendsMail).toBe(false)
  await quiet.close()
})
