import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { terms } from '#db/schema/terms.ts'
import { openTestApp, type Browser, type TestApp, statusesOf } from '#test/helpers/app.ts'
import { makePupil, makeSchool, makeStaff, makeTerm, type TestUser } from '#test/helpers/factories.ts'

/** What staff are and were at their school, by date. */

let house: TestApp
let admin: TestUser
let teacher: TestUser
let browser: Browser
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  const school = await makeSchool(house.db)
  admin = await makeStaff(house.db, { schoolId: school.id, displayName: 'Anne', isSchoolAdmin: true })
  teacher = await makeStaff(house.db, { schoolId: school.id, displayName: 'Bruno' })
  browser = await house.as(admin)
})

const today = () => house.clock.now().toISOString().slice(0, 10)
const rowsOf = (userId: string) =>
  house.db
    .select({ post: terms.post, from: terms.fromDate, to: terms.toDate })
    .from(terms)
    .where(eq(terms.userId, userId))
    .orderBy(asc(terms.fromDate), asc(terms.createdAt))
const give = (person: TestUser, posts: string[], from: string) =>
  browser.post(`/api/school/staff/${person.id}/terms`, { posts, from })
const reasonOf = ({ status, body }: { status: number; body: { error?: { reason: string } } }) => [
  status,
  body.error?.reason,
]

describe('the posts of a colleague', () => {
  it('are given several at once from a day on, and asked for any day', async () => {
    const given = await give(teacher, ['head', 'teacher'], '2021-09-01')
    expect(given.status).toBe(201)
    const head = given.body.terms.find(({ post }: { post: string }) => post === 'head')
    expect((await browser.patch(`/api/school/terms/${head.id}`, { to: '2023-09-01' })).status).toBe(200)
    expect((await give(admin, ['head'], '2023-09-01')).status).toBe(201)
    const on = async (day: string) =>
      (await (await house.as(teacher)).get(`/api/school/terms?on=${day}`)).body.terms.map(
        ({ displayName, post }: Record<string, string>) => `${displayName} ${post}`,
      )
    expect(await on('2021-08-31')).toEqual([])
    expect(await on('2023-08-31')).toEqual(['Bruno head', 'Bruno teacher'])
    expect(await on('2023-09-01')).toEqual(['Anne head', 'Bruno teacher'])
  })

  it('stand beside the name today, and in the audit', async () => {
    await give(teacher, ['librarian'], today())
    const { staff } = (await browser.get('/api/school')).body
    expect(staff.map(({ posts }: { posts: string[] }) => posts)).toEqual([[], ['librarian']])
    const { lines } = (await browser.get('/api/school/audit')).body
    expect(lines[0]).toMatchObject({ action: 'post.given', detail: { posts: 'librarian', since: today() } })
  })

  it('are read by themselves and by administrators, of their own school alone', async () => {
    await makeTerm(house.db, { userId: teacher.id })
    const path = `/api/school/staff/${teacher.id}/terms`
    expect((await (await house.as(teacher)).get(path)).body.terms).toMatchObject([
      { post: 'teacher', from: '2020-09-01', to: null },
    ])
    const colleague = await makeStaff(house.db, { schoolId: teacher.schoolId })
    expect((await (await house.as(colleague)).get(path)).status).toBe(403)
    const stranger = await makeStaff(house.db, { isSchoolAdmin: true })
    expect((await (await house.as(stranger)).get(path)).status).toBe(404)
  })

  it('that were given by mistake end on their own first day and are nobody’s', async () => {
    const { body } = await give(teacher, ['trainer'], '2024-01-01')
    const ended = await browser.patch(`/api/school/terms/${body.terms[0].id}`, { to: '2024-01-01' })
    expect(ended.body.terms).toEqual([])
    expect((await browser.get('/api/school/terms?on=2024-01-01')).body.terms).toEqual([])
  })
})

