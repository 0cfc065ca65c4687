import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { insertAudit } from '#db/queries/audit.ts'
import { openTestApp, type TestApp, statusesOf } from '#test/helpers/app.ts'
import { makePupil, makeSchool, makeStaff, makeStaffWithPassword, type TestUser } from '#test/helpers/factories.ts'

let house: TestApp
let admin: TestUser & { email: string }
let teacher: TestUser
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  const school = await makeSchool(house.db, { name: 'Collège Jean Moulin' })
  admin = await makeStaffWithPassword(house.db, { schoolId: school.id, displayName: 'Anne', isSchoolAdmin: true })
  teacher = await makeStaff(house.db, { schoolId: school.id, displayName: 'Bruno' })
})

describe('the school', () => {
  it('shows its staff to an administrator with addresses and invitations', async () => {
    const browser = await house.as(admin)
    await browser.post('/api/school/invitations', { role: 'staff' })
    const { status, body } = await browser.get('/api/school')
    expect(status).toBe(200)
    expect(body.school).toMatchObject({ id: admin.schoolId, name: 'Collège Jean Moulin', region: null, locale: 'en' })
    const well = { isSuspended: false, isMailRefused: false, hasSecondStep: false }
    expect(body.staff).toEqual([
      { id: admin.id, displayName: 'Anne', email: admin.email, isSchoolAdmin: true, posts: [], ...well },
      { id: teacher.id, displayName: 'Bruno', email: null, isSchoolAdmin: false, posts: [], ...well },
    ])
    expect(body.invitations).toEqual([expect.objectContaining({ role: 'staff', state: 'open' })])
    expect(body.can).toEqual({ edit: true, invite: true, suspend: true, oversee: true })
  })

  it('shows other staff the names alone', async () => {
    const { body } = await (await house.as(teacher)).get('/api/school')
    expect(body.staff.map((person: { email: string | null }) => person.email)).toEqual([null, null])
    expect(body.invitations).toEqual([])
    expect(body.can).toEqual({ edit: false, invite: false, suspend: false, oversee: false })
  })

  it('is not shown to pupils or to strangers', async () => {
    const pupil = await makePupil(house.db, { schoolId: admin.schoolId })
    expect((await (await house.as(pupil)).get('/api/school')).status).toBe(403)
    expect((await house.visitor().get('/api/school')).status).toBe(401)
  })

  it('takes a new name, town, code and time zone from an administrator', async () => {
    const browser = await house.as(admin)
    const changes = {
      name: 'Lycée  Ampère',
      town: 'Lyon',
      nationalCode: '0690044Y',
      timeZone: 'Indian/Reunion',
    }
    const { status, body } = await browser.patch('/api/school', changes)
    expect(status).toBe(200)
    expect(body.school).toMatchObject({ ...changes, name: 'Lycée Ampère' })
  })

  it('takes a code by its key letter, as it is written in France, and no other', async () => {
    const browser = await house.as(admin)
    for (const nationalCode of ['0140011B', '140011L', '0140011', 'Ampère']) {
      const { status, body } = await browser.patch('/api/school', { nationalCode, town: 'Caen' })
      expect([nationalCode, status, body.error.reason]).toEqual([nationalCode, 400, 'national_code_wrong'])
    }
    expect((await browser.get('/api/school')).body.school.town).not.toBe('Caen')
    const { body } = await browser.patch('/api/school', { nationalCode: '0140 011l' })
    expect(body.school.nationalCode).toBe('0140011L')
  })

  it('refuses a time zone nobody knows, a code that another school has, and fields it does not know', async () => {
    await makeSchool(house.db, { nationalCode: '0690001B' })
    const browser = await house.as(admin)
    expect((await browser.patch('/api/school', { timeZone: 'Europe/Lyon' })).status).toBe(400)
    expect((await browser.patch('/api/school', { countryCode: 'DE' })).status).toBe(400)
    const taken = await browser.patch('/api/school', { nationalCode: '0690001B' })
    expect([taken.status, taken.body.error.reason]).toEqual([409, 'national_code_taken'])
  })

  it('is changed by administrators alone', async () => {
    const browser = await house.as(teacher)
    expect((await browser.patch('/api/school', { name: 'Mine' })).status).toBe(403)
    expect((await browser.post('/api/school/invitations', { role: 'admin' })).status).toBe(403)
    expect((await browser.patch(`/api/school/staff/${teacher.id}`, { isSchoolAdmin: true })).status).toBe(403)
    expect((await browser.get('/api/school/audit')).status).toBe(403)
  })
})

