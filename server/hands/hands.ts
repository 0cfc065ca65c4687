import { deleteHand, type HandKind, listHands, upsertHand } from '#db/queries/hands.ts'
import { requireProject } from '../access/grants.ts'
import { tellWhoMay } from '../access/tell.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'

/** A lesson and the break after it: a hand that is older is forgotten, and nobody has to take it down. */
const upForMs = 90 * 60_000

/** Hands that went up before are no more. */
export const handsSince = (ctx: Ctx) => new Date(ctx.now().getTime() - upForMs)

/**
 * For teachers all hands, their own school's pupils first; for a pupil their own, with how many are before it. Nobody else
 * hears of a hand.
 */
export async function showHands(ctx: Ctx, projectId: string) {
  const { user, can } = await requireProject(ctx, projectId, 'project.read')
  const up = await listHands(ctx.db, projectId, handsSince(ctx))
  const at = up.findIndex((hand) => hand.userId === user.id)
  const own = up[at]
  const isOurs = (hand: (typeof up)[number]) => hand.schoolId === user.schoolId
  const seen = can('hand.answer') ? [...up.filter(isOurs), ...up.filter((hand) => !isOurs(hand))] : []
  return {
    hands: seen.map(({ userId, kind, raisedAt }) => ({ userId, kind, raisedAt: raisedAt.toISOString() })),
    own: own === undefined ? null : { kind: own.kind, raisedAt: own.raisedAt.toISOString(), before: at },
    can: { raise: can('hand.raise'), answer: can('hand.answer') },
  }
}

/** One's own hand goes up, says something else in its place, or comes down. */
export async function setHand(ctx: Ctx, projectId: string, kind: HandKind | null) {
  const { user } = await requireProject(ctx, projectId, 'hand.raise')
  if (kind === null) await deleteHand(ctx.db, projectId, user.id)
  else await upsertHand(ctx.db, { projectId, userId: user.id, kind, at: ctx.now(), since: handsSince(ctx) })
  await tellHands(ctx, projectId, user.id)
  return showHands(ctx, projectId)
}

/** A teacher was there: the hand comes down, and its pupil sees that. */
export async function lowerHand(ctx: Ctx, projectId: string, userId: string) {
  await requireProject(ctx, projectId, 'hand.answer')
  if (!(await deleteHand(ctx.db, projectId, userId))) throw notFound()
  await tellHands(ctx, projectId, userId)
}

/** Teachers, who see all; whose hand it was; and who waits behind it. */
async function tellHands(ctx: Ctx, projectId: string, userId: string): Promise<void> {
  const up = await listHands(ctx.db, projectId, handsSince(ctx))
  const also = [userId, ...up.map((hand) => hand.userId)]
  await tellWhoMay(ctx, { projectId, may: 'hand.answer', also }, { topic: 'hands' })
}
