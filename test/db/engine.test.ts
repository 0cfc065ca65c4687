import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase } from '#test/helpers/database.ts'
import type { TestDatabase } from '#test/helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('a test file has a migrated database of its own', async () => {
  const [row] = await database.db.$client`select count(*)::int as migrations from drizzle.__drizzle_migrations`
  expect(row?.migrations).toBeGreaterThan(0)
})
