import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mandates, offices } from '#db/schema/offices.ts'
import { schools } from '#db/schema/schools.ts'
import { users } from '#db/schema/users.ts'
import { issueSetupLink } from '#server/setup/setup.ts'
import { type Browser, minutes, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import {
  makePupil,
  makeSchool,
  makeStaff,
  makeStaffWithPassword,
  testPassword,
  type TestUser,
} from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/** Offices and who is what there, by date. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(() => house.db.execute(sql`truncate ${users}, ${schools}, settings cascade`))

const today = () => house.clock.now().toISOString().slice(0, 10)
const reasonOf = ({ status, body }: { status: number; body: { error?: { reason: string } } }) => [
  status,
  body?.error?.reason,
]
const fieldsOf = ({ body }: { body: { error?: { fields?: unknown } } }) => body.error?.fields
const tokenOf = (url: string) => new URL(url).hash.slice(1)

describe('a fresh installation', () => {
  const person = { displayName: 'Livia Conti', email: 'livia@office.test', password: testPassword }
  const setUp = async (kind: string, school: object = {}) => {
    const link = await issueSetupLink(house.deps)
    const browser = house.visitor()
    const token = tokenOf(link ?? 'about:blank')
    const place = { name: 'Ufficio', town: 'Roma', countryCode: 'IT', locale: 'en', ...school }
    return { browser, answer: await browser.post('/api/setup', { token, kind, school: place, person }) }
  }

  it.each([
    ['country', 'IT'],
    ['europe', null],
  ])('is the office of %s, whose first person directs it from today', async (kind, countryCode) => {
    const { browser, answer } = await setUp(kind)
    expect([answer.status, answer.body.user.isSchoolAdmin, answer.body.user.can.readOffice]).toEqual([200, true, true])
    const { body } = await browser.get('/api/offices')
    expect(body).toMatchObject({
      offices: [{ office: { name: 'Ufficio', countryCode }, posts: ['director'] }],
      can: { open: kind === 'europe' },
    })
    const [row] = await house.db.select().from(mandates)
    expect(row).toMatchObject({ post: 'director', fromDate: today(), toDate: null })
    const { lines } = (await browser.get('/api/school/audit')).body
    expect(lines.map(({ action }: { action: string }) => action)).toEqual(['mandate.given', 'office.opened'])
  })

  it('is a school where nothing else is said, and nothing of the programme is to be seen', async () => {
    const { browser, answer } = await setUp('school')
    expect(answer.body.user.can.readOffice).toBe(false)
    expect((await browser.get('/api/offices')).body).toEqual({ offices: [], can: { open: false } })
    expect(await house.db.select().from(offices)).toEqual([])
    expect((await house.visitor().get('/offices/IT')).status).toBe(404)
  })

  it.each([
    ['country', { countryCode: 'XX' }, 'country_unknown'],
    ['country', { countryCode: 'JP' }, 'country_outside'],
  ])('takes no office of %s %o, and the link still works', async (kind, school, reason) => {
    const { answer } = await setUp(kind, school)
    expect(answer.status).toBe(400)
    expect(fieldsOf(answer)).toEqual([{ path: 'school.countryCode', reason }])
    expect((await setUp('country')).answer.status).toBe(200)
  })
})

async function italy() {
  const europe = await makeOffice(house.db, { countryCode: null })
  const office = await makeOffice(house.db, { countryCode: 'IT' })
  const director = await makeStaff(house.db, { schoolId: office.id, isSchoolAdmin: true, displayName: 'Livia' })
  const mandateId = await makeMandate(house.db, { officeId: office.id, userId: director.id, post: 'director' })
  const lazio = await regionOf(house.db, 'IT', 'Lazio')
  const school = await makeSchool(house.db, { countryCode: 'IT', timeZone: 'Europe/Rome', regionId: lazio })
  const browser = await house.as(director)
  const path = `/api/offices/${office.id}/mandates`
  const name = (person: TestUser, values: object) => browser.post(path, { userId: person.id, from: today(), ...values })
  const invite = async (email: string, values: object) => {
    const answer = await browser.post(path, { email, ...values })
    return tokenOf(answer.body.invitation?.url ?? 'about:blank')
  }
  const who = async (on?: string, as: Browser = browser) => {
    const { body } = await as.get(on === undefined ? path : `${path}?on=${on}`)
    return body.mandates.map(
      (one: { person: { displayName: string }; post: string }) => `${one.person.displayName} ${one.post}`,
    )
  }
  return { europe, office, director, mandateId, lazio, school, browser, path, name, invite, who }
}

describe('the office of a country', () => {
  async function europe() {
    const office = await makeOffice(house.db, { countryCode: null })
    const director = await makeStaff(house.db, { schoolId: office.id, isSchoolAdmin: true })
    await makeMandate(house.db, { officeId: office.id, userId: director.id, post: 'director' })
    return house.as(director)
  }
  const wanted = { office: { name: 'Ufficio', town: 'Roma', countryCode: 'IT' }, email: 'livia@office.test' }
  const account = { displayName: 'Livia Conti', email: 'livia@office.test', password: testPassword, locale: 'en' }

  it('is opened by that of Europe, and its director comes by the link, and is in at once', async () => {
    const browser = await europe()
    const opened = await browser.post('/api/offices', wanted)
    expect(opened.status).toBe(201)
    const token = tokenOf(opened.body.invitation.url)
    const look = await house.visitor().post('/api/invitations/look', { token })
    expect(look.body.invitation).toMatchObject({ kind: 'school', mandate: 'director', school: { name: 'Ufficio' } })
    const other = await house
      .visitor()
      .post('/api/invitations/accept', { token, account: { ...account, email: 'x@y.test' } })
    expect(fieldsOf(other)).toEqual([{ path: 'account.email', reason: 'not_invited_address' }])
    const livia = house.visitor()
    const came = await livia.post('/api/invitations/accept', { token, account })
    expect([came.status, came.body.user.isWaiting, came.body.user.can.readOffice]).toEqual([200, false, true])
    const { body } = await livia.get('/api/offices')
    expect(body.offices).toMatchObject([{ office: { countryCode: 'IT', openedOn: today() }, can: { edit: true } }])
    const actions = async (one: Browser) =>
      (await one.get('/api/school/audit')).body.lines.map(({ action }: { action: string }) => action)
    expect(await actions(livia)).toEqual([
      'invitation.accepted',
      'mandate.given',
      'invitation.created',
      'office.opened',
    ])
    expect(await actions(browser)).toEqual(expect.arrayContaining(['mandate.given', 'office.opened']))
    expect((await browser.get('/api/school')).body.staff).toHaveLength(1)
  })

  it('is opened once, also by two at once, and in a country of the programme alone', async () => {
    const browser = await europe()
    const both = await Promise.all([browser.post('/api/offices', wanted), browser.post('/api/offices', wanted)])
    expect(statusesOf(both)).toEqual([201, 409])
    expect(reasonOf(await browser.post('/api/offices', wanted))).toEqual([409, 'office_there'])
    const japan = await browser.post('/api/offices', { ...wanted, office: { ...wanted.office, countryCode: 'JP' } })
    expect(fieldsOf(japan)).toEqual([{ path: 'office.countryCode', reason: 'country_outside' }])
    expect(await house.db.select().from(schools)).toHaveLength(2)
  })

  it('has no director until one came: that of Europe may invite another, and no longer once there is one', async () => {
    const browser = await europe()
    const { body } = await browser.post('/api/offices', wanted)
    const path = `/api/offices/${body.office.id}/mandates`
    const again = await browser.post(path, { email: 'livia@office.test', post: 'director' })
    expect(again.status).toBe(201)
    const livia = house.visitor()
    await livia.post('/api/invitations/accept', { token: tokenOf(again.body.invitation.url), account })
    expect((await browser.get(path)).status).toBe(404)
    const late = await house.visitor().post('/api/invitations/look', { token: tokenOf(body.invitation.url) })
    expect(reasonOf(late)).toEqual([404, 'link_expired'])
  })

  it('lets teachers sign up, says how it is reached, and is closed for good from a day that has come', async () => {
    const { office, browser, europe: above } = await italy()
    const path = `/api/offices/${office.id}`
    const changes = { allowsSignUp: true, address: 'Via Roma 1\nRoma', email: 'Ufficio@office.test' }
    expect((await browser.patch(path, changes)).status).toBe(204)
    const { body } = await browser.get('/api/offices')
    expect(body.offices[0].office).toMatchObject({ ...changes, email: 'ufficio@office.test' })
    expect(fieldsOf(await browser.patch(path, { closedOn: '2199-01-01' }))).toEqual([
      { path: 'closedOn', reason: 'date_ahead' },
    ])
    expect(fieldsOf(await browser.patch(path, { closedOn: '2019-01-01' }))).toEqual([
      { path: 'closedOn', reason: 'date_order' },
    ])
    expect((await browser.patch(path, { closedOn: today() })).status).toBe(204)
    expect((await browser.get(`${path}/mandates`)).status).toBe(404)
    expect((await house.db.select().from(mandates)).map(({ toDate }) => toDate)).toEqual([today()])
    const director = await makeStaff(house.db, { schoolId: above.id })
    await makeMandate(house.db, { officeId: above.id, userId: director.id, post: 'director' })
    const closing = await (await house.as(director)).patch(`/api/offices/${above.id}`, { closedOn: today() })
    expect(reasonOf(closing)).toEqual([409, 'office_of_europe'])
  })
})

describe('a mandate', () => {
  it('is given to staff of the office from a day on, and asked for any day', async () => {
    const { office, name, who, browser, path } = await italy()
    const marco = await makeStaff(house.db, { schoolId: office.id, displayName: 'Marco' })
    expect((await name(marco, { post: 'officer', from: '2024-09-01' })).status).toBe(201)
    expect(await who('2024-08-31')).toEqual(['Livia director'])
    expect(await who('2024-09-01')).toEqual(['Livia director', 'Marco officer'])
    const { body } = await browser.get(path)
    const { id } = body.mandates.find(({ post }: { post: string }) => post === 'officer')
    expect((await browser.patch(`${path}/${id}`, { to: today() })).status).toBe(204)
    expect(await who()).toEqual(['Livia director'])
    expect(await who('2026-11-23')).toEqual(['Livia director', 'Marco officer'])
    expect((await (await house.as(marco)).get(path)).status).toBe(404)
    expect(reasonOf(await browser.patch(`${path}/${id}`, { to: today() }))).toEqual([409, 'mandate_over'])
  })

  it('of a teacher is given by the link to their address, and stands in the audit of both sides', async () => {
    const { invite, school, lazio, who, browser } = await italy()
    const carla = await makeStaffWithPassword(house.db, {
      schoolId: school.id,
      displayName: 'Carla',
      isSchoolAdmin: true,
    })
    const token = await invite(carla.email, { post: 'correspondent', regionId: lazio })
    expect(await who()).toEqual(['Livia director'])
    const hers = await house.as(carla)
    const accepted = await hers.post('/api/invitations/accept', { token })
    expect([accepted.status, accepted.body.user.can.readOffice]).toEqual([200, true])
    expect(await who()).toEqual(['Carla correspondent', 'Livia director'])
    for (const one of [hers, browser]) {
      const { lines } = (await one.get('/api/school/audit')).body
      const line = lines.find(({ action }: { action: string }) => action === 'mandate.given')
      expect(line?.detail).toEqual({ post: 'correspondent', since: today(), region: 'Lazio' })
    }
  })

  it('of a newcomer waits for an administrator of the office, as all who come by a link', async () => {
    const { invite, browser, who } = await italy()
    const token = await invite('new@office.test', { post: 'officer' })
    const account = { displayName: 'Nino', email: 'new@office.test', password: testPassword, locale: 'en' }
    const came = await house.visitor().post('/api/invitations/accept', { token, account })
    expect(came.body.user).toMatchObject({ isWaiting: true, can: { readOffice: false } })
    const { waiting } = (await browser.get('/api/school')).body
    expect((await browser.post(`/api/school/waiting/${waiting[0].id}`)).status).toBe(204)
    expect(await who()).toEqual(['Livia director', 'Nino officer'])
    expect((await browser.get('/api/school')).body.staff).toMatchObject([
      {},
      { displayName: 'Nino', posts: ['office'] },
    ])
  })

  it('is invited to by the same answer, whether anybody has the address or not', async () => {
    const { school, browser, path } = await italy()
    const carla = await makeStaffWithPassword(house.db, { schoolId: school.id })
    const ask = (email: string) => browser.post(path, { email, post: 'assessor' })
    const shape = ({ status, body }: Awaited<ReturnType<typeof ask>>) => {
      const { id: _, url, expiresAt } = body.invitation
      return { status, keys: Object.keys(body), url: url.length, expiresAt }
    }
    expect(shape(await ask(carla.email))).toEqual(shape(await ask('nobody-at-all@school.test')))
    expect((await browser.get(path)).body.invitations).toHaveLength(2)
  })

  it('is refused to other accounts, other countries, and as director to who is no staff of the office', async () => {
    const { invite, school } = await italy()
    const [carla, dario] = [
      await makeStaffWithPassword(house.db, { schoolId: school.id }),
      await makeStaffWithPassword(house.db, { schoolId: school.id }),
    ]
    const claire = await makeStaffWithPassword(house.db)
    const accept = async (person: TestUser, token: string) =>
      reasonOf(await (await house.as(person)).post('/api/invitations/accept', { token }))
    expect(await accept(dario, await invite(carla.email, { post: 'observer' }))).toEqual([403, 'not_invited_address'])
    expect(await accept(claire, await invite(claire.email, { post: 'observer' }))).toEqual([409, 'mandate_elsewhere'])
    expect(await accept(carla, await invite(carla.email, { post: 'director' }))).toEqual([409, 'mandate_of_staff'])
    expect(await house.db.select().from(mandates)).toHaveLength(1)
  })

  it('that somebody gave who may no longer, is worth nothing', async () => {
    const { invite, office, school, mandateId, browser, name, path } = await italy()
    const carla = await makeStaffWithPassword(house.db, { schoolId: school.id })
    const token = await invite(carla.email, { post: 'observer' })
    const marco = await makeStaff(house.db, { schoolId: office.id })
    await name(marco, { post: 'director' })
    expect((await (await house.as(marco)).patch(`${path}/${mandateId}`, { to: today() })).status).toBe(204)
    expect((await browser.get(path)).status).toBe(404)
    const answer = await (await house.as(carla)).post('/api/invitations/accept', { token })
    expect(reasonOf(answer)).toEqual([404, 'link_expired'])
  })

  it('is taken back with its link by who may name, and by nobody else', async () => {
    const { invite, browser, path, office } = await italy()
    await invite('one@school.test', { post: 'assessor' })
    const [{ id }] = (await browser.get(path)).body.invitations
    const officer = await makeStaff(house.db, { schoolId: office.id })
    await makeMandate(house.db, { officeId: office.id, userId: officer.id, post: 'officer' })
    expect((await (await house.as(officer)).delete(`/api/invitations/${id}`)).status).toBe(403)
    expect((await browser.delete(`/api/invitations/${id}`)).status).toBe(204)
    expect((await browser.get(path)).body.invitations).toEqual([])
  })

  it('shows a correspondent their own region, and assessors to who decides alone', async () => {
    const { office, school, lazio, who } = await italy()
    const toscana = await regionOf(house.db, 'IT', 'Toscana')
    const people = await Promise.all(
      ['Carla', 'Tosca', 'Anna'].map((displayName) => makeStaff(house.db, { schoolId: school.id, displayName })),
    )
    const [carla, tosca, anna] = people
    if (!carla || !tosca || !anna) throw new Error('three were made')
    const officeId = office.id
    await makeMandate(house.db, { officeId, userId: carla.id, post: 'correspondent', regionId: lazio })
    await makeMandate(house.db, { officeId, userId: tosca.id, post: 'correspondent', regionId: toscana })
    await makeMandate(house.db, { officeId, userId: anna.id, post: 'assessor' })
    expect(await who()).toEqual(['Anna assessor', 'Carla correspondent', 'Livia director', 'Tosca correspondent'])
    expect(await who(undefined, await house.as(carla))).toEqual(['Carla correspondent', 'Livia director'])
  })
})

describe('nothing is changed by', () => {
  it.each([
    ['a day that has not come', { post: 'officer', from: '2199-01-01' }, 400, 'invalid_input'],
    ['a correspondent without a region', { post: 'correspondent' }, 400, 'invalid_input'],
    ['an officer with one', { post: 'officer', regionId: 'lazio' }, 400, 'invalid_input'],
    ['a region of another country', { post: 'correspondent', regionId: 'lyon' }, 400, 'invalid_input'],
    ['a mandate held already', { post: 'assessor' }, 409, 'mandate_held'],
    ['a post nobody knows', { post: 'king' }, 400, 'invalid_input'],
  ])(
    '%s',
    async (_what, { regionId, ...values }: { post: string; from?: string; regionId?: string }, status, reason) => {
      const { office, name, lazio } = await italy()
      const marco = await makeStaff(house.db, { schoolId: office.id })
      await makeMandate(house.db, { officeId: office.id, userId: marco.id, post: 'assessor' })
      const ids: Record<string, string> = { lazio, lyon: await regionOf(house.db, 'FR', 'Lyon') }
      const region = regionId === undefined ? {} : { regionId: ids[regionId] }
      expect(reasonOf(await name(marco, { ...values, ...region }))).toEqual([status, reason])
      expect(await house.db.select().from(mandates)).toHaveLength(2)
    },
  )

  it('a teacher, a pupil or somebody suspended named by id, the last director, an end before the beginning', async () => {
    const { name, school, office, browser, path, mandateId } = await italy()
    const suspended = await makeStaff(house.db, { schoolId: office.id, suspendedAt: house.clock.now() })
    const refused = [
      await name(await makeStaff(house.db, { schoolId: school.id }), { post: 'observer' }),
      await name(await makePupil(house.db, { schoolId: office.id }), { post: 'observer' }),
      await name(suspended, { post: 'observer' }),
      await browser.patch(`${path}/${mandateId}`, { to: today() }),
    ]
    expect(refused.map(reasonOf)).toEqual([
      [404, 'not_found'],
      [404, 'not_found'],
      [409, 'staff_suspended'],
      [409, 'last_director'],
    ])
    expect(fieldsOf(await browser.patch(`${path}/${mandateId}`, { to: '2019-01-01' }))).toEqual([
      { path: 'to', reason: 'date_order' },
    ])
  })

  it('one of two directors who end each other’s mandate at once', async () => {
    const { name, office, browser, path, mandateId } = await italy()
    const marco = await makeStaff(house.db, { schoolId: office.id })
    await name(marco, { post: 'director' })
    const { body } = await browser.get(path)
    const his = body.mandates.find(({ id }: { id: string }) => id !== mandateId).id
    const answers = await Promise.all([
      browser.patch(`${path}/${his}`, { to: today() }),
      (await house.as(marco)).patch(`${path}/${mandateId}`, { to: today() }),
    ])
    expect(statusesOf(answers).filter((status) => status === 204)).toHaveLength(1)
  })
})

describe('where mail is sent', () => {
  it('the link goes to the address, in the language of who has it, and is told to nobody else', async () => {
    const mailing = await openTestApp({ sendsMail: true })
    const server = await openMailServer()
    try {
      const office = await makeOffice(mailing.db, { countryCode: 'FR' })
      const director = await makeStaff(mailing.db, { schoolId: office.id })
      await makeMandate(mailing.db, { officeId: office.id, userId: director.id, post: 'director' })
      const claire = await makeStaffWithPassword(mailing.db, { displayName: 'Claire', locale: 'fr' })
      const browser = await mailing.as(director)
      const path = `/api/offices/${office.id}/mandates`
      const answer = await browser.post(path, { email: claire.email, post: 'assessor' })
      expect([answer.status, answer.body.invitation.url]).toEqual([201, null])
      await postBy(mailing, server.url)
      const source = (server.letters[0]?.source ?? '').replaceAll('=\r\n', '')
      expect(server.letters.map(({ to }) => to)).toEqual([[claire.email]])
      expect(source).toContain('Bonjour Claire')
      const token = /invite#([\w-]{43})/.exec(source)?.[1] ?? 'none'
      const hers = await mailing.as(claire)
      expect((await hers.post('/api/invitations/accept', { token })).status).toBe(200)
      mailing.clock.advance(minutes(30))
      expect((await hers.get('/api/session')).body.user.can.readOffice).toBe(false)
    } finally {
      await server.close()
      await mailing.close()
    }
  })
})
