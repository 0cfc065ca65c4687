import { and, asc, eq, like, ne, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { schools } from '../schema/schools.ts'

interface Search {
  /** Null: of every country. */
  countryCode: string | null
  /** Folded: all of them stand in name or town. */
  words: readonly string[]
  code: string
  limit: number
}

const sought = {
  id: schools.id,
  name: schools.name,
  town: schools.town,
  countryCode: schools.countryCode,
  nationalCode: schools.nationalCode,
  regionId: schools.regionId,
  levels: schools.levels,
  address: schools.address,
  closedOn: schools.closedOn,
  mergedInto: schools.mergedInto,
  // By names: of one table alone columns are written without theirs, and both have an `id`.
  staff: sql<number>`(select count(*)::int from users u where u.school_id = schools.id and u.kind = 'staff')`,
}

const escaped = (word: string) => word.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** Schools by code, or by words of name and town, in the order of their names. Offices are none. */
export const searchSchools = (db: DbOrTx, { countryCode, words, code, limit }: Search) =>
  db
    .select(sought)
    .from(schools)
    .where(
      and(
        ne(schools.kind, 'office'),
        countryCode === null ? undefined : eq(schools.countryCode, countryCode),
        or(
          code === '' ? undefined : eq(schools.nationalCode, code),
          and(
            ...words.map((word) => like(schools.folded, `%${escaped(word)}%`)),
            words.length === 0 && code !== '' ? sql`false` : undefined,
          ),
        ),
      ),
    )
    .orderBy(asc(schools.folded), asc(schools.id))
    .limit(limit)
