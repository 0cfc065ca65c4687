import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import {
  type DecisionRow,
  insertDecision,
  listDecisions,
  listNear,
  listSittingAt,
  updateApplicationState,
} from '#db/queries/evaluations.ts'
import { requireJudged } from '../access/evaluations.ts'
import { keepConditionsDecided } from '../applications/decided.ts'
import { settle } from '../awards/give.ts'
import { phaseOf } from '../campaigns/phases.ts'
import { requireNoneReturned } from '../campaigns/returned.ts'
import { type Rules, rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import { ringAll } from '../notices/ring.ts'
import { viewDecision } from './deliberation.ts'
import type { DecisionGiven } from './input.ts'
import { placesOf } from './ranking.ts'
import { rivalsOf, type Standing, standingsOf } from './standings.ts'

/* What a commission decided: by how many, of whom none is near to it, and never against its own rules. Written once. */

type Held = Awaited<ReturnType<typeof requireJudged>>

async function requireQuorum(tx: Tx, { application, campaign, day }: Held, rules: Rules, present: string[]) {
  const may = new Set((await listSittingAt(tx, campaign.officeId, day)).map(({ id }) => id))
  const sitting = new Set(present)
  if (present.some((id) => !may.has(id))) throw invalidField('present', 'decision_not_sitting')
  const near = await listNear(tx, [application.id], [...sitting])
  if (near.length > 0) {
    const paths = ['present', ...near.map(({ userId }) => `present.${userId}`)]
    const fields = paths.map((path) => ({ path, reason: 'decision_near' }))
    throw new AppError('invalid', 'invalid_input', { fields })
  }
  if (sitting.size < rules.readers.quorum) throw invalidField('present', 'decision_quorum')
}

/** Feedback names what there is, and a second application what it may speak to. */
function requireFitting(rules: Rules, round: number, { outcome, feedback }: DecisionGiven): void {
  const known = new Set(rules.criteria.flatMap(({ id, parts }) => [id, ...parts.map((part) => `${id}.${part.id}`)]))
  const named = feedback.map(({ criterion }) => criterion)
  if (new Set(named).size < named.length || named.some((one) => !known.has(one)))
    throw invalidField('feedback', 'decision_criteria')
  if (outcome !== 'second') return
  if (round > 1 || rules.limits.secondApplications === 0) throw invalidField('outcome', 'decision_no_second')
  if (named.length === 0) throw invalidField('feedback', 'decision_second_of_what')
}

/** An award goes to nobody below a line, and of those who share the last place to no more than there are places. */
async function requireAbove(
  tx: Tx,
  rules: Rules,
  { own, rivals, given, now }: { own: Standing; rivals: readonly Standing[]; given: DecisionGiven; now: Date },
) {
  if (given.outcome !== 'awarded') return
  if (own.line === 'knocked_out') throw invalidField('outcome', 'decision_knocked_out')
  if (rules.quota === null) return
  await requireNoneReturned(tx, own.application.campaignId, now)
  if (rivals.some(({ line }) => line === 'reading')) throw new AppError('conflict', 'decision_others_read')
  if (own.line === 'outside') throw invalidField('outcome', 'decision_below_line')
  if (own.line !== 'tied') return
  if (given.reason === '') throw invalidField('reason', 'decision_tie_reason')
  const ids = rivals.map(({ application }) => application.id)
  const awarded = new Set(
    (await listDecisions(tx, ids)).filter(({ outcome }) => outcome === 'awarded').map((one) => one.applicationId),
  )
  // Who stands above the line has their places, decided already or not.
  const taken = rivals.filter(({ line, application }) => line === 'inside' || awarded.has(application.id)).length
  if (taken >= placesOf(rules.quota, rivals.length)) throw invalidField('outcome', 'decision_places_full')
}

/** Once, by somebody else than who wrote down the first. */
function requireAppealable({ campaign, user, may }: Held, made: readonly DecisionRow[]): void {
  if (!may('award.give')) throw new AppError('forbidden')
  const first = made.find(({ stage }) => stage === 'commission')
  if (!first || first.outcome === 'awarded' || campaign.state !== 'published')
    throw new AppError('conflict', 'decision_no_appeal')
  if (first.decidedBy === user.id) throw new AppError('forbidden', 'decision_own')
}

/** By the marks as they stand; stored with it, and the same whenever it is recomputed. */
async function checked(ctx: Ctx, tx: Tx, held: Held, given: DecisionGiven) {
  const { application, campaign, rulebook } = held
  const rules = rulesOf(rulebook.rules)
  const made = (await listDecisions(tx, [application.id])).filter(({ round }) => round === application.round)
  if (made.some(({ stage }) => stage === given.stage)) throw new AppError('conflict', 'decision_made')
  const isAppeal = given.stage === 'appeal'
  if (isAppeal) requireAppealable(held, made)
  const phase = phaseOf(campaign, ctx.now())
  if (!isAppeal && phase !== 'judging' && phase !== 'published') throw new AppError('conflict', 'judging_not_now')
  const from = isAppeal ? 'decided' : rules.readers.blind === 0 ? 'submitted' : 'judged'
  if (application.state !== from) throw new AppError('conflict', 'decision_not_judged')
  if (isAppeal && given.reason === '') throw invalidField('reason', 'decision_reason')
  requireFitting(rules, application.round, given)
  await requireQuorum(tx, held, rules, given.present)
  const all = await standingsOf(tx, campaign.id, rules)
  const own = all.find((one) => one.application.id === application.id)
  if (!own) throw new AppError('conflict', 'decision_not_judged')
  await requireAbove(tx, rules, { own, rivals: rivalsOf(all, own), given, now: ctx.now() })
  return own
}

export async function decide(ctx: Ctx, applicationId: string, given: DecisionGiven) {
  const { application } = await requireJudged(ctx, applicationId, 'application.decide')
  const { decision, rings } = await ctx.db.transaction(async (tx) => {
    // Two of one campaign are decided one after the other: a line is drawn through all of them.
    await lockCampaign(tx, application.campaignId)
    const held = await requireJudged(ctx, applicationId, 'application.decide', tx)
    const { result, rank } = await checked(ctx, tx, held, given)
    const at = ctx.now()
    const row = {
      ...{ applicationId, round: held.application.round, stage: given.stage, outcome: given.outcome },
      ...{ points: result?.points ?? null, rank, place: given.place, reason: given.reason },
      feedback: Object.fromEntries(given.feedback.map(({ criterion, words }) => [criterion, words])),
      present: [...new Set(given.present)],
      ...{ decidedBy: held.user.id, decidedAt: at },
    }
    const fallen = await keepConditionsDecided(tx, applicationId, at)
    // Handed in it met them, and that counts: who gives it all the same says why.
    if (given.outcome === 'awarded' && fallen.length > 0 && given.reason === '')
      throw invalidField('reason', 'decision_conditions')
    if ((await insertDecision(tx, row)) === null) throw new AppError('conflict', 'decision_made')
    await updateApplicationState(tx, applicationId, { state: 'decided' })
    const line = { at, actorId: held.user.id, schoolId: held.campaign.officeId, targetId: applicationId }
    await insertAudit(tx, { ...line, action: 'application.decided', detail: { outcome: given.outcome } })
    // What is published already hears of it at once.
    const isHeard = held.campaign.state === 'published'
    const rings = isHeard ? await settle(tx, held, { all: [held.application], at }) : []
    const [made] = (await listDecisions(tx, [applicationId])).slice(-1)
    return { decision: made ? viewDecision(made) : null, rings }
  })
  await ringAll(ctx, rings)
  return { decision }
}
