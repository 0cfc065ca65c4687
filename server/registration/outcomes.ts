import type { Tx } from '#db/client.ts'
import type { AuditLine } from '#db/queries/audit.ts'
import { deleteNoticesOfWaiting } from '#db/queries/notices.ts'
import { takeNewcomer } from '#db/queries/registrations.ts'
import { lockSchool, updateVouched } from '#db/queries/schools.ts'
import { findUser, lockSchoolAdmins, lockUser, updateUser } from '#db/queries/users.ts'
import type { Followed, Follower } from '../approvals/outcomes.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { putIntoOutboxOf } from '../mail/outbox.ts'
import { beginTerm } from '../terms/newcomer.ts'

/* What follows where an office decides about a newcomer. Who is refused stays for a while, and may ask once more (`forget.ts`). */

const nothing: Followed = { lines: [], tell: () => Promise.resolve() }

/** They are in: as what they said, and as the administrator of a school that has none. Gives the lines of the audit. */
async function takeIn(ctx: Ctx, tx: Tx, userId: string, vouchesFor: string | null): Promise<AuditLine[]> {
  const person = await findUser(tx, userId)
  if (!person || person.waitingSince === null) return []
  const { schoolId } = person
  const at = ctx.now()
  const isSchoolAdmin = (await lockSchoolAdmins(tx, schoolId)).length === 0
  const newcomer = await takeNewcomer(tx, userId)
  await updateUser(tx, userId, { waitingSince: null, isSchoolAdmin })
  await beginTerm(tx, { userId, schoolId, said: newcomer?.post ?? null, at })
  // A yes to a person is one to the school that they told us of, where the approval says so, and to no other.
  if (vouchesFor !== null) await updateVouched(tx, vouchesFor)
  await deleteNoticesOfWaiting(tx, userId)
  const actor = requireUser(ctx)
  const line = { at, actorId: actor.id, schoolId: actor.schoolId, targetId: userId, about: [userId] }
  return [{ ...line, action: 'staff.confirmed', detail: { role: isSchoolAdmin ? 'admin' : 'staff' } }]
}

const write = (ctx: Ctx, userId: string) => putIntoOutboxOf(ctx, 'newcomer', userId)

export const newcomerFollower: Follower = {
  async hold(tx, userId) {
    const person = await findUser(tx, userId)
    if (!person) return
    // Of two who came to a new school one becomes its administrator.
    await lockSchool(tx, person.schoolId)
    await lockSchoolAdmins(tx, person.schoolId)
    await lockUser(tx, userId)
  },
  async follow(ctx, tx, { subjectId, became, approval }) {
    if (became === 'refused') return { lines: [], tell: () => write(ctx, subjectId) }
    if (became !== 'approved') return nothing
    const lines = await takeIn(ctx, tx, subjectId, approval.vouchesFor)
    if (lines.length === 0) return nothing
    return {
      lines,
      async tell() {
        await ctx.rooms.recheck({ userIds: [subjectId] })
        await write(ctx, subjectId)
      },
    }
  },
  questioned: write,
}
