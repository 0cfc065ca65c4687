import type { Tx } from '#db/client.ts'
import { findApproval, insertApprovalNote, lockApproval, updateApproval } from '#db/queries/approvals.ts'
import { insertAudits } from '#db/queries/audit.ts'
import type { ApprovalStep } from '#db/schema/values.ts'
import { type ApprovalAct, stateAfter } from '../access/approval-rules.ts'
import { type ApprovalGrant, requireApproval } from '../access/approvals.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { ask } from './ask.ts'
import { type Followed, type Outcome, type Outcomes, subjectOf } from './outcomes.ts'
import { approvalLine, noteApproval } from './tell.ts'
import { viewApproval } from './view.ts'

/* What is done about an approval. The engine knows no subject: what follows is in the table of outcomes. */

type Act = Exclude<ApprovalAct, 'appeal'>

const stepOf: Record<Act, ApprovalStep> = {
  ask: 'question',
  answer: 'answer',
  approve: 'approved',
  refuse: 'refused',
  withdraw: 'withdrawn',
  advise: 'advice',
}

const bellOf = {
  ask: 'approval_question',
  answer: 'approval_waits',
  approve: 'approval_approved',
  refuse: 'approval_refused',
  withdraw: null,
  advise: 'approval_waits',
} as const satisfies Record<Act, string | null>

const becomes: Partial<Record<Act, Outcome['became']>> = {
  approve: 'approved',
  refuse: 'refused',
  withdraw: 'withdrawn',
}

const nothing: Followed = { lines: [], tell: () => Promise.resolve() }

interface Done {
  id: string
  rings: string[]
  followed: Followed
}

/** Holds what the approval is about and then the approval, and asks access of what is held. */
async function hold(
  ctx: Ctx,
  tx: Tx,
  outcomes: Outcomes,
  approvalId: string,
  act: ApprovalAct,
): Promise<ApprovalGrant> {
  const seen = await findApproval(tx, approvalId)
  if (!seen) throw notFound()
  const { subject, subjectId } = subjectOf(seen)
  await outcomes[subject]?.hold(tx, subjectId)
  return requireApproval(ctx, await lockApproval(tx, approvalId), act, tx)
}

function follow(
  ctx: Ctx,
  tx: Tx,
  outcomes: Outcomes,
  { row: approval, user: by }: ApprovalGrant,
  became: Outcome['became'] | undefined,
) {
  const { subject, subjectId } = subjectOf(approval)
  const follower = outcomes[subject]
  return became && follower ? follower.follow(ctx, tx, { approval, subjectId, by, became }) : nothing
}

function questioned(ctx: Ctx, outcomes: Outcomes, { row }: ApprovalGrant): Followed {
  const { subject, subjectId } = subjectOf(row)
  return { lines: [], tell: async () => outcomes[subject]?.questioned?.(ctx, subjectId) }
}

async function perform(
  ctx: Ctx,
  tx: Tx,
  outcomes: Outcomes,
  asked: { id: string; act: Act; text: string },
): Promise<Done> {
  const { id, act, text } = asked
  const grant = await hold(ctx, tx, outcomes, id, act)
  const { row, user } = grant
  const at = ctx.now()
  const isEnd = becomes[act] !== undefined
  await updateApproval(tx, id, {
    state: stateAfter(row.state, act),
    ...(isEnd ? { decidedBy: user.id, decidedAt: at } : {}),
  })
  await insertApprovalNote(tx, { approvalId: id, step: stepOf[act], authorId: user.id, at, text })
  const kind = bellOf[act]
  const rings = kind === null ? [] : await noteApproval(tx, ctx, row, { by: user.id, kind })
  const followed =
    act === 'ask' ? questioned(ctx, outcomes, grant) : await follow(ctx, tx, outcomes, grant, becomes[act])
  await insertAudits(tx, [approvalLine(row, { actor: user, action: stepOf[act], at }), ...followed.lines])
  return { id, rings, followed }
}

async function performAppeal(ctx: Ctx, tx: Tx, outcomes: Outcomes, asked: { id: string; text: string }): Promise<Done> {
  const grant = await hold(ctx, tx, outcomes, asked.id, 'appeal')
  const { row, user } = grant
  const { userId, schoolId, projectId, officeId, vouchesFor } = row
  const subject = userId !== null ? { userId } : schoolId !== null ? { schoolId } : { projectId: projectId ?? '' }
  const made = await ask(tx, {
    subject,
    decider: { officeId: officeId ?? '' },
    by: user,
    at: ctx.now(),
    text: asked.text,
    appeals: row.id,
    vouchesFor,
  })
  const followed = await follow(ctx, tx, outcomes, grant, 'appealed')
  await insertAudits(tx, [made.line, ...followed.lines])
  return { id: made.id, rings: made.rings, followed }
}

async function done(ctx: Ctx, work: (tx: Tx) => Promise<Done>) {
  const { id, rings, followed } = await ctx.db.transaction(work)
  await followed.tell()
  for (const userId of rings) await ringEverywhere(ctx, userId)
  return id
}

/** Does one thing about an approval, and shows what it is now. */
export async function actOn(ctx: Ctx, outcomes: Outcomes, asked: { id: string; act: Act; text: string }) {
  return showApproval(ctx, await done(ctx, (tx) => perform(ctx, tx, outcomes, asked)))
}

/** Asks once more about what was refused: shows the new approval. */
export async function appeal(ctx: Ctx, outcomes: Outcomes, asked: { id: string; text: string }) {
  return showApproval(ctx, await done(ctx, (tx) => performAppeal(ctx, tx, outcomes, asked)))
}

export async function showApproval(ctx: Ctx, approvalId: string) {
  const grant = await requireApproval(ctx, await findApproval(ctx.db, approvalId), null)
  return { approval: await viewApproval(ctx, grant) }
}
