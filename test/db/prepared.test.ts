import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runPrepared, runQuery, timeFrom } from '#db/prepared.ts'
import { openTestDatabase, type TestDatabase } from '#test/helpers/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const moment = '2026-11-25T09:00:00.125Z'

/** Every kind of value that a query is given or gives. */
const everything = (truth: boolean, word: string | null) => sql`
  select ${word}::text as word, ${truth}::boolean as truth, ${7}::smallint as small, ${2_147_483_647}::int as whole,
    ${moment}::timestamptz as moment, ${null}::uuid as nothing, ${JSON.stringify([{ a: 'é"' }])}::jsonb as json,
    array(select jsonb_array_elements_text(${JSON.stringify(['a', "b'c"])}::jsonb)) @> array['b''c'] as "isIn"`

describe('a query that is planned once', () => {
  it('takes and gives what one that is planned each time does, however often it is asked', async () => {
    const asked = [everything(true, 'ä'), everything(false, null), everything(false, '')]
    // Postgres may change to a plan for any values after the fifth time.
    for (let turn = 0; turn < 7; turn++)
      for (const query of asked) {
        const [planned] = await runPrepared<{ moment: string }>(database.db, query)
        expect([planned]).toEqual(await runQuery(database.db, query))
        expect(await database.db.transaction((tx) => runPrepared(tx, query))).toEqual([planned])
        expect(timeFrom(planned?.moment ?? '').toISOString()).toBe(moment)
      }
  })

  it('gives the same where a table has been changed since', async () => {
    await database.db.execute(sql`create table changing (id int, word text)`)
    await database.db.execute(sql`insert into changing values (1, 'one')`)
    const ask = () => runPrepared(database.db, sql`select * from changing where id = ${1}`)
    for (let turn = 0; turn < 12; turn++) expect(await ask()).toEqual([{ id: 1, word: 'one' }])
    await database.db.execute(sql`alter table changing add column more text not null default 'more'`)
    for (let turn = 0; turn < 12; turn++) expect(await ask()).toEqual([{ id: 1, word: 'one', more: 'more' }])
    await database.db.execute(sql`alter table changing alter column id type bigint`)
    for (let turn = 0; turn < 12; turn++) expect(await ask()).toEqual([{ id: '1', word: 'one', more: 'more' }])
  })

  it('throws what the database says, and is asked anew', async () => {
    const divide = (by: number) => runPrepared(database.db, sql`select 1 / ${by}::int as part`)
    expect(await divide(1)).toEqual([{ part: 1 }])
    await expect(divide(0)).rejects.toThrow('division by zero')
    expect(await divide(1)).toEqual([{ part: 1 }])
  })

  it('takes no value that the driver would have to guess at', async () => {
    await expect(runPrepared(database.db, sql`select ${[1, 2]} as list, ${new Date(0)} as time`)).rejects.toThrow()
  })
})
