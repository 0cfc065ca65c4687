import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { leftOut, listTakenRows, takenByName, takenRows } from '#db/queries/own-rows.ts'
import { openTestDatabase, type TestDatabase } from '#test/helpers/database.ts'

/* What one takes along of one's account is looked up in every table that names people. */

let house: TestDatabase
beforeAll(async () => void (house = await openTestDatabase()))
afterAll(() => house.close())

it('takes along, or says why not, what each column that names a person names', async () => {
  const found = await house.db.execute<{ place: string }>(sql`
    select c.conrelid::regclass::text || '.' || a.attname as place from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'f' and c.confrelid = 'users'::regclass`)
  const known = [takenByName, ...Object.values(leftOut)].flatMap((places) => places.split(' '))
  expect([...known, ...Object.keys(takenRows)].toSorted()).toEqual(found.map(({ place }) => place).toSorted())
})

it('reads each of them', async () => {
  expect(await listTakenRows(house.db, crypto.randomUUID(), 1)).toEqual({})
})
