import type { Db } from '#db/client.ts'
import { approvals } from '#db/schema/approvals.ts'

type Values = Partial<typeof approvals.$inferInsert>

/** Something that was asked in 2026, as a row. Whom or what it is about, and who decides, is given. */
export async function makeApproval(db: Db, values: Values): Promise<string> {
  const isOver = values.state !== undefined && values.state !== 'waiting' && values.state !== 'question'
  const at = new Date('2026-01-01T10:00:00Z')
  const row = { askedAt: at, decidedAt: isOver ? at : null, ...values }
  const [made] = await db.insert(approvals).values(row).returning({ id: approvals.id })
  if (!made) throw new Error('an approval was not stored')
  return made.id
}