describe('staff', () => {
  it('are kept out at once when suspended, and let in again', async () => {
    const [here, there] = [await house.as(admin), await house.as(teacher)]
    const suspended = await here.patch(`/api/school/staff/${teacher.id}`, { isSuspended: true })
    expect(suspended.body.member).toMatchObject({ id: teacher.id, isSuspended: true })
    expect(house.rooms.rechecks).toContainEqual({ userIds: [teacher.id] })
    expect((await there.get('/api/school')).status).toBe(401)
    await here.patch(`/api/school/staff/${teacher.id}`, { isSuspended: false })
    expect((await there.get('/api/school')).status).toBe(401)
    expect((await (await house.as(teacher)).get('/api/school')).status).toBe(200)
  })

  it('keep one administrator', async () => {
    const browser = await house.as(admin)
    for (const change of [{ isSchoolAdmin: false }, { isSuspended: true }]) {
      const { status, body } = await browser.patch(`/api/school/staff/${admin.id}`, change)
      expect([status, body.error.reason]).toEqual([409, 'last_admin'])
    }
    expect((await browser.patch(`/api/school/staff/${teacher.id}`, { isSchoolAdmin: true })).status).toBe(200)
    expect((await browser.patch(`/api/school/staff/${admin.id}`, { isSchoolAdmin: false })).status).toBe(200)
  })

  it('keep one administrator even where two let go at once', async () => {
    const second = await makeStaff(house.db, { schoolId: admin.schoolId, isSchoolAdmin: true })
    const [one, two] = [await house.as(admin), await house.as(second)]
    const answers = await Promise.all([
      one.patch(`/api/school/staff/${admin.id}`, { isSchoolAdmin: false }),
      two.patch(`/api/school/staff/${second.id}`, { isSchoolAdmin: false }),
    ])
    expect(statusesOf(answers)).toEqual([200, 409])
  })

  it('of another school, and pupils, are not there', async () => {
    const browser = await house.as(admin)
    const [stranger, pupil] = [await makeStaff(house.db), await makePupil(house.db, { schoolId: admin.schoolId })]
    for (const id of [stranger.id, pupil.id, crypto.randomUUID(), 'nonsense'])
      expect((await browser.patch(`/api/school/staff/${id}`, { isSuspended: true })).status).toBe(404)
  })
})

describe('the audit', () => {
  it('is read by administrators, newest first, page by page, their own school alone', async () => {
    const stranger = await makeStaff(house.db, { isSchoolAdmin: true })
    const line = { at: house.clock.now(), actorId: admin.id, schoolId: admin.schoolId }
    for (let count = 1; count <= 51; count++)
      await house.db.transaction((tx) => insertAudit(tx, { ...line, action: 'test.done', detail: { count } }))
    const browser = await house.as(admin)
    const { body: first } = await browser.get('/api/school/audit')
    expect(first.lines).toHaveLength(50)
    expect(first.lines[0]).toMatchObject({ actor: 'Anne', action: 'test.done', detail: { count: 51 } })
    const { body: last } = await browser.get(`/api/school/audit?before=${first.nextBefore}`)
    expect(last.lines.map((row: { detail: object }) => row.detail)).toEqual([{ count: 1 }])
    expect(last.nextBefore).toBeNull()
    expect((await (await house.as(stranger)).get('/api/school/audit')).body.lines).toEqual([])
  })
})
