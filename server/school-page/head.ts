import { insertAudit } from '#db/queries/audit.ts'
import { updateTermNamed } from '#db/queries/terms.ts'
import { requireHead } from '../access/overseers.ts'
import type { Ctx } from '../kit/context.ts'

/** Whether the head is named on the school's public page: theirs to say, and nobody else's. It ends with the post. */
export async function nameHead(ctx: Ctx, isNamed: boolean): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { user, termId } = await requireHead(ctx, tx)
    await updateTermNamed(tx, termId, isNamed)
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.id }
    await insertAudit(tx, { ...line, action: isNamed ? 'head.named' : 'head.unnamed' })
  })
}
