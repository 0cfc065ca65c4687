import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  type CircleRow,
  declineAsk,
  deleteAsk,
  listAsks,
  listCircleMembers,
  listToldOfCircle,
  upsertAsk,
} from '#db/queries/circles.ts'
import { findMember, hasOtherOwner, insertMembers, updateMemberLeft, updateMemberRole } from '#db/queries/members.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { insertProjectSchool, lockProject } from '#db/queries/projects.ts'
import { lockUser } from '#db/queries/users.ts'
import { type CircleStanding, requireCircle } from '../access/circles.ts'
import { requireStillHere } from '../access/directory.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { showCircle } from './circles.ts'

/* Who comes into a circle, who moderates it, and who goes. */

const mostMembers = 500
const mostAsks = 100

interface Held {
  user: SessionUser
  circle: CircleRow
  standing: CircleStanding
}
type Needs = Parameters<typeof requireCircle>[2]

/** Holds the circle, does the work, rings for those whom it gives, and judges anew who is in it. */
async function inCircle(
  ctx: Ctx,
  circleId: string,
  { needs, isOpen = true }: { needs: Needs; isOpen?: boolean },
  work: (tx: Tx, held: Held) => Promise<{ rings?: string[]; changed?: string[] }>,
) {
  const { rings = [], changed = [] } = await ctx.db.transaction(async (tx) => {
    await lockProject(tx, circleId)
    const held = await requireCircle(ctx, circleId, needs, tx)
    if (isOpen && held.circle.state !== 'open') throw new AppError('conflict', 'circle_over')
    return work(tx, held)
  })
  if (changed.length > 0) {
    await ctx.rooms.recheck({ userIds: changed })
    for (const userId of changed) ctx.rooms.notice({ projectId: circleId }, { topic: 'people', userId })
  }
  for (const userId of rings) await ringEverywhere(ctx, userId)
}

interface Deed {
  action: `circle.${string}`
  userId: string
}

const note = (ctx: Ctx, tx: Tx, { user, circle }: Held, { action, userId }: Deed) =>
  insertAudit(tx, {
    ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId: circle.id },
    ...{ action, targetId: userId },
  })

async function bringIn(ctx: Ctx, tx: Tx, { circle }: Held, person: { userId: string; schoolId: string }) {
  if (circle.members >= mostMembers) throw new AppError('conflict', 'circle_full')
  const { userId, schoolId } = person
  const at = ctx.now()
  await lockUser(tx, userId)
  await requireStillHere(tx, userId)
  await insertProjectSchool(tx, { projectId: circle.id, schoolId, standing: 'partner', joinedAt: at })
  await insertMembers(tx, circle.id, [{ userId, schoolId, role: 'teacher', joinedAt: at }])
  await deleteAsk(tx, circle.id, userId)
}

/** Comes in, or asks to. Once more changes nothing but the words. */
export async function joinCircle(ctx: Ctx, circleId: string, words: string) {
  await inCircle(ctx, circleId, { needs: 'see' }, async (tx, held) => {
    const { user, circle, standing } = held
    if (circle.role !== null) return {}
    if (circle.way === 'asked') return ask(ctx, tx, held, words)
    await bringIn(ctx, tx, held, { userId: user.id, schoolId: user.schoolId })
    if (standing !== 'member') await note(ctx, tx, held, { action: 'circle.joined', userId: user.id })
    return { changed: [user.id] }
  })
  return showCircle(ctx, circleId)
}

async function ask(ctx: Ctx, tx: Tx, { user, circle, standing }: Held, words: string) {
  if (standing !== 'asked' && circle.waiting >= mostAsks) throw new AppError('conflict', 'circle_asked_much')
  const at = ctx.now()
  await upsertAsk(tx, { circleId: circle.id, userId: user.id, words, askedAt: at })
  if (standing === 'asked') return {}
  const told = new Set(await listToldOfCircle(tx, circle.id, 'circle_asked'))
  const moderators = (await listCircleMembers(tx, circle.id, mostMembers)).filter(({ role }) => role === 'owner')
  const readers = moderators.map(({ userId }) => userId).filter((userId) => !told.has(userId))
  const notice = { kind: 'circle_asked' as const, projectId: circle.id, actorId: user.id, at }
  return {
    rings: await insertNotices(
      tx,
      readers.map((userId) => ({ ...notice, userId })),
    ),
  }
}

/** Goes, or asks no more. Whoever moderates alone hands that over first, or ends the circle. */
export const leaveCircle = (ctx: Ctx, circleId: string): Promise<void> =>
  inCircle(ctx, circleId, { needs: 'see', isOpen: false }, async (tx, held) => {
    const { user, circle } = held
    await deleteAsk(tx, circleId, user.id)
    if (circle.role === null) return {}
    await goOut(ctx, tx, held, user.id)
    await note(ctx, tx, held, { action: 'circle.left', userId: user.id })
    return { changed: [user.id] }
  })

async function goOut(ctx: Ctx, tx: Tx, { circle }: Held, userId: string): Promise<void> {
  const member = await findMember(tx, circle.id, userId)
  if (!member) throw notFound()
  const isLast = member.role === 'owner' && !(await hasOtherOwner(tx, circle.id, userId))
  if (isLast && circle.state === 'open') throw new AppError('conflict', 'circle_last_moderator')
  await updateMemberLeft(tx, circle.id, userId, ctx.now())
}

/** Lets in who asks, or says whether a member moderates. */
export async function setMember(ctx: Ctx, circleId: string, userId: string, part: 'member' | 'moderator') {
  await inCircle(ctx, circleId, { needs: 'moderator' }, async (tx, held) => {
    const member = await findMember(tx, circleId, userId)
    if (!member) return admit(ctx, tx, held, userId)
    const role = part === 'moderator' ? 'owner' : 'teacher'
    if (member.role === role) return {}
    if (role === 'teacher' && !(await hasOtherOwner(tx, circleId, userId)))
      throw new AppError('conflict', 'circle_last_moderator')
    await updateMemberRole(tx, circleId, userId, role)
    await note(ctx, tx, held, { action: `circle.${part}`, userId })
    return { changed: [userId] }
  })
  return showCircle(ctx, circleId)
}

async function admit(ctx: Ctx, tx: Tx, held: Held, userId: string) {
  const asker = (await listAsks(tx, held.circle.id, mostAsks)).find((one) => one.userId === userId)
  if (!asker) throw notFound()
  await bringIn(ctx, tx, held, asker)
  await note(ctx, tx, held, { action: 'circle.admitted', userId })
  const notice = { userId, kind: 'circle_admitted' as const, projectId: held.circle.id, at: ctx.now() }
  return { rings: await insertNotices(tx, [notice]), changed: [userId] }
}

/** Takes a member out, or tells who asks no; of that they see nothing. */
export async function removeFromCircle(ctx: Ctx, circleId: string, userId: string) {
  await inCircle(ctx, circleId, { needs: 'moderator', isOpen: false }, async (tx, held) => {
    if (await declineAsk(tx, circleId, userId, ctx.now())) return {}
    await goOut(ctx, tx, held, userId)
    await note(ctx, tx, held, { action: 'circle.removed', userId })
    return { changed: [userId] }
  })
  return showCircle(ctx, circleId)
}
