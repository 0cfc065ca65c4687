import { sql } from 'drizzle-orm'
import type { Db } from '../client.ts'

interface DatabaseFacts {
  version: number
  versionText: string
  fsync: string
  synchronousCommit: string
  nowMs: number
  /** Null where no release has been here yet. */
  migrations: number | null
}

/** What a database says of itself. One connection, no lock, nothing written. */
export async function findDatabaseFacts(db: Db): Promise<DatabaseFacts> {
  const [row] = await db.execute<
    Omit<DatabaseFacts, 'migrations' | 'nowMs'> & { nowMs: string; hasTables: boolean }
  >(sql`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as "versionText",
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit",
      (extract(epoch from clock_timestamp()) * 1000)::bigint::text as "nowMs",
      to_regclass('drizzle.__drizzle_migrations') is not null as "hasTables"`)
  if (!row) throw new Error('the database told nothing about itself')
  const { hasTables, nowMs, ...facts } = row
  if (!hasTables) return { ...facts, nowMs: Number(nowMs), migrations: null }
  const [count] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from drizzle.__drizzle_migrations`,
  )
  return { ...facts, nowMs: Number(nowMs), migrations: count?.count ?? 0 }
}
