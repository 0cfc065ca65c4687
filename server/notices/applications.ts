import type { Tx } from '#db/client.ts'
import { insertNotices } from '#db/queries/notices.ts'

interface Rung {
  applicationId: string
  /** `returned`: sent back to be completed, as a page is. */
  kind: 'application_asked' | 'application_decided' | 'application_appealed' | 'returned'
  /** Null where nobody in particular did it: a commission decides. */
  actorId: string | null
  userIds: readonly string[]
  at: Date
}

/** Gives for whom it rings. */
export const noteApplication = (tx: Tx, { userIds, ...rung }: Rung): Promise<string[]> =>
  insertNotices(
    tx,
    [...new Set(userIds)]
      .filter((userId) => userId !== rung.actorId)
      .map((userId) => ({ userId, projectId: null, ...rung })),
  )
