import { type DecisionRow, listDecisions, listNear, listSittingAt } from '#db/queries/evaluations.ts'
import { listReturned } from '#db/queries/returns.ts'
import { requireJudging } from '../access/evaluations.ts'
import { phaseOf } from '../campaigns/phases.ts'
import { type Rules, rulesOf } from '../campaigns/rulebook.ts'
import { thresholdOn } from '../figures/thresholds.ts'
import type { Ctx } from '../kit/context.ts'
import { agreementOf } from './agreement.ts'
import type { DeliberationAsked } from './input.ts'
import { totalOf } from './points.ts'
import { placesOf } from './ranking.ts'
import { areIn, byKey, differ, readersLacking } from './readings.ts'
import { isReturnable } from './returns.ts'
import { type Standing, standingsOf } from './standings.ts'

/* The list that a commission sits before: in which order all stand, where the lines are drawn, and why. */

/** What was decided, without who sat there. */
export const viewDecision = ({
  stage,
  round,
  outcome,
  points,
  rank,
  place,
  feedback,
  reason,
  decidedAt,
}: DecisionRow) => ({
  ...{ stage, round, outcome, points, rank, place, feedback, reason },
  decidedAt: decidedAt.toISOString(),
})

/** Who read it is named by their number: the commission judges what was given, not who gave it. */
function viewStanding(rules: Rules, standing: Standing, made: DecisionRow[]) {
  const { application, title, applicant, ageClass, readings, result, rank, line } = standing
  return {
    ...{ applicationId: application.id, title, applicant, ageClass, rank, line },
    ...{ state: application.state, round: application.round },
    points: result?.points ?? null,
    byCriterion: result?.byCriterion ?? {},
    below: result?.below ?? [],
    doDiffer: differ(rules, readings),
    readersLacking: rules.readers.blind === 0 ? 0 : readersLacking(rules, readings),
    readings: readings.map(({ evaluation, marks }) => ({
      ...{ reader: evaluation.reader, state: evaluation.state },
      // Nobody hears of one half before the other is in, and a secretary passes nothing on.
      total: areIn(readings) ? totalOf(rules, marks) : null,
      marks: areIn(readings) ? Object.fromEntries(marks) : {},
    })),
    decisions: made.map(viewDecision),
    appeal: application.appealedAt && { text: application.appeal, at: application.appealedAt.toISOString() },
  }
}

type Decided = ReadonlyMap<string, DecisionRow[]>

/** The last one of its round counts. */
const lastOf = ({ application }: Standing, made: Decided) =>
  made.get(application.id)?.findLast(({ round }) => round === application.round)

function isShown(rules: Rules, standing: Standing, made: Decided, show: DeliberationAsked['show']): boolean {
  if (show === 'all') return true
  if (show === 'reading') return standing.line === 'reading'
  if (show === 'differ') return differ(rules, standing.readings)
  return standing.line !== 'reading' && lastOf(standing, made) === undefined
}

function countsOf(rules: Rules, rows: readonly Standing[], made: Decided) {
  const decided = rows.flatMap((row) => lastOf(row, made) ?? [])
  const count = (outcome: DecisionRow['outcome']) => decided.filter((one) => one.outcome === outcome).length
  return {
    all: rows.length,
    reading: rows.filter(({ line }) => line === 'reading').length,
    differ: rows.filter(({ readings }) => differ(rules, readings)).length,
    undecided: rows.length - decided.length,
    ...{ awarded: count('awarded'), refused: count('refused'), second: count('second') },
    readings: {
      all: rows.reduce((sum, { readings }) => sum + readings.length, 0),
      in: rows.reduce(
        (sum, { readings }) => sum + readings.filter(({ evaluation }) => evaluation.state === 'submitted').length,
        0,
      ),
    },
  }
}

const nearOf = async ({ db }: Pick<Ctx, 'db'>, page: readonly Standing[], userIds: readonly string[]) =>
  byKey(
    await listNear(
      db,
      page.map(({ application }) => application.id),
      userIds,
    ),
    ({ applicationId }) => applicationId,
  )

export async function showDeliberation(ctx: Ctx, campaignId: string, { show, from, limit }: DeliberationAsked) {
  const { campaign, rulebook, may, day } = await requireJudging(ctx, campaignId, 'application.decide')
  const rules = rulesOf(rulebook.rules)
  const rows = await standingsOf(ctx.db, campaignId, rules)
  const ids = rows.map(({ application }) => application.id)
  const made = byKey(await listDecisions(ctx.db, ids), ({ applicationId }) => applicationId)
  const shown = rows.filter((row) => isShown(rules, row, made, show))
  const page = shown.slice(from, from + limit)
  const near = await nearOf(
    ctx,
    page,
    (await listSittingAt(ctx.db, campaign.officeId, day)).map(({ id }) => id),
  )
  const judged = rows.flatMap(({ result, readings }) =>
    result === null ? [] : [{ readers: readings.map(({ marks }) => marks), byCriterion: result.byCriterion }],
  )
  const { criteria, classes, quota, ties, leastPoints, limits } = rules
  const { id, officeId, title, year, decidesAt } = campaign
  return {
    campaign: {
      ...{ id, officeId, title, year },
      decidesAt: decidesAt.toISOString(),
      phase: phaseOf(campaign, ctx.now()),
    },
    rules: {
      ...{ titles: rulebook.titles, scheme: rulebook.scheme, criteria, classes, quota, ties, leastPoints },
      ...{ readers: rules.readers, hasSecond: limits.secondApplications > 0, derives: rules.derives },
    },
    places: quota?.per === 'campaign' ? placesOf(quota, rows.length) : null,
    counts: countsOf(rules, rows, made),
    /** Averages and agreement; null of fewer than are told anywhere. */
    agreement: agreementOf(rules, judged, thresholdOn(day).least),
    returned: (await listReturned(ctx.db, campaignId)).map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    rows: page.map((row) => ({
      ...viewStanding(rules, row, made.get(row.application.id) ?? []),
      /** Who may sit there and is too near to this one. */
      near: near.get(row.application.id)?.map(({ userId }) => userId) ?? [],
      isReturnable: may('application.decide') && isReturnable(campaign, row, ctx.now()),
    })),
    nextFrom: from + limit < shown.length ? from + limit : null,
    can: { decide: may('application.decide'), publish: may('award.give') },
  }
}
