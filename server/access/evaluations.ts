import type { Tx } from '#db/client.ts'
import { findApplicationRow, findEvaluation, findJudgedCampaign, lockApplication } from '#db/queries/evaluations.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import type { OfficeAction } from './office-rules.ts'
import { requireOffice } from './offices.ts'

/* Who judges what. To whom an application was not given to be judged, it is not there; nor are the rooms that it is about. */

/** One's own, as long as one judges for the office. With a transaction, its application is held. */
export async function requireEvaluation(ctx: Ctx, evaluationId: string, tx?: Tx) {
  const user = requireUser(ctx)
  const known = await findEvaluation(tx ?? ctx.db, evaluationId)
  if (!known || known.evaluation.assessorId !== user.id) throw notFound()
  const { day } = await requireOffice(ctx, known.campaign.officeId, 'evaluation.judge', tx)
  if (tx === undefined) return { user, day, ...known }
  await lockApplication(tx, known.application.id)
  const held = await findEvaluation(tx, evaluationId)
  if (!held) throw notFound()
  return { user, day, ...held }
}

/** For who does this at the office of a campaign. */
export async function requireJudging(ctx: Ctx, campaignId: string, action: OfficeAction, tx?: Tx) {
  requireUser(ctx)
  const found = await findJudgedCampaign(tx ?? ctx.db, campaignId)
  if (!found) throw notFound()
  return { ...found, ...(await requireOffice(ctx, found.campaign.officeId, action, tx)) }
}

/** The same of an application; with a transaction it is held. */
export async function requireJudged(ctx: Ctx, applicationId: string, action: OfficeAction, tx?: Tx) {
  requireUser(ctx)
  const application =
    tx === undefined ? await findApplicationRow(ctx.db, applicationId) : await lockApplication(tx, applicationId)
  if (!application) throw notFound()
  return { application, ...(await requireJudging(ctx, application.campaignId, action, tx)) }
}
