import { type CircleRow, findCircle } from '#db/queries/circles.ts'
import type { DbOrTx } from '#db/client.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { requireNetwork } from './directory.ts'

/** What somebody is to a circle. Who was told no asks on, as far as they see. */
export type CircleStanding = 'none' | 'asked' | 'member' | 'moderator'

export function standingIn({ role, askedAt }: Pick<CircleRow, 'role' | 'askedAt'>): CircleStanding {
  if (role !== null) return role === 'owner' ? 'moderator' : 'member'
  return askedAt === null ? 'none' : 'asked'
}

/**
 * A circle: what it says of itself is for every teacher of the programme while it goes on, who is in it for its members, who may
 * come in for its moderators. One that is over is there for its members alone.
 */
export async function requireCircle(
  ctx: Ctx,
  circleId: string,
  needs: 'see' | 'member' | 'moderator',
  db: DbOrTx = ctx.db,
): Promise<{ user: SessionUser; circle: CircleRow; standing: CircleStanding }> {
  const user = await requireNetwork(ctx, db)
  const circle = await findCircle(db, user.id, circleId)
  if (!circle || (circle.state !== 'open' && circle.role === null)) throw notFound()
  const standing = standingIn(circle)
  if (needs === 'moderator' && standing !== 'moderator') throw new AppError('forbidden')
  if (needs === 'member' && circle.role === null) throw new AppError('forbidden')
  return { user, circle, standing }
}
