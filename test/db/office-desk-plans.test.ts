import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { type DeskPage, listSilentProjects } from '#db/queries/office-desk.ts'
import { listSilentPartners } from '#db/queries/pulse.ts'
import { seedReference } from '#db/seed/reference.ts'
import { country } from '#test/helpers/country.ts'
import { openTestDatabase, type TestDatabase } from '#test/helpers/database.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/**
 * How often the desk of an office looks something up, with some hundred silent projects: for as many as a page holds, and not
 * for all that the country has.
 */

let house: TestDatabase
let page: DeskPage
const now = new Date()
const day = now.toISOString().slice(0, 10)
const projects = 1_500

beforeAll(async () => {
  house = await openTestDatabase()
  await seedReference(house.db)
  const { id: officeId } = await makeOffice(house.db, { countryCode: 'FR' })
  page = { officeId, countryCode: 'FR', day, regions: 'all', after: null, limit: 31 }
  for (const statement of country({ schools: 600, teachers: 1_200, projects }).split(';\n'))
    await house.db.execute(sql.raw(statement))
})
afterAll(() => house.close())

interface Plan {
  'Relation Name'?: string
  'Actual Loops': number
  Plans?: Plan[]
}

/** How many times each table was gone to. */
function visits(plan: Plan, seen: Record<string, number> = {}): Record<string, number> {
  const table = plan['Relation Name']
  if (table !== undefined) seen[table] = Math.max(seen[table] ?? 0, plan['Actual Loops'])
  for (const child of plan.Plans ?? []) visits(child, seen)
  return seen
}

async function visitsOf(list: { getSQL(): ReturnType<typeof sql> }) {
  const [row] = await house.db.execute<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    sql`explain (analyze, format json) ${list.getSQL()}`,
  )
  const [explained] = row?.['QUERY PLAN'] ?? []
  if (!explained) throw new Error('there is no plan')
  return visits(explained.Plan)
}

const silent = (db: Db) => listSilentProjects(db, page, { day, now, weeks: 4 })
const partners = (db: Db) => listSilentPartners(db, page, { day, usualWeeks: 3 })

describe('the desk of an office', () => {
  it('reads documents and channels once, and holidays for the projects of a page alone', async () => {
    expect(await silent(house.db)).toHaveLength(31)
    const { documents, channels, school_holidays: holidays } = await visitsOf(silent(house.db))
    expect([documents, channels]).toEqual([1, 1])
    // Some are not silent for long enough once their holidays are counted.
    expect(holidays).toBeLessThan(60)
  })

  it('looks in holidays and writing of those schools alone whose partner was heard since', async () => {
    expect(await partners(house.db)).toHaveLength(31)
    const seen = await visitsOf(partners(house.db))
    // Of one in ten projects.
    for (const table of ['school_holidays', 'documents', 'members']) expect(seen[table]).toBeLessThan(projects / 5)
  })
})
