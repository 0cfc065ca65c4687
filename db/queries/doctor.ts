import { sql } from 'drizzle-orm'
import type { Db } from '../client.ts'

interface DatabaseFacts {
  version: number
  versionText: string
  fsync: string
  synchronousCommit: string
  nowMs: number
}

/** What a database says of itself. One connection, no lock, nothing written. */
export async function findDatabaseFacts(db: Db): Promise<DatabaseFacts> {
  const [row] = await db.execute<Omit<DatabaseFacts, 'nowMs'> & { nowMs: string }>(sql`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as "versionText",
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit",
      (extract(epoch from clock_timestamp()) * 1000)::bigint::text as "nowMs"`)
  if (!row) throw new Error('the database told nothing about itself')
  return { ...row, nowMs: Number(row.nowMs) }
}
