import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { approvals } from '#db/schema/approvals.ts'
import { schools } from '#db/schema/schools.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeApproval } from '#test/helpers/approvals.ts'
import { makePupil, makeSchool, makeStaff, makeStaffWithPassword, makeTerm } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/** The life of a project where countries have offices, and where they have none. France and Germany have one, Spain has none. */

let house: TestApp
const offices: Record<string, string> = {}
const officers: Record<string, Browser> = {}
beforeAll(async () => {
  house = await openTestApp()
  for (const code of ['FR', 'DE']) {
    const office = await makeOffice(house.db, { countryCode: code })
    offices[code] = office.id
    for (const post of ['officer', 'director'] as const) {
      const user = await makeStaff(house.db, { schoolId: office.id, displayName: `${post} ${code}` })
      await makeMandate(house.db, { officeId: office.id, userId: user.id, post })
      officers[`${post} ${code}`] = await house.as(user)
    }
  }
})
afterAll(() => house.close())

async function teacherOf(countryCode: string) {
  const school = await makeSchool(house.db, { countryCode })
  const user = await makeStaffWithPassword(house.db, { schoolId: school.id })
  return { user, browser: await house.as(user) }
}

let founder: Awaited<ReturnType<typeof teacherOf>>
let partner: Awaited<ReturnType<typeof teacherOf>>
beforeEach(async () => {
  founder = await teacherOf('FR')
  partner = await teacherOf('DE')
})

const draft = { name: 'Rivers', cover: 3, languages: ['fr'], subjects: [], ageFrom: 11, ageTo: 12 }
const found = async (values: object = {}, { browser } = founder) => {
  const made = await browser.post('/api/projects', { ...draft, kind: 'european', start: 'with_partner', ...values })
  expect(made.status).toBe(201)
  return String(made.body.id)
}
const stateOf = async (id: string, { browser } = founder) =>
  (await browser.get(`/api/projects/${id}`)).body.project.state
const lifeOf = async (id: string, { browser } = founder) => (await browser.get(`/api/projects/${id}/life`)).body.life
async function join(id: string, who: typeof partner) {
  const { body } = await founder.browser.post(`/api/projects/${id}/co-founder`, { email: who.user.email })
  expect(body.invitation.url).toContain('/invite#')
  return who.browser.post(`/api/projects/${id}/accept`)
}
const approvalOf = async (id: string, code: string) => {
  const rows = await house.db.select().from(approvals).where(eq(approvals.projectId, id))
  const mine = rows.filter(({ officeId, state }) => officeId === offices[code] && state !== 'refused')
  return mine[0]?.id ?? ''
}
const decide = async (who: string, approvalId: string, outcome: 'approved' | 'refused') =>
  (await officers[who]?.post(`/api/approvals/${approvalId}/decide`, { outcome, text: 'Because' }))?.status
const reasonOf = ({ status, body }: Awaited<ReturnType<Browser['post']>>) => [status, body.error?.reason]

