import { sql, type SQL } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { runQuery, runText } from '../prepared.ts'
import type { DirectoryList } from '../schema/values.ts'

/** By name, and of four names alone. */
const tables = {
  people: sql.raw('directory_people'),
  schools: sql.raw('directory_schools'),
  projects: sql.raw('directory_projects'),
  offers: sql.raw('directory_offers'),
  circles: sql.raw('directory_circles'),
} satisfies Record<DirectoryList, SQL>

export interface FoundEntry {
  id: string
  rank: number
  shown: unknown
}

/** Where a row stands in the order of its list. */
export interface Standing {
  rank: number
  id: string
}

/** A part of what is looked for: all that answers to a `tsquery` and stands behind a place. */
export interface Part {
  asked: string
  behind: Standing
  /** So many of the list are looked at one after the other, and not more. Without it, what is asked is looked up. */
  walked?: number
}

/**
 * Each in the order of the ranks. What is asked is looked up: `rank + 0` keeps the planner from walking along the ranks. What
 * most rows have is met sooner by walking; how far is written in the text, so that the planner knows it.
 */
function partText(list: DirectoryList, at: number, walked: number | undefined): string {
  const [asked, rank, id] = [2, 3, 4].map((place) => `$${at * 3 + place}`)
  const head = `(select id, rank, shown, ${at} as part from`
  if (walked === undefined)
    return `${head} directory_${list} where words @@ ${asked}::tsquery and (rank + 0, id) < (${rank}::int, ${id}::uuid)
      order by rank + 0 desc, id desc limit $1::int)`
  return `${head} (select id, rank, shown, words from directory_${list} where (rank, id) < (${rank}::int, ${id}::uuid)
      order by rank desc, id desc limit ${walked}) walked
    where words @@ ${asked}::tsquery order by rank desc, id desc limit $1::int)`
}

const texts = new Map<string, string>()

function textOf(list: DirectoryList, parts: readonly Part[]): string {
  const name = `${list} ${parts.map(({ walked }) => walked ?? '').join()}`
  const known = texts.get(name)
  if (known !== undefined) return known
  const all = parts.map(({ walked }, at) => partText(list, at, walked)).join(' union all ')
  const text = `select * from (${all}) found limit $1::int`
  texts.set(name, text)
  return text
}

/**
 * The best of the first part, then of the next one, until there are enough: in one statement, of which the database runs only
 * as many parts as it needs. Each is written the same, so that it is planned once. What was found says of which part it is.
 */
export const searchParts = (
  db: DbOrTx,
  list: DirectoryList,
  { parts, limit }: { parts: readonly Part[]; limit: number },
): Promise<(FoundEntry & { part: number })[]> =>
  parts.length === 0
    ? Promise.resolve([])
    : runText(db, textOf(list, parts), [
        limit,
        ...parts.flatMap(({ asked, behind }) => [asked, behind.rank, behind.id]),
      ])

const nearestText = (list: DirectoryList) => `select * from (
    select id, rank, shown, case when words @@ $2::tsquery then 0 when words @@ $3::tsquery then 1 else 2 end as part
    from directory_${list} where words @@ $4::tsquery) found
  where part > $5::int or part = $5::int and (rank, id) < ($6::int, $7::uuid)
  order by part, rank desc, id desc limit $1::int`

interface Nearest {
  /** From the narrowest to the widest: of the widest each row is looked at, so they should be few. */
  asked: readonly [string, string, string]
  /** The last place before, and of which part it was; null: from the first. */
  after: (Standing & { part: number }) | null
  limit: number
}

/** As `searchParts`, where all that answers is soon looked at: the index is asked once. */
export const searchNearest = (
  db: DbOrTx,
  list: DirectoryList,
  { asked, after, limit }: Nearest,
): Promise<(FoundEntry & { part: number })[]> =>
  runText(db, nearestText(list), [
    limit,
    ...asked,
    ...(after === null ? [-1, 0, '00000000-0000-0000-0000-000000000000'] : [after.part, after.rank, after.id]),
  ])

/** The best of a list. */
export const listBest = (
  db: DbOrTx,
  list: DirectoryList,
  { behind, limit }: { behind: Standing; limit: number },
): Promise<FoundEntry[]> =>
  runQuery(
    db,
    sql`select id, rank, shown from ${tables[list]} where (rank, id) < (${behind.rank}::int, ${behind.id}::uuid)
      order by rank desc, id desc limit ${limit}::int`,
  )

interface Newest {
  asked: string
  since: Date
  /** What is their own, or what they are in, is no news to them. */
  notOf: string
  limit: number
}

const isOthers = (list: DirectoryList, notOf: string): SQL =>
  list === 'projects' || list === 'circles'
    ? sql`not exists (select from members m where m.project_id = ${tables[list]}.id and m.user_id = ${notOf}::uuid and m.left_at is null)`
    : sql`id <> ${notOf}::uuid and shown ->> 'userId' is distinct from ${notOf}`

