import { insertAudit } from '#db/queries/audit.ts'
import {
  hasSubmitted,
  listAnswers,
  lockApplicant,
  lockApplication,
  replaceResults,
  updateApplication,
} from '#db/queries/applications.ts'
import { type ApplicationGrant, requireApplication, requireOpenApplication } from '../access/applications.ts'
import { rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { conditionsNow } from './conditions.ts'
import { lacksOf } from './state.ts'

/**
 * Hands it in: what its conditions were, and by what they were met, is kept, and nothing of it is changed from then on. What is
 * missing is named, each thing, and nothing is lost.
 */
export async function submitApplication(ctx: Ctx, applicationId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const grant = await requireOpenApplication(ctx, applicationId, 'application.submit', tx)
    const { application, rulebook } = grant
    const rules = rulesOf(rulebook.rules)
    // Five at once are five in a row.
    await lockApplicant(tx, application.userId ?? application.projectId ?? application.id)
    if (rules.limits.isOncePerProject) {
      await lockApplicant(tx, `${application.campaignId} ${application.projectId ?? ''}`)
      if (await hasSubmitted(tx, application)) throw new AppError('conflict', 'application_by_colleague')
    }
    const now = ctx.now()
    const conditions = await conditionsNow(tx, grant, rules, now)
    const answers = await listAnswers(tx, [applicationId])
    const lacks = lacksOf(rules, { conditions, answers, declaredAt: application.declaredAt })
    if (lacks.length > 0) throw lacking(lacks)
    await replaceResults(
      tx,
      { application, stage: 'submitted' },
      conditions.map(({ id, answer }) => ({
        ...{ condition: id, isMet: answer.isMet, proof: answer.proof, missing: answer.missing, checkedAt: now },
      })),
    )
    await updateApplication(tx, applicationId, { state: 'submitted', submittedAt: now, submittedBy: grant.user.id })
    await audit(ctx, tx, grant, 'application.submitted')
  })
}

/** Five in a year are said in words of their own: no writing mends that. */
function lacking(lacks: ReturnType<typeof lacksOf>): AppError {
  const fields = lacks.map(({ of, id, word }) => ({ path: `${of}.${id}`, reason: word }))
  const isTooOften = lacks.every(({ word }) => word === 'applied_too_often')
  return new AppError('conflict', isTooOften ? 'application_too_often' : 'application_not_ready', { fields })
}

/** Takes it back, before or after it is handed in, as long as its readers are not done. */
export async function withdrawApplication(ctx: Ctx, applicationId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const grant = await requireApplication(ctx, applicationId, 'application.submit', tx)
    const { state } = grant.application
    if (state === 'withdrawn') return
    if (state !== 'draft' && state !== 'invited' && state !== 'submitted')
      throw new AppError('conflict', 'application_judged')
    await updateApplication(tx, applicationId, { state: 'withdrawn' })
    await audit(ctx, tx, grant, 'application.withdrawn')
  })
}

const audit = (
  ctx: Ctx,
  tx: Parameters<typeof insertAudit>[0],
  { user, application, office }: ApplicationGrant,
  action: string,
) =>
  insertAudit(tx, {
    ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId: application.projectId },
    ...{ action, targetId: application.id, alsoOf: [office.id], detail: { round: application.round } },
  })
