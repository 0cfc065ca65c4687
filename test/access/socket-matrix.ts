/** Every message type of the socket, what a writer and a reader may do with it. */
export const messageMatrix: Record<string, { write: 'taken' | 'closed'; read: 'taken' | 'closed' }> = {
  'sync step 1': { write: 'taken', read: 'taken' },
  'sync step 2': { write: 'taken', read: 'closed' },
  'sync update': { write: 'taken', read: 'closed' },
  awareness: { write: 'taken', read: 'taken' },
  queryAwareness: { write: 'taken', read: 'taken' },
  fleeting: { write: 'taken', read: 'taken' },
  hello: { write: 'taken', read: 'taken' },
  packed: { write: 'closed', read: 'closed' },
  pending: { write: 'closed', read: 'closed' },
  stored: { write: 'closed', read: 'closed' },
  identity: { write: 'closed', read: 'closed' },
  notice: { write: 'closed', read: 'closed' },
  refused: { write: 'closed', read: 'closed' },
}

/**
 * Every address of the relay, and who gets what from it: a member, a stranger to the project, somebody without a login,
 * and a member's browser on a page of another site. `doors.test.ts` knocks with every cell.
 */
export const lineCallers = ['pupil', 'stranger', 'anonymous', 'otherSite'] as const
export const lineMatrix: Record<string, string> = {
  //                           pupil stranger anonymous otherSite
  'GET /collab/:room': 'open 4404 4401 403',
  'POST /collab/:room/events': 'open 4404 4401 403',
  'POST /collab/:room/messages': '204 410 410 403',
  'GET /collab/test': 'open open open 403',
  'POST /collab/test/events': 'open open open 403',
  'POST /collab/test/messages': '200 200 200 403',
}
