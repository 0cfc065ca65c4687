import { sql } from 'drizzle-orm'
import type { DbOrTx } from './client.ts'

/** Resolves once the database made a commit durable; the record it writes means nothing. Throws where it cannot. */
export async function probeCommit(db: DbOrTx): Promise<void> {
  await db.execute(sql`select pg_logical_emit_message(true, 'preau', 'probe')`)
}
