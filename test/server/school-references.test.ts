import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { listSchoolReferences } from '#db/queries/register-steps.ts'
import { openTestDatabase } from '#test/helpers/database.ts'

/* A register is taken back school by school: whatever names one is asked each time whether it does. */

it('finds what names a school by an index, in each table', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const indexed = await db.execute<{ table: string; column: string }>(sql`
      select c.relname as table, a.attname as column from pg_index i
        join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]`)
    const known = new Set(indexed.map(({ table, column }) => `${table}.${column}`))
    const all = (await listSchoolReferences(db)).map(({ table, column }) => `${table}.${column}`)
    expect(all).toContain('users.school_id')
    expect(all.filter((name) => !known.has(name))).toEqual([])
  } finally {
    await close()
  }
})
