import { insertAudit } from '#db/queries/audit.ts'
import { deleteFeature, findCircle, insertFeature, listCirclesForOffice } from '#db/queries/circles.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'

/* Circles that an office recommends to the teachers of its country. */

const mostListed = 200

export async function listForOffice(ctx: Ctx, officeId: string) {
  await requireOffice(ctx, officeId, 'circle.feature')
  return { circles: await listCirclesForOffice(ctx.db, officeId, mostListed) }
}

export async function setFeatured(
  ctx: Ctx,
  { officeId, circleId }: { officeId: string; circleId: string },
  isFeatured: boolean,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { user } = await requireOffice(ctx, officeId, 'circle.feature', tx)
    const circle = await findCircle(tx, user.id, circleId)
    if (circle?.state !== 'open') throw notFound()
    const at = ctx.now()
    const isChanged = isFeatured
      ? await insertFeature(tx, { circleId, officeId, by: user.id, at })
      : await deleteFeature(tx, circleId, officeId)
    if (!isChanged) return
    const action = isFeatured ? ('circle.featured' as const) : ('circle.unfeatured' as const)
    await insertAudit(tx, { at, actorId: user.id, schoolId: officeId, projectId: circleId, targetId: circleId, action })
  })
}