const isNewest = (
  list: DirectoryList,
  { asked, since, notOf }: Newest,
) => sql`since > ${since.toISOString()}::timestamptz
  and ${asked === '' ? sql`true` : sql`words @@ ${asked}::tsquery`} and ${isOthers(list, notOf)}`

/** What came into a list after a moment and answers to this, the newest first. */
export const searchNewest = (db: DbOrTx, list: DirectoryList, newest: Newest): Promise<FoundEntry[]> =>
  runQuery(
    db,
    sql`select id, rank, shown from ${tables[list]} where ${isNewest(list, newest)} order by since desc, id desc limit ${newest.limit}::int`,
  )

/** How many that are, up to the limit. */
export async function countNewest(db: DbOrTx, list: DirectoryList, newest: Newest): Promise<number> {
  const [row] = await runQuery<{ count: number }>(
    db,
    sql`select count(*)::int as count from (select from ${tables[list]} where ${isNewest(list, newest)} limit ${newest.limit}::int) newest`,
  )
  return row?.count ?? 0
}

interface Fitting {
  asked: string
  own: { userId: string; schoolId: string; country: string; kind: string }
  today: string
  limit: number
}

/**
 * The newest offers that answer to this, look ahead, and are of somebody with whom one could found a project. What does not fit
 * is left out here: of the newest in a large country nothing might be left afterwards.
 */
export const searchFittingOffers = (db: DbOrTx, { asked, own, today, limit }: Fitting): Promise<FoundEntry[]> =>
  runQuery(
    db,
    sql`select id, rank, shown from directory_offers where words @@ ${asked}::tsquery
      and shown->>'userId' <> ${own.userId} and shown->'school'->>'id' <> ${own.schoolId}
      and (shown->'school'->>'country' = ${own.country}) = ${own.kind === 'national'}::boolean
      and (jsonb_array_length(shown->'countries') = 0 or shown->'countries' @> to_jsonb(${own.country}::text))
      and shown->'weeks'->>'to' >= ${today}
      order by rank + 0 desc, id desc limit ${limit}::int`,
  )

/** Which filters the best of them have, and how many each; the count of all of them stands under the empty name. */
export const countFilters = (
  db: DbOrTx,
  list: DirectoryList,
  { asked, limit }: { asked: string; limit: number },
): Promise<{ filter: string; count: number }[]> =>
  runQuery(
    db,
    sql`with best as materialized (select words from ${tables[list]}
        where ${asked === '' ? sql`true` : sql`words @@ ${asked}::tsquery`}
        order by ${asked === '' ? sql`rank desc, id desc` : sql`rank + 0 desc, id desc`} limit ${limit}::int)
      select '' as filter, count(*)::int as count from best
      union all select filter, count(*)::int from best, unnest(tsvector_to_array(words)) filter
        where substr(filter, 2, 1) = '.' group by filter`,
  )

/** A third of all words is of a list: its key is no way in. */
const nearWords = `select word, uses from search_words where deletes && $1::int[] and list || '' = $2`

/** Words of the dictionary that share something with one that may be a slip. */
export const findNearWords = (
  db: DbOrTx,
  list: DirectoryList,
  deletes: readonly number[],
): Promise<{ word: string; uses: number }[]> => runText(db, nearWords, [`{${deletes.join(',')}}`, list])

/** How many rows a list has, as the database last reckoned; less than nothing where it never did. */
export async function countRoughly(db: DbOrTx, list: DirectoryList): Promise<number> {
  const [row] = await runQuery<{ rows: number }>(
    db,
    sql`select reltuples::int as rows from pg_class where oid = ${`directory_${list}`}::regclass`,
  )
  return row?.rows ?? -1
}

/** In which share of the rows a lexeme is, for those that are in many. */
export async function listShares(db: DbOrTx, list: DirectoryList): Promise<[lexeme: string, share: number][]> {
  const [row] = await runQuery<{ lexemes: string[] | null; shares: number[] | null }>(
    db,
    sql`select array_to_json(most_common_elems::text::text[]) as lexemes, array_to_json(most_common_elem_freqs) as shares
      from pg_stats where schemaname = 'public' and tablename = ${`directory_${list}`} and attname = 'words'`,
  )
  const shares = row?.shares ?? []
  return (row?.lexemes ?? []).map((lexeme, at) => [lexeme, shares[at] ?? 0])
}

/** How many rows each band of ranks has. `shift` parts a rank into band and rest. */
export const countBands = (db: DbOrTx, list: DirectoryList, shift: number): Promise<{ band: number; rows: number }[]> =>
  runQuery(db, sql`select rank >> ${shift}::int as band, count(*)::int as rows from ${tables[list]} group by 1`)

/** Lets the database reckon anew what a list holds, after much was changed in it. */
export async function reckonList(db: DbOrTx, list: DirectoryList): Promise<void> {
  await runQuery(db, sql`analyze ${tables[list]}`)
}
