import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type EvaluationFound,
  listMarks,
  listOthersMarks,
  listOwnEvaluations,
  type MarkRow,
  readDossier,
  saveMark,
  updateApplicationState,
  updateEvaluation,
} from '#db/queries/evaluations.ts'
import { requireEvaluation } from '../access/evaluations.ts'
import { requireSchool } from '../access/grants.ts'
import { copyOf } from '../applications/views.ts'
import { type Rules, rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { giveTo } from './assign.ts'
import type { GateAnswer, MarkGiven } from './input.ts'
import { isOnScale, markedKeys, totalOf, unmarked, wholeOf } from './points.ts'
import { areIn, marksOf, readersLacking, readingsOf } from './readings.ts'

/* What a reader is given: first whether they are near to it, then what it says, then their marks, which are theirs alone. */

/** Of what one is too near to, nothing more is shown than that it was so. */
const viewInList = ({ evaluation, application, campaign, rulebook, title }: EvaluationFound) => ({
  ...{ id: evaluation.id, state: evaluation.state, round: evaluation.round, language: application.language },
  ...{ title, scheme: rulebook.scheme, titles: rulebook.titles, campaign: campaign.title },
  decidesAt: campaign.decidesAt.toISOString(),
  submittedAt: evaluation.submittedAt?.toISOString() ?? null,
})

export async function listMine(ctx: Ctx) {
  const { id } = requireSchool(ctx, 'school.read')
  return { evaluations: (await listOwnEvaluations(ctx.db, id)).map(viewInList) }
}

const viewMark = ({ criterion, value, isNotApplicable, comment, revision, changedAt }: MarkRow) => ({
  ...{ criterion, value, isNotApplicable, comment, revision },
  changedAt: changedAt.toISOString(),
})

/** How far one is, by the marks as they stand. */
const progressOf = (rules: Rules, given: readonly MarkRow[]) => {
  const marks = marksOf(rules, given)
  return { unmarked: unmarked(rules, marks), total: totalOf(rules, marks), whole: wholeOf(rules) }
}

/** A second application speaks to what was reopened, and the rest is read along. */
export async function showEvaluation(ctx: Ctx, evaluationId: string) {
  const found = await requireEvaluation(ctx, evaluationId)
  const { evaluation, application } = found
  const shown = { evaluation: { ...viewInList(found), reopened: application.reopened } }
  if (evaluation.state === 'offered' || evaluation.state === 'conflicted') return { ...shown, dossier: null }
  const rules = rulesOf(found.rulebook.rules)
  const { answers, evidence } = await readDossier(ctx.db, application.id)
  const marks = await listMarks(ctx.db, [evaluation.id])
  return {
    ...shown,
    dossier: {
      form: rules.form.map(({ id, words, kind, criterion }) => ({ id, words, kind, criterion })),
      criteria: rules.criteria,
      answers,
      evidence: evidence.map(({ withdrawnAt, extract, ...one }) => ({
        ...one,
        extract: withdrawnAt === null && extract !== null ? copyOf(extract) : null,
        isWithdrawn: withdrawnAt !== null,
      })),
      marks: marks.map(viewMark),
      ...progressOf(rules, marks),
      others: evaluation.state === 'submitted' ? await listOthersMarks(ctx.db, evaluation) : [],
    },
  }
}

/** The gate. Whoever is near gives it back with a reason, and it goes to the next. */
export async function answerGate(ctx: Ctx, evaluationId: string, answer: GateAnswer) {
  await requireEvaluation(ctx, evaluationId)
  await ctx.db.transaction(async (tx) => {
    const { evaluation, application, campaign, user, day } = await requireEvaluation(ctx, evaluationId, tx)
    if (evaluation.state !== 'offered' && !(evaluation.state === 'open' && answer.isNear))
      throw new AppError('conflict', 'evaluation_not_now')
    if (!answer.isNear) return updateEvaluation(tx, evaluationId, { state: 'open' })
    const at = ctx.now()
    await updateEvaluation(tx, evaluationId, { state: 'conflicted', conflict: answer.reason })
    await giveTo(tx, application, { officeId: campaign.officeId, day, more: 1, at })
    const line = { at, actorId: user.id, schoolId: campaign.officeId, targetId: application.id }
    return insertAudit(tx, { ...line, action: 'evaluation.conflicted' })
  })
  return showEvaluation(ctx, evaluationId)
}

function requireOnScale(rules: Rules, criterion: string, given: MarkGiven): void {
  const scale = markedKeys(rules).get(criterion)
  if (scale === undefined) throw notFound()
  if ('notApplicable' in given ? !scale.hasNotApplicable : given.value !== null && !isOnScale(given.value, scale))
    throw invalidField('notApplicable' in given ? 'notApplicable' : 'value', 'mark_off_scale')
}

export async function giveMark(ctx: Ctx, evaluationId: string, criterion: string, given: MarkGiven) {
  await requireEvaluation(ctx, evaluationId)
  return ctx.db.transaction(async (tx) => {
    const { evaluation, rulebook } = await requireEvaluation(ctx, evaluationId, tx)
    if (evaluation.state !== 'open') throw new AppError('conflict', 'evaluation_not_now')
    const rules = rulesOf(rulebook.rules)
    requireOnScale(rules, criterion, given)
    const mark: MarkRow = {
      ...{ evaluationId, criterion, comment: given.comment, changedAt: ctx.now() },
      value: 'notApplicable' in given ? null : given.value,
      isNotApplicable: 'notApplicable' in given,
      revision: given.revision + 1,
    }
    const stands = await saveMark(tx, mark, given.revision)
    if (stands !== null) {
      const { revision, changedAt } = stands
      const there = { value: viewMark(stands), revision, author: null, changedAt: changedAt.toISOString() }
      throw new AppError('conflict', 'mark_changed', { stands: there })
    }
    return { mark: viewMark(mark), ...progressOf(rules, await listMarks(tx, [evaluationId])) }
  })
}

export async function handInMarks(ctx: Ctx, evaluationId: string) {
  await requireEvaluation(ctx, evaluationId)
  await ctx.db.transaction(async (tx) => {
    const found = await requireEvaluation(ctx, evaluationId, tx)
    if (found.evaluation.state !== 'open') throw new AppError('conflict', 'evaluation_not_now')
    const rules = rulesOf(found.rulebook.rules)
    const missing = unmarked(rules, marksOf(rules, await listMarks(tx, [evaluationId])))
    if (missing.length > 0)
      throw new AppError('conflict', 'marks_missing', {
        fields: missing.map((path) => ({ path, reason: 'mark_missing' })),
      })
    const at = ctx.now()
    await updateEvaluation(tx, evaluationId, { state: 'submitted', submittedAt: at })
    const line = { at, actorId: found.user.id, schoolId: found.campaign.officeId, targetId: found.application.id }
    await insertAudit(tx, { ...line, action: 'evaluation.submitted' })
    await closeReading(tx, found, rules, at)
  })
  return showEvaluation(ctx, evaluationId)
}

type Held = Awaited<ReturnType<typeof requireEvaluation>>

/** Once all are in: a third reads where the rulebook asks, else it is judged. */
async function closeReading(tx: Tx, { application, campaign, day }: Held, rules: Rules, at: Date): Promise<void> {
  const readings = (await readingsOf(tx, rules, [application])).get(application.id) ?? []
  if (!areIn(readings)) return
  const more = readersLacking(rules, readings)
  if (more > 0) await giveTo(tx, application, { officeId: campaign.officeId, day, more, at })
  else await updateApplicationState(tx, application.id, { state: 'judged' })
}
