import { listAwardsFrom } from '#db/queries/awards.ts'
import { type DecisionRow, listDecisions } from '#db/queries/evaluations.ts'
import type { ApplicationGrant } from '../access/applications.ts'
import { type Rules } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { dayOf } from '../kit/dates.ts'
import { awardState } from '../kit/award-state.ts'

/* What was decided, for who applied: from the publication on, and nothing of it before. */

/** Whether it may be asked for once more: refused, published, and not asked for before. */
export function isAppealable(
  { state, round, appealedAt }: ApplicationGrant['application'],
  campaign: ApplicationGrant['campaign'],
  made: readonly DecisionRow[],
): boolean {
  if (campaign.state !== 'published' || state !== 'decided' || appealedAt !== null) return false
  const last = made.findLast((one) => one.round === round)
  return last?.stage === 'commission' && last.outcome === 'refused'
}

/** By criterion, or a part of one, in the order of the rules. */
const feedbackOf = (rules: Rules, feedback: Record<string, string>) =>
  rules.criteria
    .flatMap(({ id, words, parts }) => [
      { key: id, words },
      ...parts.map((part) => ({ key: `${id}.${part.id}`, words: part.words })),
    ])
    .flatMap(({ key, words }) => {
      const said = feedback[key]
      return said === undefined ? [] : [{ criterion: key, words, said }]
    })

/** Why a tie was broken is between those who sat there; why an appeal ends as it does is for who asked. */
const viewDecision = (
  rules: Rules,
  { stage, round, outcome, points, place, feedback, reason, decidedAt }: DecisionRow,
) => ({
  ...{ stage, round, outcome, points, place, feedback: feedbackOf(rules, feedback) },
  reason: stage === 'appeal' ? reason : '',
  decidedAt: decidedAt.toISOString(),
})

export async function viewResult(ctx: Ctx, grant: ApplicationGrant, rules: Rules) {
  const { application, campaign } = grant
  if (campaign.state !== 'published' || !grant.can('application.hear')) return null
  const made = await listDecisions(ctx.db, [application.id])
  if (made.length === 0) return null
  const day = dayOf(ctx.now())
  const awards = await listAwardsFrom(ctx.db, application.id)
  return {
    decisions: made.map((one) => viewDecision(rules, one)),
    awards: awards.map(({ id, scheme, code, awardedOn, validUntil, withdrawnAt }) => ({
      ...{ id, scheme, code, awardedOn, validUntil, state: awardState({ withdrawnAt, validUntil }, day) },
    })),
    appeal: application.appealedAt && {
      text: application.appeal,
      at: application.appealedAt.toISOString(),
      isDecided: made.some(({ stage, round }) => stage === 'appeal' && round === application.round),
    },
    mayAppeal: grant.can('application.appeal') && isAppealable(application, campaign, made),
  }
}
