import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { schools } from '#db/schema/schools.ts'
import { forgetDismissed } from '#server/registration/forget.ts'
import { hours, openTestApp, statusesOf, type TestApp } from '#test/helpers/app.ts'
import { makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* Who came by themselves to a school where nobody is: the office of the country says yes or no. */

let house: TestApp
let server: Awaited<ReturnType<typeof openMailServer>>
let officer: TestUser
let director: TestUser
let officeId: string
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  server = await openMailServer()
  officeId = (await makeOffice(house.db, { countryCode: 'FR', allowsSignUp: true })).id
  officer = await makeStaff(house.db, { schoolId: officeId })
  director = await makeStaff(house.db, { schoolId: officeId })
  await makeMandate(house.db, { officeId, userId: officer.id, post: 'officer' })
  await makeMandate(house.db, { officeId, userId: director.id, post: 'director' })
})
afterAll(async () => {
  await server.close()
  await house.close()
})
let counter = 0
beforeEach(() => {
  house.clock.advance(hours(30))
  server.letters.length = 0
  counter++
})

const password = 'un fleuve calme à midi'
const brought = () => ({
  new: { name: `Lycée Neuf ${counter}`, town: 'Ville', country: 'FR', proof: 'www.lycee-neuf.test, page équipe' },
})
const sources = () => server.letters.map(({ source }) => source.replaceAll('=\r\n', ''))

/** Signs up, follows the link, and waits. */
async function comes(school: object, email = `lea${counter}@ac.test`) {
  const said = { email, displayName: 'Léa Martin', locale: 'en', post: 'head', school }
  expect((await house.visitor().post('/api/register', said)).status).toBe(204)
  await postBy(house, server.url)
  const token = /confirm#([\w-]{43})/.exec(sources().at(-1) ?? '')?.[1]
  server.letters.length = 0
  const browser = house.visitor()
  const { status, body } = await browser.post('/api/register/confirm', { token, password })
  expect(status).toBe(200)
  const { approvalId } = (await browser.get('/api/me/waiting')).body
  return { browser, user: body.user, approvalId }
}
async function decide(approvalId: string, decision: object, by = officer) {
  return (await house.as(by)).post(`/api/approvals/${approvalId}/decide`, decision)
}
const refusal = { outcome: 'refused', text: 'No such school' }

