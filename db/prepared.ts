import { sql, type SQL } from 'drizzle-orm'
import { PgDialect, PgTransaction } from 'drizzle-orm/pg-core'
import type { Db, DbOrTx, Tx } from './client.ts'

const dialect = new PgDialect({ casing: 'snake_case' })
/** A transaction that has been given a `$client` for its type's sake is none: what asked past it would wait for it for ever. */
const isPool = (db: DbOrTx): db is Db => !(db instanceof PgTransaction)

/** What a driver takes as a parameter; times go as text, as everywhere here. */
type Parameter = string | number | boolean | null

const isParameter = (value: unknown): value is Parameter =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/**
 * Runs a query that is asked all day: the database plans it once for each connection, and not each time, and answers to one
 * message, and not to two. Three quarters of the time of a small query with some joins is its planning. Times come as text
 * (`timeFrom`). Not for queries whose best plan hangs on what is asked.
 */
export const runPrepared = async <Row extends object>(db: DbOrTx, query: SQL): Promise<Row[]> =>
  rowsOf<Row>(isPool(db) ? await planned(db, query) : await plannedWithin(db, query))

/** A query that is planned each time. */
export const runQuery = async <Row extends object>(db: DbOrTx, query: SQL): Promise<Row[]> =>
  rowsOf<Row>(await db.execute(query))

/**
 * Runs a statement of which the text is always the same, `$1` and so on where its parameters stand: written once for the life
 * of the process, and planned once for each connection. For what is stored or looked for while people type; building it from
 * its parts costs more than all else of a small commit here.
 */
export const runText = async <Row extends object>(
  db: DbOrTx,
  text: string,
  parameters: readonly Parameter[],
): Promise<Row[]> =>
  rowsOf<Row>(
    isPool(db)
      ? await db.$client.unsafe(text, [...parameters], { prepare: true })
      : await db.execute(withParameters(text, parameters)),
  )

function withParameters(text: string, parameters: readonly Parameter[]): SQL {
  const [first = '', ...rest] = text.split(/\$(\d+)/)
  const chunks = [sql.raw(first)]
  for (let at = 0; at < rest.length; at += 2)
    chunks.push(sql`${parameters[Number(rest[at]) - 1] ?? null}`, sql.raw(rest[at + 1] ?? ''))
  return sql.join(chunks)
}

/** A transaction does not hand out its connection; its session prepares whatever has a name, under a name of its own. */
function plannedWithin({ _: { session } }: Tx, query: SQL): Promise<Iterable<unknown>> {
  const written = dialect.sqlToQuery(query)
  return session.prepareQuery<Answer>(written, undefined, 'kept', false).execute()
}

interface Answer {
  execute: Iterable<unknown>
  all: unknown
  values: unknown
}

function planned(db: Db, query: SQL) {
  const { sql, params } = dialect.sqlToQuery(query)
  const given = params.filter(isParameter)
  if (given.length !== params.length) throw new Error('a parameter that is neither text, number, truth nor nothing')
  return db.$client.unsafe(sql, given, { prepare: true })
}

function rowsOf<Row>(rows: Iterable<unknown>): Row[] {
  const found = [...rows]
  if (!areRows<Row>(found)) throw new Error('a row that is none')
  return found
}

/** Guarantee: whoever writes the query names its columns as `Row` does. */
const areRows = <Row>(rows: unknown[]): rows is Row[] => rows.every((row) => typeof row === 'object' && row !== null)

/** A time as the driver gives it: Postgres writes `2026-11-25 09:00:00.5+00`, which JavaScript reads. */
export const timeFrom = (text: string): Date => new Date(text)
export const timeOrNull = (text: string | null): Date | null => (text === null ? null : timeFrom(text))
