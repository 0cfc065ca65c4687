import { afterAll, expect, test } from 'vitest'
import { watchHealth } from '#server/health.ts'
import { openTestDatabase } from '#test/helpers/database.ts'

const database = await openTestDatabase()
afterAll(() => database.close())

test('where the space on the disk cannot be asked, the house says that it is not ready, and nothing breaks', async () => {
  const health = watchHealth(database.db, '/nowhere/at/all')
  // A machine that does other things too may be late with the commit that is asked for first.
  await expect.poll(() => health.whyNotReady(), { timeout: 15_000 }).toBe('disk')
  expect(await health.damagedDocuments()).toBe(0)
})
