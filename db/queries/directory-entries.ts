import { sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runPrepared, runQuery } from '../prepared.ts'
import { type DirectoryList, directoryLists } from '../schema/values.ts'

/** One at a time writes the lists: rows and words of the dictionary are taken in no order that two could keep. */
export async function lockDirectory(tx: Tx): Promise<void> {
  await runPrepared(tx, sql`select pg_advisory_xact_lock(hashtext('directory'))`)
}

/**
 * Whether something changed, and whether an offer's last week is over by this day. By the indexes: after a register the table
 * holds many rows that are gone, which a walk through it would meet each time.
 */
export async function lookForNews(db: DbOrTx, today: string): Promise<{ hasChanged: boolean; endsOffers: boolean }> {
  const [row] = await runPrepared<{ hasChanged: boolean; endsOffers: boolean }>(
    db,
    sql`select (select number from directory_news order by number limit 1) is not null as "hasChanged",
      coalesce((select to_date from offers where state = 'open' order by to_date limit 1) < ${today}::date, false)
        as "endsOffers"`,
  )
  return row ?? { hasChanged: false, endsOffers: false }
}

/** An offer ends by itself with its last week. */
export async function endOffers(tx: Tx, today: string, most: number): Promise<void> {
  await runQuery(
    tx,
    sql`update offers set state = 'over' where id in
      (select id from offers where state = 'open' and to_date < ${today}::date order by to_date limit ${most}::int)`,
  )
}

/** In this order. A register may have noted 181,000 schools: nothing sorts them for each step. */
const lists = ['people', 'circles', 'offers', 'projects', 'schools'] as const satisfies DirectoryList[]

export interface Taken {
  /** How many were taken; the same may be among them more than once. */
  taken: number
  ids: Record<DirectoryList, string[]>
}

/** Takes the oldest of what changed, people, offers and projects first: what is taken back goes before the schools of a register. */
export async function takeNews(tx: Tx, most: number): Promise<Taken> {
  const oldestOf = lists.map(
    (list, at) =>
      sql`(select ${at}::int as turn, number from directory_news where list = ${list} order by number limit ${most}::int)`,
  )
  const rows = await runPrepared<{ list: DirectoryList; id: string }>(
    tx,
    sql`delete from directory_news where number = any(array(
      select number from (${sql.join(oldestOf, sql` union all `)}) oldest order by turn, number limit ${most}::int)) returning list, id`,
  )
  const idsOf = (list: DirectoryList) => [...new Set(rows.filter((row) => row.list === list).map(({ id }) => id))]
  const [people, schools, projects, offers, circles] = directoryLists
  const ids = { people: idsOf(people), schools: idsOf(schools), projects: idsOf(projects), offers: idsOf(offers) }
  return { taken: rows.length, ids: { ...ids, circles: idsOf(circles) } }
}

export interface NewEntry {
  id: string
  rank: number
  lexemes: string[]
  shown: unknown
}

const inOneText = (value: unknown) => JSON.stringify(value)

/** A filter in an index of words: one letter and a point. Of weeks there are many, and they change with a calendar. */
const isFilter = (lexeme: string) => lexeme.charAt(1) === '.' && !lexeme.startsWith('w')

interface Gone {
  id: string
  since: string
  filters: string[] | null
}

/** Since when it is as it can be found by filters: as before where no new one came. */
function sinceOf({ id, lexemes }: NewEntry, gone: Map<string, Gone>, at: Date): string {
  const before = gone.get(id)
  const known = new Set(before?.filters)
  return before && lexemes.filter(isFilter).every((filter) => known.has(filter)) ? before.since : at.toISOString()
}

/** Puts these in the place of what was there of `ids`. Words of rows that go leave the dictionary by a trigger. */
export async function replaceEntries(
  tx: Tx,
  list: DirectoryList,
  ids: string[],
  { entries, at }: { entries: NewEntry[]; at: Date },
): Promise<void> {
  const table = sql.raw(`directory_${list}`)
  const rows = await runPrepared<Gone>(
    tx,
    sql`delete from ${table} where id = any(${`{${ids.join(',')}}`}::uuid[]) returning id, since::text as since,
      array_to_json(array(select lexeme from unnest(tsvector_to_array(words)) lexeme where substr(lexeme, 2, 1) = '.')) as filters`,
  )
  if (entries.length === 0) return
  const gone = new Map(rows.map((row) => [row.id, row]))
  await runPrepared(
    tx,
    sql`insert into ${table} (id, rank, words, shown, since)
      select id, rank, array_to_tsvector(array(select jsonb_array_elements_text(lexemes))), shown, since
      from jsonb_to_recordset(${inOneText(entries.map((entry) => ({ ...entry, since: sinceOf(entry, gone, at) })))}::jsonb)
        as entry(id uuid, rank int, lexemes jsonb, shown jsonb, since timestamptz)`,
  )
}

export interface UsedWord {
  word: string
  uses: number
}

/**
 * Of these words those that the dictionary has; they are used so much more. A row that grows not is not put into its index anew.
 * The words are an array by itself: joined with rows made of JSON, as long as nobody has analysed it the whole dictionary is read.
 */
export async function countWords(tx: Tx, list: DirectoryList, words: UsedWord[]): Promise<Set<string>> {
  if (words.length === 0) return new Set()
  const uses = inOneText(Object.fromEntries(words.map((one) => [one.word, one.uses])))
  const rows = await runPrepared<{ word: string }>(
    tx,
    sql`update search_words set uses = uses + (${uses}::jsonb ->> word)::int
      where list = ${list} and word = any(${`{${words.map(({ word }) => word).join(',')}}`}::text[]) returning word`,
  )
  return new Set(rows.map(({ word }) => word))
}

export async function insertWords(
  tx: Tx,
  list: DirectoryList,
  words: (UsedWord & { deletes: number[] })[],
): Promise<void> {
  if (words.length === 0) return
  await runPrepared(
    tx,
    sql`insert into search_words (list, word, deletes, uses)
      select ${list}, word, array(select jsonb_array_elements_text(deletes)::int), uses
      from jsonb_to_recordset(${inOneText(words)}::jsonb) as one(word text, deletes jsonb, uses int)`,
  )
}
