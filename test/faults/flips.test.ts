import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedReference } from '#db/seed/reference.ts'
import { openTestDatabase, type TestDatabase } from '#test/helpers/database.ts'
import { flipsRun } from './flips.ts'

const seed = Math.floor(Math.random() * 1e9)
const flips = 240

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await seedReference(database.db)
})
afterAll(() => database.close())

test(`${flips} bits that turn in rows and snapshots are all seen, and never served as good (seed ${seed})`, async () => {
  const report = await flipsRun({ flips, seed, db: database.db })
  expect(report).toMatchObject({ wrong: [], detected: flips })
  expect(Math.min(...Object.values(report.places))).toBeGreaterThan(10)
  expect(report.rebuilt + report.shut).toBe(flips)
}, 240_000)
