import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownMigrations } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { createTables } from '#db/queries/load.ts'
import { searchNewest } from '#db/queries/directory-search.ts'
import { listNotices } from '#db/queries/notices.ts'
import { directoryNews, searchWords } from '#db/schema/directory.ts'
import type { TestDatabase } from '#test/helpers/database.ts'
import { openEmptyDatabase } from '#test/helpers/empty-database.ts'

/** What the network of teachers kept before searches were saved is there as it was. */

let house: TestDatabase
const [school, user, offer] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
beforeAll(async () => {
  house = await openEmptyDatabase()
  const { db } = house
  await db.transaction((tx) => createTables(tx, knownMigrations().slice(0, 28)))
  await db.execute(sql`insert into countries (code, time_zone) values ('FR', 'Europe/Paris')`)
  await db.execute(sql`insert into schools (id, name, town, country_code, time_zone, locale)
    values (${school}::uuid, 'School', 'Town', 'FR', 'Europe/Paris', 'fr')`)
  await db.execute(
    sql`insert into users (id, school_id, kind, display_name) values (${user}::uuid, ${school}::uuid, 'staff', 'Theo')`,
  )
  await db.execute(sql`insert into directory_people (id, rank, words, shown)
    values (${user}::uuid, 7, array_to_tsvector('{theo,s.music}'), '{"name": "Theo"}')`)
  await db.execute(sql`insert into notices (user_id, kind, at) values (${user}::uuid, 'recovery_made', now())`)
  await db.execute(sql`insert into offers (id, user_id, state, kind, title, words, age_from, age_to, pupils, languages, subjects, countries,
      from_date, to_date, hours, rhythm, changed_at)
    values (${offer}::uuid, ${user}::uuid, 'open', 'european', 'River', 'Water', 11, 12, 20, '[]', '{}', '{}',
      '2027-01-11', '2027-02-07', '[]', 'monthly', now())`)
  await db.execute(sql`insert into search_words (list, word, deletes, uses)
    values ('people', 'theo', '{1,2}', 1), ('schools', '0690012k', '{3}', 1)`)
  await db.execute(sql`delete from directory_news`)
})
afterAll(() => house.close())

it('brings it along', async () => {
  await migrateDatabase(house.db)
})

it('who was in the directory is in it, and is no news to whoever saves a search today', async () => {
  const nobody = { asked: "'s.music'", notOf: crypto.randomUUID(), limit: 10 }
  const found = (since: Date) => searchNewest(house.db, 'people', { ...nobody, since })
  expect(await found(new Date(0))).toEqual([{ id: user, rank: 7, shown: { name: 'Theo' } }])
  expect(await found(new Date())).toEqual([])
  expect(await listNotices(house.db, { userId: user, limit: 5 })).toMatchObject([
    { kind: 'recovery_made', searchId: null },
  ])
})

it('words stay in the dictionary, and codes leave it', async () => {
  expect(await house.db.select({ word: searchWords.word, uses: searchWords.uses }).from(searchWords)).toEqual([
    { word: 'theo', uses: 1 },
  ])
})

it('an open offer is looked through again, to be found by its free weeks', async () => {
  expect(await house.db.select().from(directoryNews)).toMatchObject([{ list: 'offers', id: offer }])
})