describe('a newcomer without colleagues', () => {
  it('is asked, answers, is confirmed with their post, looks after the school, and is told by mail', async () => {
    const { browser, user, approvalId } = await comes(brought())
    const seen = (await (await house.as(officer)).get(`/api/approvals/${approvalId}`)).body.approval
    expect(seen.subject.newcomer).toEqual({ post: 'head', email: `lea${counter}@ac.test` })
    expect(seen.thread[0].text).toBe('www.lycee-neuf.test, page équipe')
    await (await house.as(officer)).post(`/api/approvals/${approvalId}/ask`, { text: 'Which page is it?' })
    await postBy(house, server.url)
    expect(sources()[0]).toContain('Which page is it?')
    expect((await browser.get('/api/me/waiting')).body.decider).toEqual({ kind: 'office', name: 'Office of FR' })
    expect((await browser.get(`/api/approvals/${approvalId}`)).body.approval.state).toBe('question')
    const answered = await browser.post(`/api/approvals/${approvalId}/answer`, { text: 'The page of the staff' })
    expect([answered.status, answered.body.approval.state]).toEqual([200, 'waiting'])
    expect((await decide(approvalId, { outcome: 'approved' })).status).toBe(200)
    const { school, staff } = (await browser.get('/api/school')).body
    expect([school.name, staff[0].isSchoolAdmin, staff[0].posts]).toEqual([`Lycée Neuf ${counter}`, true, ['head']])
    const found = await house.visitor().get(`/api/schools?country=FR&q=lycee%20neuf%20${counter}`)
    expect(found.body.schools.map(({ id }: { id: string }) => id)).toEqual([school.id])
    server.letters.length = 0
    await postBy(house, server.url)
    expect(sources()[0]).toContain('Office of FR has confirmed you')
    expect((await browser.get('/api/me/waiting')).body).toEqual({ decider: null, approvalId: null })
    const { lines } = (await browser.get('/api/school/audit')).body
    expect(lines.map(({ action }: { action: string }) => action)).toContain('staff.confirmed')
    expect(user.isWaiting).toBe(true)
  })

  it('is refused with a reason, asks once more of a director, and goes with the school two weeks after', async () => {
    const { browser, user, approvalId } = await comes(brought())
    expect((await decide(approvalId, refusal)).status).toBe(200)
    await postBy(house, server.url)
    expect(sources()[0]).toContain('No such school')
    expect((await browser.get('/api/school')).body.error.reason).toBe('account_waiting')
    house.clock.advance(hours(13 * 24))
    await forgetDismissed(house.deps)
    const later = house.visitor()
    await later.post('/api/session', { email: `lea${counter}@ac.test`, password })
    const appealed = await later.post(`/api/approvals/${approvalId}/appeal`, { text: 'It opened this week' })
    expect(appealed.status).toBe(201)
    const { approvalId: second } = (await later.get('/api/me/waiting')).body
    expect(second).not.toBe(approvalId)
    house.clock.advance(hours(2 * 24))
    await forgetDismissed(house.deps)
    expect((await decide(second, refusal, director)).status).toBe(200)
    house.clock.advance(hours(14 * 24))
    await forgetDismissed(house.deps)
    const gone = await house.visitor().post('/api/session', { email: `lea${counter}@ac.test`, password })
    expect(gone.status).toBe(401)
    const again = await comes(brought())
    expect(again.user.school.id).not.toBe(user.school.id)
  })

  it('to a school of the list leaves it there when they go', async () => {
    const school = await makeSchool(house.db, { name: `Collège ${counter}` })
    const { approvalId } = await comes({ id: school.id })
    await decide(approvalId, refusal)
    house.clock.advance(hours(14 * 24))
    await forgetDismissed(house.deps)
    const found = await house.visitor().get(`/api/schools?country=FR&q=college%20${counter}`)
    expect(found.body.schools).toHaveLength(1)
  })

  it('vouches for the school that they told us of, and for no other', async () => {
    const isVouched = async (id: string) =>
      (await house.db.select().from(schools).where(eq(schools.id, id)))[0]?.isVouched
    const told = await comes(brought())
    const seen = (await (await house.as(officer)).get(`/api/approvals/${told.approvalId}`)).body.approval
    expect(seen.subject.bringsSchool).toBe(true)
    await decide(told.approvalId, { outcome: 'approved' })
    await postBy(house, server.url)
    expect(await isVouched(told.user.school.id)).toBe(true)
    const known = await makeSchool(house.db)
    const { approvalId } = await comes({ id: known.id }, `max${counter}@ac.test`)
    await decide(approvalId, { outcome: 'approved' })
    expect(await isVouched(known.id)).toBe(false)
  })

  it('brings an institution too, which is not admitted by that, and applies with a letter', async () => {
    const school = brought()
    const institution = { new: { ...school.new, kind: 'institution', name: `INSPE ${counter}` } }
    const { browser, approvalId } = await comes(institution)
    expect((await decide(approvalId, { outcome: 'approved' })).status).toBe(200)
    const { admission } = (await browser.get('/api/school/training')).body
    expect(admission).toMatchObject({
      isAdmitted: false,
      office: { name: 'Office of FR' },
      asked: null,
      canApply: true,
    })
    const applied = await browser.post('/api/school/admission', { letter: 'We train in Lyon.' })
    expect(applied.status).toBe(201)
    expect((await browser.get('/api/school/training')).body.admission.asked.state).toBe('waiting')
    await decide(applied.body.approval.id, { outcome: 'approved' })
    const now = (await browser.get('/api/school/training')).body
    expect([now.admission.isAdmitted, now.can.arrange]).toEqual([true, true])
  })

  it('of two to one new school who both say they are its head becomes its administrator and head alone', async () => {
    const first = await comes(brought())
    const second = await comes(brought(), `max${counter}@ac.test`)
    const answers = await Promise.all([first, second].map((one) => decide(one.approvalId, { outcome: 'approved' })))
    expect(statusesOf(answers)).toEqual([200, 200])
    const { staff } = (await first.browser.get('/api/school')).body
    expect(staff.map(({ isSchoolAdmin }: { isSchoolAdmin: boolean }) => isSchoolAdmin).toSorted()).toEqual([
      false,
      true,
    ])
  })

  it('sees no approval of others while they wait, and is the office’s no more once an administrator has said yes', async () => {
    const school = await makeSchool(house.db)
    const lea = await comes({ id: school.id })
    const other = await comes(brought(), `max${counter}@ac.test`)
    const foreign = await other.browser.get(`/api/approvals/${lea.approvalId}`)
    expect([foreign.status, foreign.body.error.reason]).toEqual([403, 'account_waiting'])
    const own = await other.browser.post(`/api/approvals/${other.approvalId}/decide`, { outcome: 'approved' })
    expect(own.status).toBe(403)
    const admin = await makeStaff(house.db, { schoolId: school.id, isSchoolAdmin: true })
    expect((await (await house.as(admin)).post(`/api/school/waiting/${lea.user.id}`)).status).toBe(204)
    expect((await decide(lea.approvalId, refusal)).body.error.reason).toBe('approval_decided')
    server.letters.length = 0
    await postBy(house, server.url)
    expect(sources()[0]).toContain(`${school.name} has confirmed you`)
  })
})
