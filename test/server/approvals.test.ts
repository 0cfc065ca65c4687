import { and, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approvals } from '#db/schema/approvals.ts'
import { mandates, offices } from '#db/schema/offices.ts'
import { ask } from '#server/approvals/ask.ts'
import { type Browser, openTestApp, type TestApp, statusesOf } from '#test/helpers/app.ts'
import { makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/** What an office or a school is asked, from the question to the end of it. */

let house: TestApp
let office: Awaited<ReturnType<typeof makeOffice>>
beforeAll(async () => {
  house = await openTestApp()
  office = await makeOffice(house.db, { countryCode: 'IT' })
})
afterAll(() => house.close())

const people: Record<'officer' | 'other' | 'director' | 'adviser' | 'far' | 'asker', TestUser> = {} as never
beforeEach(async () => {
  const { db } = house
  const lazio = await regionOf(db, 'IT', 'Lazio')
  const toscana = await regionOf(db, 'IT', 'Toscana')
  const school = await makeSchool(db, { countryCode: 'IT', regionId: lazio })
  const staff = (schoolId: string, displayName: string) => makeStaff(db, { schoolId, displayName })
  people.officer = await staff(office.id, 'Olga')
  people.other = await staff(office.id, 'Otto')
  people.director = await staff(office.id, 'Dina')
  people.adviser = await staff(school.id, 'Anna')
  people.far = await staff(school.id, 'Fara')
  people.asker = await staff(school.id, 'Aldo')
  const give = (
    who: keyof typeof people,
    values: { post: 'officer' | 'director' | 'correspondent'; regionId?: string },
  ) => makeMandate(db, { officeId: office.id, userId: people[who].id, ...values })
  await give('officer', { post: 'officer' })
  await give('other', { post: 'officer' })
  await give('director', { post: 'director' })
  await give('adviser', { post: 'correspondent', regionId: lazio })
  await give('far', { post: 'correspondent', regionId: toscana })
})

const as = (who: keyof typeof people) => house.as(people[who])
const asked = async () => {
  const question = {
    subject: { userId: people.asker.id },
    decider: { officeId: office.id },
    by: people.asker,
    at: house.clock.now(),
    text: 'I teach here',
  }
  return (await house.db.transaction((tx) => ask(tx, question))).id
}
const post = async (who: keyof typeof people, id: string, act: string, body: object = {}) =>
  (await as(who)).post(`/api/approvals/${id}/${act}`, body)
const reasonOf = ({ status, body }: Awaited<ReturnType<Browser['post']>>) => [status, body.error?.reason]
const kindsOf = async (who: keyof typeof people) =>
  (await (await as(who)).get('/api/notices')).body.notices.map(({ kind }: { kind: string }) => kind)

describe('an approval', () => {
  it('is asked about, answered and given, and each side hears of it', async () => {
    const id = await asked()
    expect(await kindsOf('officer')).toEqual(['approval_waits'])
    expect(await kindsOf('adviser')).toEqual([])
    expect((await post('officer', id, 'ask', { text: 'Which classes?' })).body.approval.state).toBe('question')
    expect(await kindsOf('asker')).toEqual(['approval_question'])
    expect((await post('asker', id, 'answer', { text: '5e B' })).body.approval.state).toBe('waiting')
    const said = await post('other', id, 'decide', { outcome: 'approved' })
    expect(said.body.approval).toMatchObject({ state: 'approved', decidedBy: 'Otto', subject: { person: 'Aldo' } })
    const { thread } = (await (await as('asker')).get(`/api/approvals/${id}`)).body.approval
    expect(thread.map(({ step, author }: Record<string, string>) => `${author} ${step}`)).toEqual([
      'Aldo asked',
      'Olga question',
      'Aldo answer',
      'Otto approved',
    ])
    expect(await kindsOf('asker')).toEqual(['approval_approved', 'approval_question'])
  })

  it('of two officers at once has one outcome, and the second is told', async () => {
    const id = await asked()
    const answers = await Promise.all([
      post('officer', id, 'decide', { outcome: 'approved' }),
      post('other', id, 'decide', { outcome: 'refused', text: 'No' }),
    ])
    expect(statusesOf(answers).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.error.reason).toBe('approval_decided')
    const [row] = await house.db.select().from(approvals).where(eq(approvals.id, id))
    expect(row?.state).toBe(answers[0]?.status === 200 ? 'approved' : 'refused')
  })

  it('is refused with a reason, appealed once, and decided by the director', async () => {
    const id = await asked()
    expect(reasonOf(await post('officer', id, 'decide', { outcome: 'refused' }))).toEqual([400, 'invalid_input'])
    await post('officer', id, 'decide', { outcome: 'refused', text: 'Not in our list' })
    expect(reasonOf(await post('asker', id, 'answer', { text: 'But' }))).toEqual([409, 'approval_decided'])
    const again = await post('asker', id, 'appeal', { text: 'Look again' })
    expect(again.status).toBe(201)
    expect(again.body.approval).toMatchObject({ state: 'waiting', appeals: id })
    expect(reasonOf(await post('asker', id, 'appeal', { text: 'Once more' }))).toEqual([409, 'appeal_not_now'])
    expect(await kindsOf('director')).toEqual(['approval_waits', 'approval_waits'])
    expect(await kindsOf('other')).toEqual(['approval_waits'])
    const next = again.body.approval.id
    expect((await post('other', next, 'decide', { outcome: 'approved' })).status).toBe(403)
    expect((await post('director', next, 'decide', { outcome: 'approved' })).body.approval.state).toBe('approved')
  })

  it('is never decided on appeal by who refused it', async () => {
    const id = await asked()
    await post('director', id, 'decide', { outcome: 'refused', text: 'No' })
    const next = (await post('asker', id, 'appeal', { text: 'Look again' })).body.approval.id
    expect((await post('director', next, 'decide', { outcome: 'approved' })).status).toBe(403)
  })

  it('is decided by the director of Europe where the office has no other, and is said to be nobody’s where there is none', async () => {
    const { db, clock } = house
    const toWhom = async (id: string) => (await (await as('asker')).get(`/api/approvals/${id}`)).body.approval.appealTo
    const id = await asked()
    const { id: userId } = people.director
    await db.delete(mandates).where(and(eq(mandates.officeId, office.id), ne(mandates.userId, userId)))
    await post('director', id, 'decide', { outcome: 'refused', text: 'No' })
    expect(await toWhom(id)).toBe('nobody')
    const europe = await makeOffice(db, { countryCode: null })
    const boss = await makeStaff(db, { schoolId: europe.id })
    await makeMandate(db, { officeId: europe.id, userId: boss.id, post: 'director' })
    expect(await toWhom(id)).toBe('europe')
    expect((await (await house.as(boss)).get(`/api/approvals/${id}`)).status, 'before it is asked once more').toBe(404)
    const next = (await post('asker', id, 'appeal', { text: 'Look again' })).body.approval.id
    const asBoss = await house.as(boss)
    const bells = (await asBoss.get('/api/notices')).body.notices
    expect(bells.map(({ kind }: { kind: string }) => kind)).toEqual(['approval_waits'])
    const desk = (await asBoss.get(`/api/offices/${europe.id}/desk`)).body
    expect(desk.items.map((item: { id: string }) => item.id)).toEqual([next])
    const second = await makeStaff(db, { schoolId: office.id })
    await makeMandate(db, { officeId: office.id, userId: second.id, post: 'director' })
    expect((await asBoss.post(`/api/approvals/${next}/decide`, { outcome: 'approved' })).status).toBe(404)
    expect((await asBoss.get(`/api/offices/${europe.id}/desk`)).body.items).toEqual([])
    await db.delete(mandates).where(eq(mandates.userId, second.id))
    const decided = await asBoss.post(`/api/approvals/${next}/decide`, { outcome: 'approved' })
    expect([decided.status, decided.body.approval.state]).toEqual([200, 'approved'])
    await db
      .update(offices)
      .set({ closedOn: clock.now().toISOString().slice(0, 10) })
      .where(eq(offices.schoolId, europe.id))
  })

  it('is read with the advice of a correspondent by who decides, and by nobody else', async () => {
    const id = await asked()
    expect((await post('adviser', id, 'advise', { text: 'I know him' })).status).toBe(200)
    expect((await post('far', id, 'advise', { text: 'So do I' })).status).toBe(404)
    const steps = async (who: keyof typeof people) =>
      (await (await as(who)).get(`/api/approvals/${id}`)).body.approval.thread.map(({ step }: { step: string }) => step)
    expect(await steps('officer')).toEqual(['asked', 'advice'])
    expect(await steps('asker')).toEqual(['asked'])
  })

  it('is taken back by who asked, and then asked anew', async () => {
    const id = await asked()
    await expect(asked()).rejects.toThrow('approval_under_way')
    expect((await post('asker', id, 'withdraw')).body.approval.state).toBe('withdrawn')
    expect(reasonOf(await post('officer', id, 'decide', { outcome: 'approved' }))).toEqual([409, 'approval_decided'])
    expect(await asked()).not.toBe(id)
  })

  it('ends with the mandate of who would decide', async () => {
    const id = await asked()
    const late = await makeStaff(house.db, { schoolId: office.id })
    await makeMandate(house.db, { officeId: office.id, userId: late.id, post: 'officer', toDate: '2021-01-01' })
    const gone = await (await house.as(late)).post(`/api/approvals/${id}/decide`, { outcome: 'approved' })
    expect(gone.status).toBe(404)
  })

  it('is told in the audit of both sides', async () => {
    const { db } = house
    const admin = await makeStaff(db, { schoolId: people.asker.schoolId, isSchoolAdmin: true })
    const chief = await makeStaff(db, { schoolId: office.id, isSchoolAdmin: true })
    const id = await asked()
    await post('officer', id, 'decide', { outcome: 'approved' })
    for (const reader of [admin, chief]) {
      const { lines } = (await (await house.as(reader)).get('/api/school/audit')).body
      expect(lines.map(({ action }: { action: string }) => action)).toContain('approval.approved')
    }
  })
})
