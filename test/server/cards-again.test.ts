import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { listAudit } from '#db/queries/audit.ts'
import { cards } from '#db/schema/users.ts'
import { openSealedCard } from '#server/auth/sealed-card.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassroom, makePupil, makeStaff, makeStaffWithPassword, testPassword } from '#test/helpers/factories.ts'

/** A card that was lost before anybody had it is printed again as it was: nobody else's card dies for it. */

let house: TestApp
let browser: Browser
let teacher: Awaited<ReturnType<typeof makeStaffWithPassword>>
let classroomId: string
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  teacher = await makeStaffWithPassword(house.db)
  classroomId = (await makeClassroom(house.db, { schoolId: teacher.schoolId, teacherId: teacher.id })).id
  browser = await house.as(teacher)
})

const at = (path: string) => `/api/classrooms/${classroomId}${path}`
const newPupil = () => makePupil(house.db, { schoolId: teacher.schoolId, classroomId })
const again = (userIds: string[], password = testPassword) => browser.post(at('/cards/again'), { userIds, password })
const stateOf = async (userId: string) =>
  (await browser.get(at(''))).body.pupils.find((pupil: { id: string }) => pupil.id === userId).card

it('a card printed again has the code and the pattern that are out, and both go on opening', async () => {
  const pupil = await newPupil()
  const [first] = (await browser.post(at('/cards'), {})).body.cards
  expect(await stateOf(pupil.id)).toMatchObject({ state: 'ready', isKept: true })
  const second = await again([pupil.id])
  expect(second.status).toBe(200)
  expect(second.body.cards).toEqual([first])
  for (const card of [first.code, first.secret])
    expect((await house.visitor().post('/api/session', { card })).status).toBe(200)
})

it('it takes the password of who asks, and the audit says that it was done', async () => {
  const pupil = await newPupil()
  await browser.post(at('/cards'), {})
  const wrong = await again([pupil.id], 'not-the-password')
  expect([wrong.status, wrong.body.error.reason]).toEqual([401, 'wrong_password'])
  expect(wrong.body.cards).toBeUndefined()
  const lines = async () => (await listAudit(house.db, teacher.schoolId, null)).lines
  expect((await lines()).some((line) => line.action === 'card.printed_again')).toBe(false)
  expect((await again([pupil.id])).status).toBe(200)
  expect((await lines())[0]).toMatchObject({
    action: 'card.printed_again',
    targetId: classroomId,
    detail: { count: 1, userId: pupil.id },
  })
})

it('it is for those who teach the class: an administrator of the school makes new cards, which everybody notices', async () => {
  const pupil = await newPupil()
  await browser.post(at('/cards'), {})
  const admin = await makeStaff(house.db, { schoolId: teacher.schoolId, isSchoolAdmin: true })
  const asAdmin = await house.as(admin)
  const asked = { userIds: [pupil.id], password: testPassword }
  expect((await asAdmin.post(at('/cards/again'), asked)).status).toBe(403)
  expect((await asAdmin.get(at(''))).body.can).toMatchObject({ printCards: true, printCardsAgain: false })
  expect((await asAdmin.post(at('/cards'), { userIds: [pupil.id] })).status).toBe(201)
})

it('of a card that is void, or was never made, nothing is kept', async () => {
  const [one, none] = [await newPupil(), await newPupil()]
  await browser.post(at('/cards'), { userIds: [one.id] })
  await browser.post(at('/cards'), { userIds: [one.id] })
  const rows = await house.db.select().from(cards).where(eq(cards.userId, one.id))
  expect(rows.map((row) => [row.voidedAt === null, row.sealed === null]).toSorted()).toEqual([
    [false, true],
    [true, false],
  ])
  await browser.post(at('/cards/void'), { userIds: [one.id] })
  for (const userIds of [[one.id], [none.id]]) {
    const { status, body } = await again(userIds)
    expect([status, body.error.reason]).toEqual([409, 'card_not_kept'])
  }
})

it('a pupil of another class is not printed here', async () => {
  const stranger = await makePupil(house.db, { schoolId: teacher.schoolId })
  expect((await again([stranger.id])).status).toBe(404)
})

it('a copy opens with the server’s key alone, and for its own pupil alone', async () => {
  const [one, other] = [await newPupil(), await newPupil()]
  const [card] = (await browser.post(at('/cards'), { userIds: [one.id] })).body.cards
  const [row] = await house.db.select().from(cards).where(eq(cards.userId, one.id))
  const sealed = row?.sealed ?? ''
  const { settings } = house.deps
  expect(openSealedCard(settings, one.id, sealed)?.secret).toBe(card.secret)
  expect(openSealedCard(settings, other.id, sealed)).toBeNull()
  expect(openSealedCard({ ...settings, secretKey: new Uint8Array(32) }, one.id, sealed)).toBeNull()
  expect(openSealedCard(settings, one.id, 'torn')).toBeNull()
})
