import type { Tx } from '#db/client.ts'
import { findDayAt, insertTerms, listHeadTerms } from '#db/queries/terms.ts'
import type { Post } from '#db/schema/values.ts'
import { meet } from './posts.ts'

interface Newcomer {
  userId: string
  schoolId: string
  /** What they said they are; null where nobody asked them. */
  said: Post | null
  at: Date
}

/**
 * From today on they are what they said. Of two who say they are the head the one who was there first is: the other is taken
 * in as of the management, and an administrator who knows mends it. Where schools are held, the caller holds this one.
 */
export async function beginTerm(tx: Tx, { userId, schoolId, said, at }: Newcomer): Promise<void> {
  const fromDate = await findDayAt(tx, schoolId, at)
  const wanted = said ?? 'teacher'
  const hasHead =
    wanted === 'head' && (await listHeadTerms(tx, schoolId)).some((term) => meet(term, { fromDate, toDate: null }))
  await insertTerms(tx, [{ userId, schoolId, post: hasHead ? 'management' : wanted, fromDate, createdAt: at }])
}
