import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertMandate, insertOffice } from '#db/queries/offices.ts'
import { requireOffice } from '#server/access/offices.ts'
import { readEnvironment } from '#server/env.ts'
import type { SessionUser } from '#server/kit/context.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { giveTotp } from '#test/helpers/authenticators.ts'
import { makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'

/* Who has a post at an office brings a second step, and does nothing of the office until then. */

let house: TestApp
let officeId: string
let director: TestUser
beforeAll(async () => {
  house = await openTestApp({ needsSecondStep: true })
  officeId = (await makeSchool(house.db, { kind: 'office' })).id
  director = await makeStaff(house.db, { schoolId: officeId })
  const at = house.clock.now()
  await house.db.transaction(async (tx) => {
    await insertOffice(tx, { schoolId: officeId, countryCode: 'FR', openedOn: '2026-09-01' })
    const mandate = { userId: director.id, officeId, post: 'director' as const, fromDate: '2026-09-01', createdAt: at }
    await insertMandate(tx, mandate)
  })
})
afterAll(() => house.close())

const asked = async (who: TestUser, needsSecondStep = true) => {
  const user: SessionUser = { ...who, isWaiting: false }
  const settings = { ...house.deps.settings, needsSecondStep }
  const ctx = { ...house.deps, settings, user, sessionId: 'a login', requestId: 'a request' }
  return requireOffice(ctx, officeId, 'office.read').then(
    () => 'yes',
    (error: Error) => error.message,
  )
}
const isNeeded = async (who: TestUser) => (await (await house.as(who)).get('/api/me/authenticators')).body.isNeeded

it('a post waits for a second step, and nobody else is told of it', async () => {
  const teacher = await makeStaff(house.db)
  expect([await asked(director), await asked(teacher)]).toEqual([
    'forbidden: second_factor_needed',
    'not_found: not_found',
  ])
  expect([await isNeeded(director), await isNeeded(teacher)]).toEqual([true, false])
  expect(await asked(director, false)).toBe('yes')
  await giveTotp(house, director.id)
  expect([await asked(director), await isNeeded(director)]).toEqual(['yes', false])
})

it('an installation asks for it unless it says otherwise, and a demonstration does not', () => {
  const needs = (variables: NodeJS.ProcessEnv, flags: string[] = []) =>
    readEnvironment({ SECRET_KEY: 'k'.repeat(44), ...variables }, flags).settings.needsSecondStep
  expect([needs({}), needs({ OFFICES_NEED_SECOND_STEP: '0' }), needs({}, ['--demo'])]).toEqual([true, false, false])
  expect(needs({ OFFICES_NEED_SECOND_STEP: '1' }, ['--demo'])).toBe(true)
})
