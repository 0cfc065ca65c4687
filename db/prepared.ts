import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { Db, DbOrTx } from './client.ts'

const dialect = new PgDialect({ casing: 'snake_case' })
const isPool = (db: DbOrTx): db is Db => '$client' in db

/** What a driver takes as a parameter; times go as text, as everywhere here. */
type Parameter = string | number | boolean | null

const isParameter = (value: unknown): value is Parameter =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/**
 * Runs a query that is asked all day: the database plans it once for each connection, and not each time. Three quarters of
 * the time of a small query with some joins is its planning. Inside a transaction it is an ordinary query. Times come as
 * text (`timeFrom`). Not for queries whose best plan hangs on what is asked.
 */
export const runPrepared = async <Row extends object>(db: DbOrTx, query: SQL): Promise<Row[]> =>
  rowsOf<Row>(isPool(db) ? await planned(db, query) : await db.execute(query))

/** A query that is planned each time. */
export const runQuery = async <Row extends object>(db: DbOrTx, query: SQL): Promise<Row[]> =>
  rowsOf<Row>(await db.execute(query))

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
