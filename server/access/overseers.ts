import type { DbOrTx } from '#db/client.ts'
import { findDayAt, listPostsOn } from '#db/queries/terms.ts'
import type { Post } from '#db/schema/values.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { requireSchool, schoolRole } from './grants.ts'
import { canInSchool, type SchoolRole } from './school-rules.ts'

const managing: ReadonlySet<Post> = new Set(['head', 'management'])

/** What somebody is in their school, where their posts of today are known. */
export function roleWithPosts(user: SessionUser, posts: readonly Post[]): SchoolRole {
  const role = schoolRole(user)
  return role === 'staff' && posts.some((post) => managing.has(post)) ? 'management' : role
}

/** What somebody is in their school today. */
export async function roleOfToday(ctx: Ctx, user: SessionUser, db: DbOrTx = ctx.db): Promise<SchoolRole> {
  const { id: userId, schoolId } = user
  const held = await listPostsOn(db, { userId, schoolId, day: await findDayAt(db, schoolId, ctx.now()) })
  const posts = held.map(({ post }) => post)
  return roleWithPosts(user, posts)
}

/** Who has the whole school before their eyes: its administrators, and who is of its management today. */
export async function requireOverseer(ctx: Ctx) {
  const user = requireSchool(ctx, 'school.read')
  const role = await roleOfToday(ctx, user)
  if (!canInSchool(role, 'school.oversee')) throw new AppError('forbidden')
  return { user, role }
}

/** Who is head of their school today, with the post's id. */
export async function requireHead(ctx: Ctx, db: DbOrTx) {
  const user = requireUser(ctx)
  const { id: userId, schoolId } = user
  const posts = await listPostsOn(db, { userId, schoolId, day: await findDayAt(db, schoolId, ctx.now()) })
  const head = posts.find(({ post }) => post === 'head')
  if (!head) throw new AppError('forbidden')
  return { user, termId: head.id }
}
