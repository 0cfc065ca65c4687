import { createHash, randomBytes } from 'node:crypto'
import { insertAudit } from '#db/queries/audit.ts'
import { deleteCalendarKey, findCalendarKey, upsertCalendarKey } from '#db/queries/plan.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'

/* The secret address of somebody's calendar: whoever has it reads what concerns them in their plans, and nothing else. */

export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** When it was made; the address itself is shown once. */
export async function showCalendarKey(ctx: Ctx) {
  const found = await findCalendarKey(ctx.db, requireUser(ctx).id)
  return { madeAt: found?.madeAt.toISOString() ?? null }
}

/** Makes an address; the one of before leads nowhere from then on. */
export async function makeCalendarKey(ctx: Ctx) {
  const user = requireUser(ctx)
  const key = randomBytes(32).toString('base64url')
  const madeAt = ctx.now()
  await ctx.db.transaction(async (tx) => {
    await upsertCalendarKey(tx, { userId: user.id, keyHash: hashOfKey(key), madeAt })
    await insertAudit(tx, {
      ...{ at: madeAt, actorId: user.id, schoolId: user.schoolId, action: 'calendar.shared' },
    })
  })
  return { address: `${ctx.settings.publicUrl.origin}/api/me/calendar.ics?key=${key}`, madeAt: madeAt.toISOString() }
}

export async function removeCalendarKey(ctx: Ctx): Promise<void> {
  const user = requireUser(ctx)
  await ctx.db.transaction(async (tx) => {
    if (!(await deleteCalendarKey(tx, user.id))) throw notFound()
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, action: 'calendar.closed' },
    })
  })
}