describe('nothing is changed by', () => {
  it.each([
    ['a day that has not come', ['teacher'], '2199-01-01', 400, 'invalid_input'],
    ['a day that is none', ['teacher'], '2024-02-30', 400, 'invalid_input'],
    ['no post', [], '2024-02-01', 400, 'invalid_input'],
    ['a post of an office', ['office'], '2024-02-01', 400, 'invalid_input'],
    ['a post held already', ['librarian', 'teacher'], '2019-01-01', 409, 'post_held'],
    ['a second head', ['head'], '2024-02-01', 409, 'head_there'],
  ])('%s', async (_what, posts, from, status, reason) => {
    await makeTerm(house.db, { userId: teacher.id })
    await makeTerm(house.db, { userId: admin.id, post: 'head' })
    const before = await rowsOf(teacher.id)
    expect(reasonOf(await give(teacher, posts, from))).toEqual([status, reason])
    expect(await rowsOf(teacher.id)).toEqual(before)
  })

  it('an end before the beginning, a second end, another school’s administrator', async () => {
    const term = await makeTerm(house.db, { userId: teacher.id })
    const path = `/api/school/terms/${term.id}`
    expect((await browser.patch(path, { to: '2020-08-31' })).body.error.fields).toEqual([
      { path: 'to', reason: 'date_order' },
    ])
    const stranger = await makeStaff(house.db, { isSchoolAdmin: true })
    expect((await (await house.as(stranger)).patch(path, { to: '2021-01-01' })).status).toBe(404)
    await browser.patch(path, { to: '2021-01-01' })
    expect(reasonOf(await browser.patch(path, { to: '2022-01-01' }))).toEqual([409, 'post_over'])
    expect(await rowsOf(teacher.id)).toEqual([{ post: 'teacher', from: '2020-09-01', to: '2021-01-01' }])
  })

  it('a post for a pupil, for nobody and for who is suspended', async () => {
    const pupil = await makePupil(house.db, { schoolId: admin.schoolId })
    expect((await give(pupil, ['teacher'], '2024-01-01')).status).toBe(404)
    await browser.patch(`/api/school/staff/${teacher.id}`, { isSuspended: true })
    expect(reasonOf(await give(teacher, ['teacher'], '2024-01-01'))).toEqual([409, 'staff_suspended'])
  })
})

it('of two heads who are named at once one is', async () => {
  const answers = await Promise.all([give(teacher, ['head'], '2024-01-01'), give(admin, ['head'], '2024-01-01')])
  expect(statusesOf(answers)).toEqual([201, 409])
})

describe('a suspension', () => {
  const suspend = (isSuspended: boolean) => browser.patch(`/api/school/staff/${teacher.id}`, { isSuspended })

  it('ends what goes on, and its end begins it anew', async () => {
    await makeTerm(house.db, { userId: teacher.id })
    await makeTerm(house.db, { userId: teacher.id, post: 'librarian', toDate: '2021-09-01' })
    const { body } = await suspend(true)
    expect(body.member.posts).toEqual([])
    const began = today()
    house.clock.advance(40 * 24 * 60 * 60_000)
    browser = await house.as(admin)
    expect((await suspend(false)).body.member.posts).toEqual(['teacher'])
    expect(await rowsOf(teacher.id)).toEqual([
      { post: 'teacher', from: '2020-09-01', to: began },
      { post: 'librarian', from: '2020-09-01', to: '2021-09-01' },
      { post: 'teacher', from: today(), to: null },
    ])
    // Said again, it changes nothing.
    await suspend(false)
    expect(await rowsOf(teacher.id)).toHaveLength(3)
  })

  it('gives no headship back that somebody else has meanwhile', async () => {
    await makeTerm(house.db, { userId: teacher.id, post: 'head' })
    await suspend(true)
    expect((await give(admin, ['head'], today())).status).toBe(201)
    expect((await suspend(false)).status).toBe(200)
    expect((await rowsOf(teacher.id)).filter(({ to }) => to === null)).toEqual([])
  })
})
