import { listApplicationPeople } from '#db/queries/applications.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { type CampaignRow, lockCampaign } from '#db/queries/campaigns.ts'
import type { ApplicationRow } from '#db/queries/evaluations.ts'
import { returnApplication } from '#db/queries/returns.ts'
import { requireJudged } from '../access/evaluations.ts'
import { isAuthor } from '../applications/state.ts'
import { phaseOf } from '../campaigns/phases.ts'
import { rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'
import { noteApplication } from '../notices/applications.ts'
import { ringAll } from '../notices/ring.ts'
import type { ReturnGiven } from './input.ts'
import { type Reading, readingsOf } from './readings.ts'

/* That something handed in is sent back to be completed: before anybody reads it, and until a day that holds for it alone. */

/** A commission waits no longer for it. */
const longestDays = 60

/** Whether it may be sent back in this phase; a second application also when the first ones are published. */
const isTime = (campaign: CampaignRow, { round }: Pick<ApplicationRow, 'round'>, now: Date): boolean => {
  const phase = phaseOf(campaign, now)
  return phase === 'open' || phase === 'judging' || (phase === 'published' && round === 2)
}

/** Handed in, and given to no reader. */
export const isReturnable = (
  campaign: CampaignRow,
  { application, readings }: { application: ApplicationRow; readings: readonly Reading[] },
  now: Date,
): boolean => application.state === 'submitted' && readings.length === 0 && isTime(campaign, application, now)

function untilOf({ until }: ReturnGiven, now: Date): Date {
  const day = new Date(until)
  if (day <= now) throw invalidField('until', 'return_past')
  if (day.getTime() > now.getTime() + longestDays * dayMs) throw invalidField('until', 'return_far')
  return day
}

/** Its authors hear of it, read why, and write in it again; what was kept of its conditions goes until it is handed in again. */
export async function sendBack(ctx: Ctx, applicationId: string, given: ReturnGiven): Promise<void> {
  const { application } = await requireJudged(ctx, applicationId, 'application.decide')
  const rings = await ctx.db.transaction(async (tx) => {
    // Nobody gives it to readers meanwhile.
    await lockCampaign(tx, application.campaignId)
    const held = await requireJudged(ctx, applicationId, 'application.decide', tx)
    const { campaign, rulebook, user } = held
    const at = ctx.now()
    if (!isTime(campaign, held.application, at)) throw new AppError('conflict', 'judging_not_now')
    const readings = (await readingsOf(tx, rulesOf(rulebook.rules), [held.application])).get(applicationId) ?? []
    if (!isReturnable(campaign, { application: held.application, readings }, at))
      throw new AppError('conflict', 'return_too_late')
    const until = untilOf(given, at)
    await returnApplication(tx, held.application, { reason: given.reason, until, at })
    const userIds = (await listApplicationPeople(tx, [applicationId])).filter(isAuthor).map((one) => one.userId)
    await insertAudit(tx, {
      ...{ at, actorId: user.id, schoolId: campaign.officeId, projectId: held.application.projectId, about: userIds },
      ...{ action: 'application.returned', targetId: applicationId, detail: { until: until.toISOString() } },
    })
    return noteApplication(tx, { applicationId, kind: 'returned', actorId: user.id, userIds, at })
  })
  await ringAll(ctx, rings)
}
