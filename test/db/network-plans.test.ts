import { type Query, sql, type SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '#db/client.ts'
import { lookForNews, takeNews } from '#db/queries/directory-entries.ts'
import { listOfferFacts } from '#db/queries/offers.ts'
import { listPeopleFacts } from '#db/queries/directory-facts.ts'
import {
  countFilters,
  countNewest,
  findNearWords,
  listBest,
  searchFittingOffers,
  searchNewest,
  searchParts,
} from '#db/queries/directory-search.ts'
import { listSchoolCounts } from '#db/queries/figures.ts'
import { seedReference } from '#db/seed/reference.ts'
import { openTestDatabase, type TestDatabase } from '#test/helpers/database.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/**
 * How the database finds what the network asks for all day, with some thousand rows of each that it has counted: nothing is
 * switched off, so that it chooses as it would for a country.
 */

let house: TestDatabase
const id = '7f3c1a00-0000-4000-8000-000000000000'
const behind = { rank: 2 ** 20, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Made in the database. Each row has a name of its own, a word in seven, a country in eight and a subject in thirteen. */
const statements = [
  `insert into schools (name, town, country_code, time_zone) select 'School ' || n, 'Town', 'FR', 'Europe/Paris' from generate_series(1, 4000) n`,
  `insert into users (school_id, kind, display_name) select id, 'staff', 'Person' from schools where kind = 'school'`,
  `insert into profiles (user_id, visible, is_listed, changed_at) select id, '{}', true, now() from users`,
  `insert into offers (id, user_id, state, kind, title, words, age_from, age_to, pupils, languages, subjects, countries, from_date, to_date, hours, rhythm, changed_at)
    select gen_random_uuid(), id, 'open', 'european', 'Offer', 'Words', 11, 14, 20, '[]', '{}', '{}', '2027-01-04', '2027-06-20', '[]', 'monthly', now() from users`,
  ...['people', 'offers'].map(
    (list) => `insert into directory_${list} (id, rank, words, shown, since)
    select id, (n * 131) % 1048576, array_to_tsvector(array['name' || n, '=name' || n, '^na', 'word' || n % 7, 's.' || n % 13, 'l.fr.1', 'c.' || n % 8,
      'k.european', '#' || lpad((((n * 131) % 1048576) >> 10)::bit(10)::text, 10, '0')]),
      jsonb_build_object('userId', id, 'countries', '[]'::jsonb, 'school', jsonb_build_object('id', id, 'country', 'DE'),
        'weeks', jsonb_build_object('to', '2027-06-20'), 'words', repeat('so many words ', 20)), now() - n * interval '1 minute'
    from (select id, row_number() over (order by id) as n from ${list === 'people' ? 'users' : 'offers'}) made`,
  ),
  `insert into search_words (list, word, deletes, uses) select 'people', 'name' || n, array[n, n + 10000, n + 20000], 1 from generate_series(1, 6000) n`,
  `insert into terms (user_id, school_id, post, from_date) select id, school_id, 'teacher', '2024-09-01' from users`,
  'analyze',
]

beforeAll(async () => {
  house = await openTestDatabase()
  await seedReference(house.db)
  await makeOffice(house.db, { countryCode: 'FR' })
  for (const statement of statements) await house.db.execute(sql.raw(statement))
})
afterAll(() => house.close())

type Ask = (db: Tx) => Promise<unknown> | { getSQL(): SQL }

const dialect = new PgDialect({ casing: 'snake_case' })
const quoted = (value: unknown) => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`)

/** The plan for these values, and the one for any, which a connection keeps. */
async function plansOf(tx: Tx, { sql: text, params }: Pick<Query, 'sql' | 'params'>): Promise<string[]> {
  await tx.execute(sql.raw(`prepare asked as ${text}`))
  const plans = []
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await tx.execute(sql.raw(`set local plan_cache_mode = ${mode}`))
    const values = params.length === 0 ? '' : `(${params.map(quoted).join(', ')})`
    plans.push(JSON.stringify(await tx.execute(sql.raw(`explain (format json) execute asked${values}`))))
  }
  await tx.execute(sql.raw('deallocate asked'))
  return plans
}

/** The plans of what this asks, as it asks it. */
function explained(ask: Ask, before?: string): Promise<string[]> {
  const plans: string[] = []
  const done = new Error('looked at')
  return house.db
    .transaction(async (tx) => {
      if (before !== undefined) await tx.execute(sql.raw(before))
      const look = async (query: Pick<Query, 'sql' | 'params'>) => void plans.push(...(await plansOf(tx, query)))
      const execute = async (query: SQL) => {
        await look(dialect.sqlToQuery(query))
        return tx.execute(query)
      }
      const prepareQuery = (...given: Parameters<typeof tx._.session.prepareQuery>) => ({
        execute: async () => {
          await look(given[0])
          return tx._.session.prepareQuery(...given).execute()
        },
      })
      const session = Object.assign(Object.create(tx._.session), { prepareQuery })
      const watched: Tx = Object.assign(Object.create(tx), { execute, _: { ...tx._, session } })
      const asked = ask(watched)
      if ('getSQL' in asked) await look(dialect.sqlToQuery(asked.getSQL()))
      else await asked
      throw done
    })
    .catch((error: unknown) => {
      if (error !== done) throw error
      return plans
    })
}

const large = [
  'directory_people',
  'directory_offers',
  'search_words',
  'users',
  'schools',
  'profiles',
  'offers',
  'terms',
  'directory_news',
]
const readWhole = (plan: string): string[] =>
  large.filter((table) =>
    new RegExp(`"Node Type":"Seq Scan",[^{}]*"Relation Name":"${table}"`).test(plan.replaceAll('": ', '":')),
  )

const parts = (...asked: string[]) => ({ parts: asked.map((one) => ({ asked: one, behind })), limit: 21 })
const person = { userId: id, schoolId: id, country: 'FR', kind: 'european' }
const since = new Date(Date.now() - 3_600_000)
const queries: [what: string, index: string, ask: Ask][] = [
  [
    'names, beginnings and words',
    'directory_people_words',
    (db) => searchParts(db, 'people', parts("'=name17'", "'=name17':* & !('=name17')", "'name17':* & !('=name17':*)")),
  ],
  [
    'words with filters, among the best first',
    'directory_people_words',
    (db) =>
      searchParts(db, 'people', parts("'word3' & 's.5' & 'c.2' & ('#11':* | '#101':*)", "'word3' & 's.5' & 'c.2'")),
  ],
  [
    'a page behind another one',
    'directory_people_words',
    (db) =>
      searchParts(db, 'people', { parts: [{ asked: "'word3' & 's.5'", behind: { rank: 400_000, id } }], limit: 21 }),
  ],
  ['the best of a list', 'directory_people_rank', (db) => listBest(db, 'people', { behind, limit: 21 })],
  ['words that a slip may mean', 'search_words_deletes', (db) => findNearWords(db, 'people', [17, 10_018, 20_019])],
  [
    'offers that fit one’s own',
    'directory_offers_words',
    (db) =>
      searchFittingOffers(db, {
        asked: "'k.european' & 'l.fr.1' & 's.3'",
        own: person,
        today: '2026-12-02',
        limit: 300,
      }),
  ],
  [
    'how many have which filter',
    'directory_people_words',
    (db) => countFilters(db, 'people', { asked: "'name17':* & 's.5'", limit: 300 }),
  ],
  [
    'what is new to a saved search',
    'directory_people_since',
    (db) => searchNewest(db, 'people', { asked: "'word3'", since, notOf: id, limit: 21 }),
  ],
  [
    'how much of it',
    'directory_people_',
    (db) => countNewest(db, 'people', { asked: "'word3'", since, notOf: id, limit: 21 }),
  ],
  ['whether something changed', 'directory_news_pkey', (db) => lookForNews(db, '2026-12-02')],
  ['what changed, the oldest first', 'directory_news_pkey', (db) => takeNews(db, 40)],
  ['people as the directory has them', 'profiles_pkey', (db) => listPeopleFacts(db, [id])],
  ['offers as the directory has them', 'offers_pkey', (db) => listOfferFacts(db, [id])],
  [
    'schools of the figures, a page at a time',
    'terms_school',
    (db) => listSchoolCounts(db, { day: '2026-11-30', end: new Date(), after: id, limit: 200 }),
  ],
]

describe('with some thousand rows of each', () => {
  it.each(queries)('%s: by %s', async (_what, index, ask) => {
    const plans = await explained(ask)
    expect(plans.length).toBeGreaterThan(0)
    for (const plan of plans) {
      expect(plan).toContain(index)
      expect(readWhole(plan)).toEqual([])
    }
  })

  it('it is seen where an index is missing', async () => {
    const [, , ask] = queries[0] ?? []
    if (!ask) throw new Error('nothing is asked')
    const plans = await explained(ask, 'drop index directory_people_words')
    expect(plans.map(readWhole)).toEqual([['directory_people'], ['directory_people']])
  })
})