describe('a European project', () => {
  it('is founded, accepted, asked about, approved by both offices, and open', async () => {
    const id = await found()
    expect(await stateOf(id)).toBe('waiting_partner')
    expect((await partner.browser.get('/api/me/foundings')).body.projects).toEqual([])
    expect((await join(id, partner)).body.project.state).toBe('waiting_office')
    expect((await lifeOf(id)).approvals.map(({ decider }: { decider: string }) => decider).toSorted()).toEqual([
      'Office of DE',
      'Office of FR',
    ])
    const fr = await approvalOf(id, 'FR')
    expect((await officers['officer FR']?.post(`/api/approvals/${fr}/ask`, { text: 'Which ages?' }))?.status).toBe(200)
    expect((await founder.browser.post(`/api/approvals/${fr}/answer`, { text: '11 to 12' })).status).toBe(200)
    expect(await decide('officer DE', fr, 'approved')).toBe(404)
    expect(await decide('officer FR', fr, 'approved')).toBe(200)
    expect(await stateOf(id)).toBe('waiting_office')
    expect(await decide('officer DE', await approvalOf(id, 'DE'), 'approved')).toBe(200)
    expect(await stateOf(id)).toBe('open')
  })

  it('of a country without an office needs the yes of the other alone; of two such countries nobody’s', async () => {
    const spain = await teacherOf('ES')
    const id = await found()
    expect((await join(id, spain)).body.project.state).toBe('waiting_office')
    expect(await decide('officer FR', await approvalOf(id, 'FR'), 'approved')).toBe(200)
    expect(await stateOf(id)).toBe('open')
    const dark = await found({ start: 'alone' }, spain)
    expect(await stateOf(dark, spain)).toBe('waiting_partner')
    expect((await lifeOf(dark, spain)).isConcerned).toBe(false)
  })

  it('is a draft again where one says no, and open after the director said yes to the appeal', async () => {
    const id = await found()
    await join(id, partner)
    await decide('officer DE', await approvalOf(id, 'DE'), 'approved')
    const refused = await approvalOf(id, 'FR')
    expect(await decide('officer FR', refused, 'refused')).toBe(200)
    expect(await stateOf(id)).toBe('draft')
    const again = await founder.browser.post(`/api/approvals/${refused}/appeal`, { text: 'Look again' })
    expect(again.status).toBe(201)
    expect(await stateOf(id)).toBe('waiting_office')
    expect(await decide('officer FR', again.body.approval.id, 'approved')).toBe(403)
    expect(await decide('director FR', again.body.approval.id, 'approved')).toBe(200)
    expect(await stateOf(id)).toBe('open')
  })

  it('begun alone is a draft until it is sent, and is sent again after a no', async () => {
    const id = await found({ start: 'alone' })
    expect(await stateOf(id)).toBe('draft')
    const send = () => founder.browser.post(`/api/projects/${id}/submit`, { text: 'Please' })
    expect((await send()).body.life.state).toBe('waiting_partner')
    expect(reasonOf(await send())).toEqual([409, 'submit_not_now'])
    await join(id, partner)
    await decide('officer FR', await approvalOf(id, 'FR'), 'refused')
    expect((await send()).body.life.state).toBe('waiting_office')
    expect(await decide('officer FR', await approvalOf(id, 'FR'), 'approved')).toBe(200)
  })

  it('takes a partner’s pupils in when it is open, and the founder’s from the first minute', async () => {
    const id = await found()
    await join(id, partner)
    const bring = async ({ user, browser }: typeof partner) => {
      const pupil = await makePupil(house.db, { schoolId: user.schoolId })
      return reasonOf(await browser.post(`/api/projects/${id}/pupils`, { userIds: [pupil.id] }))
    }
    expect(await bring(founder)).toEqual([200, undefined])
    expect(await bring(partner)).toEqual([409, 'pupils_wait'])
    await decide('officer FR', await approvalOf(id, 'FR'), 'approved')
    await decide('officer DE', await approvalOf(id, 'DE'), 'approved')
    expect(await bring(partner)).toEqual([200, undefined])
  })

  it('is closed and opened again without being asked about anew, and is not closed before it is open', async () => {
    const id = await found()
    const set = async (state: string) => reasonOf(await founder.browser.patch(`/api/projects/${id}`, { state }))
    expect(await set('closed')).toEqual([409, 'project_not_open'])
    await join(id, partner)
    await decide('officer FR', await approvalOf(id, 'FR'), 'approved')
    await decide('officer DE', await approvalOf(id, 'DE'), 'approved')
    expect(await set('closed')).toEqual([200, undefined])
    expect(await set('open')).toEqual([200, undefined])
    expect(await stateOf(id)).toBe('open')
    expect(await house.db.select().from(approvals).where(eq(approvals.projectId, id))).toHaveLength(2)
  })
})

describe('who is asked to found it together', () => {
  it('says no: the project stays as it is, whoever asked is told and asks somebody else', async () => {
    const id = await found()
    const ask = () => founder.browser.post(`/api/projects/${id}/co-founder`, { email: partner.user.email })
    await ask()
    expect((await partner.browser.get('/api/me/foundings')).body.projects).toHaveLength(1)
    expect((await (await teacherOf('ES')).browser.post(`/api/projects/${id}/decline`)).status).toBe(404)
    expect((await partner.browser.post(`/api/projects/${id}/decline`)).status).toBe(204)
    expect((await partner.browser.get('/api/me/foundings')).body.projects).toEqual([])
    expect(reasonOf(await partner.browser.post(`/api/projects/${id}/accept`))).toEqual([404, 'not_found'])
    expect(await lifeOf(id)).toMatchObject({ state: 'waiting_partner', isCoFounderAsked: false })
    expect((await founder.browser.get('/api/notices')).body.notices[0]).toMatchObject({ kind: 'co_founder_declined' })
    await ask()
    expect((await partner.browser.post(`/api/projects/${id}/accept`)).body.project.state).toBe('waiting_office')
  })
})

describe('what is said before', () => {
  it('of each kind what it can never be recognised with; nothing where no office is open', async () => {
    const neverOf = async ({ browser }: typeof founder) =>
      Object.fromEntries(
        (await browser.get('/api/recognitions')).body.kinds.map((one: { kind: string; never: { id: string }[] }) => [
          one.kind,
          one.never.map(({ id }) => id),
        ]),
      )
    const told = await neverOf(founder)
    expect(told['european']).toEqual([])
    expect(told['national']).toContain('european_label')
    expect(told['school']).toContain('national_label')
    expect((await neverOf(await teacherOf('ES')))['national']).toEqual([])
  })

  it('what of its outline is not written: to its teachers where it is sent, and to the office', async () => {
    const id = await found()
    await join(id, partner)
    const aims = { field: 'aims', value: 'Rivers', revision: 0 }
    expect((await partner.browser.send('PUT', `/api/projects/${id}/dossier`, aims)).status).toBe(200)
    const missing = ['process', 'results', 'pupils', 'tools', 'weeks', 'subjects']
    expect((await lifeOf(id)).unsaid).toEqual(missing)
    const read = await officers['officer FR']?.get(`/api/approvals/${await approvalOf(id, 'FR')}`)
    expect(read?.body.approval.subject.project).toMatchObject({ outline: { aims: 'Rivers' }, unsaid: missing })
  })
})

