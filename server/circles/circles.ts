import {
  countModerated,
  findCircle,
  insertCircle,
  listAsks,
  listCircleMembers,
  listFeaturedCircles,
  listOwnCircles,
  updateCircleOver,
  updateCircleWay,
} from '#db/queries/circles.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertMembers } from '#db/queries/members.ts'
import { insertProject, insertProjectSchool, lockProject, updateProject } from '#db/queries/projects.ts'
import { lockUser } from '#db/queries/users.ts'
import { requireCircle } from '../access/circles.ts'
import { requireNetwork, requireStillHere } from '../access/directory.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import type { Given } from '../kit/given.ts'
import type { CircleDraft, NewCircle } from './input.ts'
import { countryOf, versionOf, viewCircles } from './views.ts'

/* Groups of teachers about a theme: founded, shown, changed and ended. Their rooms are those of a project. */

/** So many one person moderates at a time: who looks after more looks after none. */
const mostModerated = 5
const mostFeatured = 20
const mostAsks = 100
const mostMembers = 500
/** Of a project only: circles are about no pupils. */
const ages = { ageFrom: 3, ageTo: 20 }

export async function listCircles(ctx: Ctx) {
  const user = await requireNetwork(ctx)
  const countryCode = await countryOf(ctx.db, user.schoolId)
  const own = await listOwnCircles(ctx.db, user.id)
  const featured = await listFeaturedCircles(ctx.db, user.id, { countryCode, limit: mostFeatured })
  return {
    own: await viewCircles(ctx.db, own, countryCode),
    featured: await viewCircles(ctx.db, featured, countryCode),
  }
}

/** One of them; for its members who is in it, for its moderators who asks to be. */
export async function showCircle(ctx: Ctx, circleId: string) {
  const { user, circle, standing } = await requireCircle(ctx, circleId, 'see')
  const countryCode = await countryOf(ctx.db, user.schoolId)
  const [view] = await viewCircles(ctx.db, [circle], countryCode)
  const isIn = standing === 'member' || standing === 'moderator'
  const people = isIn ? await listCircleMembers(ctx.db, circleId, mostMembers) : []
  const asks = standing === 'moderator' ? await listAsks(ctx.db, circleId, mostAsks) : []
  return {
    circle: view,
    people: people.map(({ userId, name, school, role }) => ({
      ...{ userId, name, school, isMe: userId === user.id },
      part: role === 'owner' ? ('moderator' as const) : ('member' as const),
    })),
    asks: asks.map(({ userId, name, school, words, askedAt }) => ({
      ...{ userId, name, school, words },
      at: askedAt.toISOString(),
    })),
  }
}

export async function foundCircle(ctx: Ctx, { id, name, words, languages, subjects, way }: NewCircle) {
  const user = await requireNetwork(ctx)
  await ctx.db.transaction(async (tx) => {
    await lockUser(tx, user.id)
    await requireStillHere(tx, user.id)
    const there = await findCircle(tx, user.id, id)
    if (there?.role === 'owner') return
    if (there) throw invalidField('id', 'conflict')
    if ((await countModerated(tx, user.id)) >= mostModerated) throw new AppError('conflict', 'circles_many')
    const at = ctx.now()
    const cover = 1 + (Number.parseInt(id.slice(0, 8), 16) % 8)
    const about = { kind: 'circle' as const, name, summary: words, languages, subjects, cover, ...ages }
    await insertProject(tx, { id, ...about, state: 'open', createdBy: user.id, createdAt: at, openedAt: at })
    await insertCircle(tx, id, way)
    await insertProjectSchool(tx, { projectId: id, schoolId: user.schoolId, standing: 'founder', joinedAt: at })
    await insertMembers(tx, id, [{ userId: user.id, schoolId: user.schoolId, role: 'owner', joinedAt: at }])
    await insertAudit(tx, {
      ...{ at, actorId: user.id, schoolId: user.schoolId, projectId: id, targetId: id },
      action: 'circle.founded',
    })
  })
  return showCircle(ctx, id)
}

/** What it says of itself, and how one comes in. Ended, it can be read by its members, and written in by nobody. */
export async function changeCircle(
  ctx: Ctx,
  circleId: string,
  { name, words, languages, subjects, way, isOver, version }: Given<CircleDraft & { isOver: true; version: number }>,
) {
  await ctx.db.transaction(async (tx) => {
    await lockProject(tx, circleId)
    const { user, circle } = await requireCircle(ctx, circleId, 'moderator', tx)
    if (circle.state !== 'open') throw new AppError('conflict', 'circle_over')
    if (version !== undefined && version !== versionOf(circle)) throw new AppError('conflict', 'circle_changed')
    const said = {
      ...(name !== undefined && { name }),
      ...(words !== undefined && { summary: words }),
      ...(languages !== undefined && { languages }),
      ...(subjects !== undefined && { subjects }),
    }
    if (Object.keys(said).length > 0) await updateProject(tx, circleId, said)
    if (way !== undefined) await updateCircleWay(tx, circleId, way)
    if (!isOver) return
    const at = ctx.now()
    await updateCircleOver(tx, circleId, at)
    await insertAudit(tx, {
      ...{ at, actorId: user.id, schoolId: user.schoolId, projectId: circleId, targetId: circleId },
      action: 'circle.ended',
    })
  })
  if (isOver) await ctx.rooms.recheck({ projectIds: [circleId] })
  ctx.rooms.notice({ projectId: circleId }, { topic: 'project', id: circleId, userId: ctx.user?.id ?? '' })
  return showCircle(ctx, circleId)
}
