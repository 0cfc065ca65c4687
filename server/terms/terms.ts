import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { lockSchool } from '#db/queries/schools.ts'
import {
  findDayAt,
  findTerm,
  insertTerms,
  listHeadTerms,
  listTermsOf,
  listSchoolTerms,
  type TermRow,
  updateTermEnd,
} from '#db/queries/terms.ts'
import { findUser } from '#db/queries/users.ts'
import type { Post } from '#db/schema/values.ts'
import { requireSchool, schoolRole } from '../access/grants.ts'
import { canInSchool } from '../access/school-rules.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { meet, termsOn, wasNeverHeld } from './posts.ts'

/* What staff of a school are and were: teacher, head … A post says who somebody is and lets them do nothing. */

/** Who had which post at one's own school on a day; without one, today. */
export async function showPostsOn(ctx: Ctx, day: string | undefined) {
  const { schoolId } = requireSchool(ctx, 'school.read')
  const on = day ?? (await findDayAt(ctx.db, schoolId, ctx.now()))
  const terms = termsOn(await listSchoolTerms(ctx.db, schoolId), on)
  return {
    on,
    terms: terms.map(({ userId, displayName, post, fromDate }) => ({ userId, displayName, post, from: fromDate })),
  }
}

const viewTerm = ({ id, post, fromDate, toDate }: TermRow) => ({ id, post, from: fromDate, to: toDate })

/** All that somebody was and is at the school: for themselves and for its administrators. */
export async function showTerms(ctx: Ctx, userId: string) {
  const user = requireSchool(ctx, 'school.read')
  if (userId !== user.id) {
    if (!canInSchool(schoolRole(user), 'school.administer')) throw new AppError('forbidden')
    await requireColleague(ctx.db, user, userId)
  }
  const terms = await listTermsOf(ctx.db, userId, user.schoolId)
  return { terms: terms.filter((term) => !wasNeverHeld(term)).map(viewTerm) }
}

async function requireColleague(db: Parameters<typeof findUser>[0], actor: SessionUser, userId: string) {
  const person = await findUser(db, userId)
  const isHere = person?.kind === 'staff' && person.waitingSince === null && person.anonymisedAt === null
  if (!isHere || person.schoolId !== actor.schoolId) throw notFound()
  return person
}

interface GivenPosts {
  posts: Post[]
  from: string
}

/** Gives a colleague one post or several, from a day that has come. */
export async function givePosts(ctx: Ctx, userId: string, { posts, from }: GivenPosts) {
  const actor = requireSchool(ctx, 'school.administer')
  await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, actor.schoolId)
    const person = await requireColleague(tx, actor, userId)
    if (person.suspendedAt) throw new AppError('conflict', 'staff_suspended')
    await requireCome(ctx, tx, actor.schoolId, { day: from, path: 'from' })
    const wanted = [...new Set(posts)]
    await requireFree(tx, { userId, schoolId: actor.schoolId, posts: wanted, from })
    const made = { userId, schoolId: actor.schoolId, fromDate: from, createdAt: ctx.now() }
    await insertTerms(
      tx,
      wanted.map((post) => ({ ...made, post })),
    )
    const line = { at: ctx.now(), actorId: actor.id, schoolId: actor.schoolId, targetId: userId }
    await insertAudit(tx, { ...line, action: 'post.given', detail: { posts: wanted.join(' '), since: from } })
  })
  return showTerms(ctx, userId)
}

/** Nobody has a post from tomorrow on: what is written down has happened. */
async function requireCome(ctx: Ctx, tx: Tx, schoolId: string, { day, path }: { day: string; path: string }) {
  if (day <= (await findDayAt(tx, schoolId, ctx.now()))) return
  throw new AppError('invalid', 'invalid_input', { fields: [{ path, reason: 'date_ahead' }] })
}

interface Wanted extends GivenPosts {
  userId: string
  schoolId: string
}

/** Somebody has a post once at a time, and a school one head: deputies are of the management. */
async function requireFree(tx: Tx, { userId, schoolId, posts, from }: Wanted): Promise<void> {
  const wanted = { fromDate: from, toDate: null }
  const own = await listTermsOf(tx, userId, schoolId)
  if (own.some((term) => posts.includes(term.post) && meet(term, wanted))) throw new AppError('conflict', 'post_held')
  if (!posts.includes('head')) return
  const heads = await listHeadTerms(tx, schoolId)
  if (heads.some((term) => meet(term, wanted))) throw new AppError('conflict', 'head_there')
}

/** Ends a post that goes on: `to` is the first day without it. On its own first day: it was a mistake. */
export async function endPost(ctx: Ctx, termId: string, to: string) {
  const actor = requireSchool(ctx, 'school.administer')
  const userId = await ctx.db.transaction(async (tx) => {
    await lockSchool(tx, actor.schoolId)
    const term = await findTerm(tx, termId)
    if (term?.schoolId !== actor.schoolId) throw notFound()
    if (term.toDate !== null) throw new AppError('conflict', 'post_over')
    await requireCome(ctx, tx, actor.schoolId, { day: to, path: 'to' })
    if (to < term.fromDate)
      throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'to', reason: 'date_order' }] })
    await updateTermEnd(tx, termId, to)
    const line = { at: ctx.now(), actorId: actor.id, schoolId: actor.schoolId, targetId: term.userId }
    await insertAudit(tx, { ...line, action: 'post.ended', detail: { posts: term.post, since: to } })
    return term.userId
  })
  return showTerms(ctx, userId)
}
