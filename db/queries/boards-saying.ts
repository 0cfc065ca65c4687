import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'

/** Boards and walls in whose bytes one of these words stands, now or once. */
export async function listBoardsSaying(
  db: DbOrTx,
  words: readonly string[],
): Promise<{ id: string; projectId: string }[]> {
  const says = (column: string) =>
    sql.join(
      words.map((word) => sql`position(convert_to(${word}, 'UTF8') in ${sql.raw(column)}) > 0`),
      sql` or `,
    )
  return db.execute<{ id: string; projectId: string }>(sql`
    select id, project_id as "projectId" from documents where kind <> 'page' and (
      exists (select from document_log as log where log.document_id = documents.id and (${says('log.bytes')}))
      or exists (select from document_snapshots as fold where fold.document_id = documents.id and (${says('fold.bytes')})))
    order by id`)
}
