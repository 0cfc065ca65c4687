import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownMigrations } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { createTables } from '#db/queries/load.ts'
import { insertMessageReport } from '#db/queries/message-reports.ts'
import { messageReports } from '#db/schema/contacts.ts'
import type { TestDatabase } from '#test/helpers/database.ts'
import { openEmptyDatabase } from '#test/helpers/empty-database.ts'

/* What the first release with contacts kept, as the one after it reads it. */

let house: TestDatabase
beforeAll(async () => {
  house = await openEmptyDatabase()
  await house.db.transaction((tx) => createTables(tx, knownMigrations().slice(0, 26)))
  await house.db.execute(sql`insert into countries (code, time_zone) values ('FR', 'Europe/Paris')`)
})
afterAll(() => house.close())

const [school, anna, berto, project] = Array.from({ length: 4 }, () => crypto.randomUUID())
const created = '2026-09-01T08:00:00Z'

async function rowsOfThen() {
  const { db } = house
  await db.execute(sql`insert into schools (id, name, town, country_code, time_zone, locale, kind)
    values (${school}::uuid, 'Office', 'Town', 'FR', 'Europe/Paris', 'fr', 'office')`)
  await db.execute(
    sql`insert into offices (school_id, country_code, opened_on) values (${school}::uuid, 'FR', '2026-01-01')`,
  )
  for (const id of [anna, berto]) {
    await db.execute(sql`insert into users (id, school_id, kind, display_name)
      values (${id}::uuid, ${school}::uuid, 'staff', 'Somebody')`)
    await db.execute(sql`insert into profiles (user_id, visible, is_listed, changed_at)
      values (${id}::uuid, '{}', ${id === anna}, now())`)
  }
  await db.execute(sql`insert into projects (id, kind, state, name, cover, languages, subjects, age_from, age_to, created_at, opened_at)
    values (${project}::uuid, 'school', 'open', 'Rivers', 1, '{fr}', '{}', 11, 12, ${created}, ${created})`)
  for (const state of ['open', 'draft'])
    await db.execute(sql`insert into project_state_changes (project_id, state, at)
      values (${project}::uuid, ${state}, ${created})`)
  await db.execute(sql`delete from directory_news`)
}

const letter = () => ({
  ...{ officeId: school ?? '', messageId: null, reporterId: anna, subjectId: berto, reason: 'unkind' as const },
  ...{ evidence: {}, at: new Date(created) },
})

it('a project that was open from its first moment is open, a letter can be reported again, and who is listed is looked through', async () => {
  const { db } = house
  await rowsOfThen()
  await migrateDatabase(db)
  const states = await db.execute<{ state: string }>(
    sql`select state from project_state_changes where project_id = ${project}::uuid order by at, number`,
  )
  expect(states.map(({ state }) => state)).toEqual(['draft', 'open'])
  const news = await db.execute<{ id: string }>(sql`select distinct id from directory_news where list = 'people'`)
  expect(news.map(({ id }) => id)).toEqual([anna])
  const report = () => db.transaction((tx) => insertMessageReport(tx, letter()))
  const first = await report()
  expect([first, await report()]).toEqual([expect.any(String), null])
  await db.update(messageReports).set({ state: 'handled', handledAt: new Date(created) })
  expect(await report()).toEqual(expect.any(String))
})
