import { and, asc, eq, exists, inArray, isNull, like, ne, notExists, or, type SQL } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { foldSchool } from '../schema/folded.ts'
import { offices } from '../schema/offices.ts'
import { newcomers } from '../schema/registrations.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

/* Schools as anybody may find them: what a country publishes of them, and nothing of the people in them. */

const columns = {
  id: schools.id,
  name: schools.name,
  town: schools.town,
  countryCode: schools.countryCode,
  nationalCode: schools.nationalCode,
  region: regions.name,
}
export type FindableSchool = Awaited<ReturnType<typeof listFindable>>[number]

export const isThere = and(ne(schools.kind, 'office'), isNull(schools.closedOn), isNull(schools.mergedInto))

/** Elsewhere nothing of the programme is to be seen, its teachers neither. */
export const hasOpenOffice = (db: DbOrTx) =>
  exists(
    db
      .select({ id: offices.schoolId })
      .from(offices)
      .where(and(eq(offices.countryCode, schools.countryCode), isNull(offices.closedOn))),
  )

/** Brought along by somebody whom no office has confirmed yet: it may be a joke. */
export const isHearsay = (db: DbOrTx) =>
  db
    .select({ id: users.id })
    .from(newcomers)
    .innerJoin(users, eq(users.id, newcomers.userId))
    .where(and(eq(users.schoolId, schools.id), eq(newcomers.bringsSchool, true), eq(schools.isVouched, false)))

const listFindable = (db: DbOrTx, where: SQL | undefined, limit: number) =>
  db
    .select(columns)
    .from(schools)
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .where(and(isThere, where))
    .orderBy(asc(schools.folded), asc(schools.id))
    .limit(limit)

interface Search {
  countries: string[]
  /** Folded: each begins a word of name or town. */
  words: readonly string[]
  /** As its country writes it; null where what was typed is none. */
  code: string | null
  limit: number
  /** Schools with pupils alone, and no institution. */
  isOfPupils?: boolean
}

const escaped = (word: string) => word.replaceAll(/[\\%_]/g, String.raw`\$&`)
const begins = (word: string) =>
  or(like(schools.folded, `${escaped(word)}%`), like(schools.folded, `% ${escaped(word)}%`))

export async function searchFindable(
  db: DbOrTx,
  { countries, words, code, limit, isOfPupils }: Search,
): Promise<FindableSchool[]> {
  if (countries.length === 0) return []
  const named = words.length === 0 ? undefined : and(...words.map(begins))
  const coded = code === null ? undefined : eq(schools.nationalCode, code)
  if (!named && !coded) return []
  return listFindable(
    db,
    and(
      inArray(schools.countryCode, countries),
      or(named, coded),
      isOfPupils ? eq(schools.kind, 'school') : undefined,
      notExists(isHearsay(db)),
    ),
    limit,
  )
}

export async function findFindable(db: DbOrTx, schoolId: string): Promise<FindableSchool | null> {
  const [row] = await listFindable(db, and(eq(schools.id, schoolId), notExists(isHearsay(db))), 1)
  return row ?? null
}

/** Hearsay or not: a code is given once. */
export async function findByCode(db: DbOrTx, countryCode: string, code: string): Promise<FindableSchool | null> {
  const [row] = await listFindable(db, and(eq(schools.countryCode, countryCode), eq(schools.nationalCode, code)), 1)
  return row ?? null
}

interface Named {
  countryCode: string
  name: string
  town: string
}

/** The same name in the same town of a country, however it is written. */
export async function findByName(db: DbOrTx, { countryCode, name, town }: Named): Promise<FindableSchool | null> {
  const folded = foldSchool(`${name} ${town}`)
  const [row] = await listFindable(db, and(eq(schools.countryCode, countryCode), eq(schools.folded, folded)), 1)
  return row ?? null
}
