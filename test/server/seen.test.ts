import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { users } from '#db/schema/users.ts'
import { hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makePupil } from '#test/helpers/factories.ts'

/** On which day somebody was here last. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

it('the last day on which somebody was here is kept, once a day', async () => {
  const pupil = await makePupil(house.db)
  const seen = async () => {
    const [row] = await house.db.select({ on: users.lastSeenOn }).from(users).where(eq(users.id, pupil.id))
    return row?.on
  }
  const today = () => house.clock.now().toISOString().slice(0, 10)
  expect(await seen()).toBeNull()
  await (await house.as(pupil)).get('/api/session')
  await expect.poll(seen).toBe(today())
  // What another hand wrote is left alone by a second request of the day, and by no request of the next.
  await house.db.update(users).set({ lastSeenOn: '2020-01-01' }).where(eq(users.id, pupil.id))
  await (await house.as(pupil)).get('/api/session')
  await (await house.as(pupil)).get('/api/session')
  expect(await seen()).toBe('2020-01-01')
  house.clock.advance(hours(24))
  await (await house.as(pupil)).get('/api/session')
  await expect.poll(seen).toBe(today())
})
