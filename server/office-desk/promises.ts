import type { DbOrTx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { findPromises, upsertPromises } from '#db/queries/office-desk.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import type { Promises } from './input.ts'

/* What an office holds itself to. */

/** Of an office that has said nothing of its own: the defaults of the table. */
const usual: Promises = { approvalDays: 10, helpDays: 5, inactiveWeeks: 4 }

export async function promisesOf(db: DbOrTx, officeId: string): Promise<Promises> {
  const row = await findPromises(db, officeId)
  if (row === null) return usual
  const { officeId: _, ...said } = row
  return said
}

export async function editPromises(ctx: Ctx, officeId: string, promises: Promises) {
  await ctx.db.transaction(async (tx) => {
    const { user } = await requireOffice(ctx, officeId, 'office.edit', tx)
    await upsertPromises(tx, { officeId, ...promises })
    const line = { at: ctx.now(), actorId: user.id, schoolId: officeId, targetId: officeId }
    await insertAudit(tx, { ...line, action: 'office.promised', detail: { ...promises } })
  })
  return { promises }
}
