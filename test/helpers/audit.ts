import { sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { insertAudit, listAudit } from '#db/queries/audit.ts'

/** Writes as many lines into a school's chain; `detail.count` says which is which. */
export async function writeLines(db: Db, schoolId: string, count: number, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    for (let place = 1; place <= count; place++)
      await insertAudit(tx, { at, actorId: null, schoolId, action: 'test.done', detail: { count: place } })
  })
}

/** As whoever has the database in their hands: no trigger refuses anything. */
export const tamper = (db: Db, work: (tx: Tx) => Promise<unknown>): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`alter table audit disable trigger audit_append_only`)
    await work(tx)
    await tx.execute(sql`alter table audit enable trigger audit_append_only`)
  })

/** What the school's administrators read, the last first. */
export const actionsOf = async (db: Db, schoolId: string): Promise<string[]> =>
  (await listAudit(db, schoolId, null)).lines.map(({ action }) => action)
