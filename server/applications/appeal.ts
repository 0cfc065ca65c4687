import { insertAudit } from '#db/queries/audit.ts'
import { lockApplication, updateApplication } from '#db/queries/applications.ts'
import { listDecisions } from '#db/queries/evaluations.ts'
import { requireApplication } from '../access/applications.ts'
import { listDirectors } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { noteApplication } from '../notices/applications.ts'
import { ringAll } from '../notices/ring.ts'
import { isAppealable } from './result.ts'

/** Asks that a refusal is looked at once more, by somebody else: once. Its office's directors hear of it. */
export async function appeal(ctx: Ctx, applicationId: string, words: string): Promise<void> {
  const rings = await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const { application, campaign, office, user } = await requireApplication(
      ctx,
      applicationId,
      'application.appeal',
      tx,
    )
    if (application.appealedAt !== null) throw new AppError('conflict', 'application_appealed')
    const made = await listDecisions(tx, [applicationId])
    if (!isAppealable(application, campaign, made)) throw new AppError('conflict', 'application_no_appeal')
    const at = ctx.now()
    await updateApplication(tx, applicationId, { appeal: words, appealedAt: at, appealedBy: user.id })
    await insertAudit(tx, {
      ...{ at, actorId: user.id, schoolId: user.schoolId, projectId: application.projectId },
      ...{ action: 'application.appealed', targetId: applicationId, alsoOf: [office.id] },
    })
    const userIds = await listDirectors(tx, office.id, at)
    return noteApplication(tx, { applicationId, kind: 'application_appealed', actorId: user.id, userIds, at })
  })
  await ringAll(ctx, rings)
}
