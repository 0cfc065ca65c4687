import type { Tx } from '#db/client.ts'
import { insertAppeal, listOpenAppeals, lockAppeal, updateAppealAnswer } from '#db/queries/appeals.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { listMembers } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { deleteWritingRuleById, findWritingRule } from '#db/queries/writing-rules.ts'
import { requireProject } from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { tellWhoMay } from '../access/tell.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import type { Decided, DeskItem } from '../kit/desk-item.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ring } from '../notices/ring.ts'
import type { AppealDraft } from './input.ts'
import { obey, showRules } from './writing.ts'

/* A pupil asks another teacher than the one who set a sanction to look at it. Once, and it is answered once. */

type Rule = NonNullable<Awaited<ReturnType<typeof findWritingRule>>>

export async function appeal(ctx: Ctx, projectId: string, { rule: ruleId, words }: AppealDraft) {
  await ctx.db.transaction(async (tx) => {
    const { user, schoolId } = await requireProject(ctx, projectId, 'sanction.appeal', tx, { evenAway: true })
    const rule = await findWritingRule(tx, ruleId)
    const isOwn = rule?.projectId === projectId && rule.userId === user.id && rule.purpose === 'sanction'
    if (!isOwn || !isHeld(rule, ctx.now())) throw notFound()
    const others = (await listMembers(tx, projectId)).filter(
      ({ role, userId }) => isTeacherRole(role) && userId !== rule.setBy,
    )
    if (others.length === 0) throw new AppError('conflict', 'appeal_nobody')
    if (!(await insertAppeal(tx, { ruleId, words, at: ctx.now() }))) throw new AppError('conflict', 'appeal_made')
    const line = { at: ctx.now(), actorId: user.id, schoolId, projectId, targetId: user.id }
    await insertAudit(tx, { ...line, action: 'appeal.made' })
  })
  await tellWhoMay(ctx, { projectId, may: 'sanction.review' }, { topic: 'desk' })
  return showRules(ctx, projectId)
}

const isHeld = ({ until }: Rule, now: Date) => until === null || until > now

/** For every teacher but the one who set it. */
export async function appealsOnDesk(ctx: Ctx, projectId: string): Promise<DeskItem[]> {
  const { user } = await requireProject(ctx, projectId, 'sanction.review')
  const rows = await listOpenAppeals(ctx.db, projectId)
  return rows.flatMap(({ rule, words, at, by }) =>
    rule.userId === null || rule.setBy === user.id || !isHeld(rule, ctx.now())
      ? []
      : [
          {
            id: rule.id,
            kind: 'appeal',
            authorId: rule.userId,
            at,
            version: null,
            text: words,
            language: null,
            files: [],
            place: {
              kind: 'sanction',
              mode: rule.mode,
              by: by ?? '',
              reason: rule.reason,
              until: rule.until?.toISOString() ?? null,
            },
            can: ['approve', 'return'],
          },
        ],
  )
}

/** Lifts the sanction, or says why it stays; the pupil hears it either way. */
export async function decideAppeal(ctx: Ctx, ruleId: string, { decision, reason }: Decided): Promise<void> {
  if (decision === 'hide') throw new AppError('conflict', 'not_hidden_here')
  const { rule, rings } = await ctx.db.transaction(async (tx) => {
    const found = await lockAppeal(tx, ruleId)
    if (found === null) throw notFound()
    const rule = await requireReview(ctx, tx, found)
    if (decision === 'approve') await deleteWritingRuleById(tx, ruleId)
    else {
      const given = { answer: reason, answeredBy: requireUser(ctx).id, answeredAt: ctx.now() }
      await updateAppealAnswer(tx, ruleId, given)
    }
    return { rule, rings: await noteAnswer(ctx, tx, rule, decision === 'approve') }
  })
  await obey(ctx, rule.projectId, [rule])
  await tellWhoMay(ctx, { projectId: rule.projectId, may: 'sanction.review' }, { topic: 'desk' })
  await ring(ctx, rule.projectId, rings)
}

async function requireReview(
  ctx: Ctx,
  tx: Tx,
  { rule, answeredAt }: NonNullable<Awaited<ReturnType<typeof lockAppeal>>>,
): Promise<Rule> {
  const { user } = await requireProject(ctx, rule.projectId, 'sanction.review', tx)
  if (rule.setBy === user.id) throw new AppError('forbidden', 'appeal_own')
  if (answeredAt !== null) throw new AppError('conflict', 'already_decided')
  return rule
}

async function noteAnswer(ctx: Ctx, tx: Tx, { projectId, userId }: Rule, isLifted: boolean): Promise<string[]> {
  const { id: actorId, schoolId } = requireUser(ctx)
  const [action, kind] = isLifted
    ? (['appeal.lifted', 'appeal_lifted'] as const)
    : (['appeal.kept', 'appeal_kept'] as const)
  const told = { kind, projectId, actorId, at: ctx.now() }
  const rung = userId === null ? [] : await insertNotices(tx, [{ ...told, userId }])
  const line = { at: ctx.now(), actorId, schoolId, about: [userId], projectId, targetId: userId ?? projectId }
  await insertAudit(tx, { ...line, action })
  return rung
}
