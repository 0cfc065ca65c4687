import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDue, isWrong, tellWhereWrong } from '#server/backup/schedule.ts'
import { backupName, outdatedBackups } from '#server/backup/retention.ts'
import { noteOutcome } from '#server/backup/state.ts'
import { makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'

let house: TestApp
beforeAll(async () => void (house = await openTestApp()))
afterAll(() => house.close())

const at = (text: string) => new Date(`2026-11-${text}:00Z`)
const state = (last: Date | null, failed: Date | null = null) => ({
  last: last && { at: last.toISOString(), file: 'x', bytes: 1 },
  failed: failed && { at: failed.toISOString(), reason: 'disk' },
  toldAt: null,
})

test('a backup is due each night, and by day where the machine is off at night', () => {
  expect(isDue(state(null), 24, at('24T12:00'))).toBe(true)
  expect(isDue(state(at('24T01:10')), 24, at('24T12:00'))).toBe(false)
  expect(isDue(state(at('24T01:10')), 24, at('25T01:05'))).toBe(true)
  expect(isDue(state(at('24T10:00')), 24, at('25T10:00'))).toBe(false)
  expect(isDue(state(at('24T10:00')), 24, at('25T16:30'))).toBe(true)
  expect(isDue(state(at('24T10:00')), 6, at('24T16:00'))).toBe(true)
})

test('a backup that failed is tried again in an hour, night or day', () => {
  const failed = state(at('24T01:10'), at('25T01:10'))
  expect(isDue(failed, 24, at('25T02:00'))).toBe(false)
  expect(isDue(failed, 24, at('25T02:10'))).toBe(true)
  expect(isDue(state(null, at('25T12:00')), 24, at('25T13:00'))).toBe(true)
})

test('a failure, or two days without a backup, is something to be told', () => {
  expect(isWrong(state(at('24T01:00')), at('20T01:00'), at('25T12:00'))).toBe(false)
  expect(isWrong(state(at('24T01:00')), at('20T01:00'), at('26T12:00'))).toBe(true)
  expect(isWrong(state(at('24T01:00'), at('25T01:00')), at('20T01:00'), at('25T02:00'))).toBe(true)
  expect(isWrong(state(null), at('24T01:00'), at('24T12:00'))).toBe(false)
})

test('of a year of nightly backups seven days, four weeks and twelve months stay, and no other file goes', () => {
  const nights = Array.from({ length: 400 }, (_, night) => backupName(new Date(Date.UTC(2026, 0, 1 + night, 1, 5))))
  const names = [...nights, 'preau-before-the-move.preau', 'holiday.jpg', 'preau-20260101T010500Z.preau.part']
  const gone = outdatedBackups(names)
  const stays = nights.filter((name) => !gone.includes(name))
  // The newest of a week or a month may be one of the seven days.
  const months = ['0331', '0430', '0531', '0630', '0731', '0831', '0930', '1031', '1130', '1231']
  const weeks = ['0117', '0124']
  const days = ['0129', '0130', '0131', '0201', '0202', '0203', '0204']
  expect(stays.map((name) => name.slice('preau-'.length, 'preau-20260101'.length))).toEqual([
    ...months.map((day) => `2026${day}`),
    ...[...weeks, ...days].map((day) => `2027${day}`),
  ])
  expect(gone).toEqual(nights.filter((name) => !stays.includes(name)))
})

test('administrators of the school that set the installation up see its backups, and no other school does', async () => {
  const host = await makeSchool(house.db, { createdAt: new Date('2020-01-01T00:00:00Z') })
  const guest = await makeSchool(house.db, { createdAt: new Date('2021-01-01T00:00:00Z') })
  const [admin, colleague, stranger] = [
    await makeStaff(house.db, { schoolId: host.id, isSchoolAdmin: true }),
    await makeStaff(house.db, { schoolId: host.id }),
    await makeStaff(house.db, { schoolId: guest.id, isSchoolAdmin: true }),
  ]
  const last = { at: house.deps.now().toISOString(), file: 'preau-20261124T010500Z.preau', bytes: 4_200_000 }
  await noteOutcome(house.db, last)
  const seenBy = async (person: typeof admin) => (await (await house.as(person)).get('/api/school')).body.backups
  expect(await seenBy(admin)).toEqual({ last, failed: null, isOld: false, everyHours: 24 })
  expect(await seenBy(colleague)).toBeNull()
  expect(await seenBy(stranger)).toBeNull()

  house.clock.advance(3 * 24 * 60 * 60_000)
  const failed = { at: house.deps.now().toISOString(), reason: 'There is not enough room' }
  await noteOutcome(house.db, failed)
  expect(await seenBy(admin)).toEqual({ last, failed, isOld: true, everyHours: 24 })
})

test('their bell rings when a backup fails, once a day while it lasts', async () => {
  const host = await makeSchool(house.db, { createdAt: new Date('2019-01-01T00:00:00Z') })
  const admin = await makeStaff(house.db, { schoolId: host.id, isSchoolAdmin: true })
  const colleague = await makeStaff(house.db, { schoolId: host.id })
  await noteOutcome(house.db, { at: house.deps.now().toISOString(), file: 'x', bytes: 1 })
  const kinds = async (person: typeof admin): Promise<string[]> => {
    const { body } = await (await house.as(person)).get('/api/notices')
    return body.notices.map((notice: { kind: string }) => notice.kind)
  }
  const look = () => tellWhereWrong(house.deps, house.deps.now())
  await look()
  expect(await kinds(admin)).toEqual([])

  await noteOutcome(house.db, { at: house.deps.now().toISOString(), reason: 'There is not enough room' })
  await look()
  await look()
  expect(await kinds(admin)).toEqual(['backup_missing'])
  expect(await kinds(colleague)).toEqual([])

  house.clock.advance(25 * 60 * 60_000)
  await look()
  expect(await kinds(admin)).toEqual(['backup_missing', 'backup_missing'])
})
