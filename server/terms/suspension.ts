import type { Tx } from '#db/client.ts'
import { findDayAt, insertTerms, listHeadTerms, suspendTerms, takeSuspendedTerms } from '#db/queries/terms.ts'
import type { Ctx } from '../kit/context.ts'

/*
 * Who is kept out is, for that time, nobody at the school: whoever counts its teachers or asks for its head on a day does not
 * find them. Two suspensions leave a gap in the history, not a hole in it.
 */

export async function endWithSuspension(ctx: Ctx, tx: Tx, person: { id: string; schoolId: string }): Promise<void> {
  await suspendTerms(tx, person.id, await findDayAt(tx, person.schoolId, ctx.now()))
}

/** What the suspension ended begins anew today, but for a school that has another head meanwhile. */
export async function beginAgain(ctx: Ctx, tx: Tx, person: { id: string; schoolId: string }): Promise<void> {
  const { id: userId, schoolId } = person
  const fromDate = await findDayAt(tx, schoolId, ctx.now())
  const ended = await takeSuspendedTerms(tx, userId)
  const hasHead = (await listHeadTerms(tx, schoolId)).some(({ toDate }) => toDate === null)
  const posts = new Set(ended.map(({ post }) => post).filter((post) => post !== 'head' || !hasHead))
  await insertTerms(
    tx,
    [...posts].map((post) => ({ userId, schoolId, post, fromDate, createdAt: ctx.now() })),
  )
}
