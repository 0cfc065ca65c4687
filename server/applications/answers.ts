import { insertAudit } from '#db/queries/audit.ts'
import { listAnswers, lockApplication, upsertAnswer } from '#db/queries/applications.ts'
import { mayWritePart } from '../access/application-rules.ts'
import { requireOpenApplication } from '../access/applications.ts'
import { type Field, rulesOf } from '../campaigns/rulebook.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import type { AnswerChange } from './input.ts'
import { isReopened } from './state.ts'

/**
 * Saves one field. Who began from an older one than there is now is told what stands there and whose it is, and nothing is
 * changed; who sends again what stands there already has saved it.
 */
export async function saveAnswer(ctx: Ctx, applicationId: string, field: string, { text, revision }: AnswerChange) {
  return ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const grant = await requireOpenApplication(ctx, applicationId, 'application.write', tx)
    const rules = rulesOf(grant.rulebook.rules)
    const asked = rules.form.find(({ id }) => id === field)
    if (!asked) throw notFound()
    if (!mayWritePart(grant.standings, asked.part)) throw new AppError('forbidden', 'application_own_part')
    if (!isReopened(rules, grant.application, asked.criterion))
      throw new AppError('conflict', 'application_not_reopened')
    requireFitting(asked, text)
    const row = (await listAnswers(tx, [applicationId])).find((one) => one.field === field)
    const [stands, now] = [row?.revision ?? 0, ctx.now()]
    if ((row?.text ?? '') === text) return answered(field, row?.revision ?? 0)
    if (stands !== revision)
      throw new AppError('conflict', 'application_changed', {
        stands: {
          ...{ value: row?.text ?? '', revision: stands },
          ...{ author: row?.author ?? null, changedAt: row?.changedAt.toISOString() ?? null },
        },
      })
    await upsertAnswer(tx, { applicationId, field, text, authorId: grant.user.id, changedAt: now })
    if (stands === 0)
      await insertAudit(tx, {
        ...{ at: now, actorId: grant.user.id, schoolId: grant.user.schoolId, projectId: grant.application.projectId },
        ...{ action: 'application.answered', targetId: applicationId, detail: { field } },
      })
    return answered(field, stands + 1)
  })
}

const answered = (field: string, revision: number) => ({ answer: { field, revision } })

function requireFitting({ kind, most }: Field, text: string): void {
  if (kind === 'yes_no' && !['', 'yes', 'no'].includes(text)) throw invalidField('text', 'invalid_input')
  if (kind === 'text' && text.length > most) throw invalidField('text', 'application_answer_long')
}
