import * as Y from 'yjs'
import { crcOf } from '#collab/relay/crc.ts'
import type { Db } from '#db/client.ts'
import { insertContributions } from '#db/queries/contributions.ts'
import { insertPendingRows, insertReturned } from '#db/queries/pending-writing.ts'
import { pendingBranches, returnedWriting } from '#db/schema/pending-writing.ts'
import { and, eq } from 'drizzle-orm'
import { writeParagraph } from './live-app.ts'

interface Place {
  documentId: string
  userId: string
}

/** A paragraph that waits beside a page, as the relay stores it; gives the id of its branch. */
export async function makeBranch(
  db: Db,
  { documentId, userId }: Place,
  text = 'A heron stands there',
): Promise<string> {
  const ydoc = new Y.Doc()
  writeParagraph(ydoc, text)
  const bytes = Y.encodeStateAsUpdate(ydoc)
  return db.transaction(async (tx) => {
    const row = { documentId, userId, sequence: 1, at: new Date(), bytes, crc: crcOf(bytes, 1) }
    await insertPendingRows(tx, [row])
    await insertContributions(tx, documentId, userId, [ydoc.clientID])
    const isHere = and(eq(pendingBranches.documentId, documentId), eq(pendingBranches.userId, userId))
    const [branch] = await tx.select({ id: pendingBranches.id }).from(pendingBranches).where(isHere)
    if (branch === undefined) throw new Error('no branch was made')
    return branch.id
  })
}

/** Words that a teacher gave back. */
export async function makeReturned(db: Db, { documentId, userId }: Place): Promise<string> {
  return db.transaction(async (tx) => {
    await insertReturned(tx, { documentId, userId, text: 'A heron', reason: 'Which one?', at: new Date() })
    const [row] = await tx.select().from(returnedWriting).where(eq(returnedWriting.userId, userId))
    if (row === undefined) throw new Error('nothing was given back')
    return row.id
  })
}