describe('a school', () => {
  it('leaves with its people; the project goes on, is told what it lacks, and takes it back', async () => {
    const spain = await teacherOf('ES')
    const italy = await teacherOf('IT')
    const id = await found({}, spain)
    founder = spain
    expect((await join(id, italy)).body.project.state).toBe('open')
    const pupil = await makePupil(house.db, { schoolId: italy.user.schoolId })
    await italy.browser.post(`/api/projects/${id}/pupils`, { userIds: [pupil.id] })
    expect(reasonOf(await spain.browser.post(`/api/projects/${id}/leave`))).toEqual([409, 'last_owner'])
    expect((await italy.browser.post(`/api/projects/${id}/leave`)).status).toBe(204)
    expect((await italy.browser.get(`/api/projects/${id}`)).status).toBe(404)
    const { former, schools: there } = (await spain.browser.get(`/api/projects/${id}/people`)).body
    expect([former.length, there.length]).toEqual([2, 1])
    expect(await lifeOf(id, spain)).toMatchObject({ state: 'open', missing: 'partner' })
    expect((await spain.browser.get('/api/notices')).body.notices[0]).toMatchObject({ kind: 'school_left' })
    expect(reasonOf(await spain.browser.post(`/api/projects/${id}/leave`))).toEqual([409, 'school_alone'])
    const { body } = await spain.browser.post(`/api/projects/${id}/invitations`, { role: 'teacher' })
    const token = String(body.invitation.url).split('#')[1]
    expect((await italy.browser.post('/api/invitations/accept', { token })).status).toBe(200)
    expect((await lifeOf(id, spain)).missing).toBeNull()
  })

  it('that leaves before both offices have said yes lets the project wait for a partner again', async () => {
    const id = await found()
    await join(id, partner)
    expect((await partner.browser.post(`/api/projects/${id}/leave`)).status).toBe(204)
    expect(await stateOf(id)).toBe('waiting_partner')
  })
})

describe('other kinds', () => {
  it('a national project is for one office', async () => {
    const id = await found({ kind: 'national' })
    expect((await join(id, await teacherOf('FR'))).body.project.state).toBe('waiting_office')
    expect((await lifeOf(id)).approvals).toHaveLength(1)
    expect(await decide('officer FR', await approvalOf(id, 'FR'), 'approved')).toBe(200)
    expect(await stateOf(id)).toBe('open')
  })

  it('one inside a school is for its head where the school wants that and its country has an office', async () => {
    const { db } = house
    expect(await stateOf(await found({ kind: 'school' }))).toBe('open')
    await db.update(schools).set({ approvesTeams: true }).where(eq(schools.id, founder.user.schoolId))
    const head = await makeStaff(db, { schoolId: founder.user.schoolId })
    await makeTerm(db, { userId: head.id, post: 'head' })
    const admin = await makeStaff(db, { schoolId: founder.user.schoolId, isSchoolAdmin: true })
    const id = await found({ kind: 'school' })
    expect(await stateOf(id)).toBe('waiting_office')
    const [row] = await db.select().from(approvals).where(eq(approvals.projectId, id))
    const yes = async (browser: Browser) =>
      (await browser.post(`/api/approvals/${row?.id}/decide`, { outcome: 'approved' })).status
    expect(await yes(await house.as(admin))).toBe(404)
    expect(await yes(await house.as(head))).toBe(200)
    expect(await stateOf(id)).toBe('open')
  })

  it('a training waits for an institution that an office admitted', async () => {
    const id = await found({ kind: 'training' })
    const { id: schoolId } = await makeSchool(house.db, { countryCode: 'FR', kind: 'institution' })
    await makeApproval(house.db, { schoolId, officeId: offices['FR'] ?? '', state: 'approved' })
    const user = await makeStaffWithPassword(house.db, { schoolId })
    expect((await lifeOf(id)).missing).toBe('institution')
    expect((await join(id, { user, browser: await house.as(user) })).body.project.state).toBe('open')
  })
})

describe('a founder', () => {
  it('who asks themselves, or a colleague, asks nobody: the link is there, and is no use to them', async () => {
    const id = await found()
    const colleague = await makeStaffWithPassword(house.db, { schoolId: founder.user.schoolId })
    const others = await house.as(colleague)
    for (const email of [founder.user.email, colleague.email]) {
      const { status, body } = await founder.browser.post(`/api/projects/${id}/co-founder`, { email })
      expect(status).toBe(201)
      const token = new URL(body.invitation.url).hash.slice(1)
      const accepted = await founder.browser.post('/api/invitations/accept', { token })
      expect(reasonOf(accepted)).toEqual([409, 'own_link'])
      expect(reasonOf(await others.post('/api/invitations/accept', { token }))).toEqual([409, 'not_a_partner'])
    }
    for (const browser of [founder.browser, others]) {
      expect((await browser.get('/api/me/foundings')).body.projects).toEqual([])
      expect((await browser.post(`/api/projects/${id}/accept`)).status).toBe(404)
    }
    expect(await lifeOf(id)).toMatchObject({ state: 'waiting_partner', isCoFounderAsked: false })
  })
})
