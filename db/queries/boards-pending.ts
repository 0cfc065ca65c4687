import { and, asc, count, eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { pendingObjects } from '../schema/boards.ts'
import { documents } from '../schema/documents.ts'

type NewPending = typeof pendingObjects.$inferInsert

/** Null where something of that id waits already. */
export async function insertPending(db: DbOrTx, pending: NewPending): Promise<PendingRow | null> {
  const [row] = await db
    .insert(pendingObjects)
    .values(pending)
    .onConflictDoNothing({ target: [pendingObjects.documentId, pendingObjects.objectId] })
    .returning()
  return row ?? null
}

/** Cards that wait for a board, or have come back to their authors, the oldest first; of one author where one is given. */
export async function listPending(db: DbOrTx, documentId: string, authorId?: string) {
  const ofBoard = eq(pendingObjects.documentId, documentId)
  return db
    .select()
    .from(pendingObjects)
    .where(authorId === undefined ? ofBoard : and(ofBoard, eq(pendingObjects.authorId, authorId)))
    .orderBy(asc(pendingObjects.createdAt), asc(pendingObjects.id))
}

export type PendingRow = Awaited<ReturnType<typeof listPending>>[number]

export async function countPending(db: DbOrTx, documentId: string, authorId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(pendingObjects)
    .where(and(eq(pendingObjects.documentId, documentId), eq(pendingObjects.authorId, authorId)))
  return row?.count ?? 0
}

/** Holds the card until the transaction ends, so that nobody else decides about it. Null where it is gone. */
export async function lockPending(tx: Tx, documentId: string, pendingId: string): Promise<PendingRow | null> {
  const [row] = await tx
    .select()
    .from(pendingObjects)
    .where(and(eq(pendingObjects.documentId, documentId), eq(pendingObjects.id, pendingId)))
    .for('update')
  return row ?? null
}

export async function updatePending(tx: Tx, pendingId: string, changes: Partial<NewPending>): Promise<PendingRow> {
  const [row] = await tx.update(pendingObjects).set(changes).where(eq(pendingObjects.id, pendingId)).returning()
  if (!row) throw new Error('a card that was held is gone')
  return row
}

export async function deletePending(db: DbOrTx, pendingId: string): Promise<void> {
  await db.delete(pendingObjects).where(eq(pendingObjects.id, pendingId))
}

/** Cards of a project that wait for a teacher, with the boards they are for. */
export async function listPendingOfProject(db: DbOrTx, projectId: string) {
  return db
    .select({
      id: pendingObjects.id,
      documentId: pendingObjects.documentId,
      documentKind: documents.kind,
      title: documents.title,
      authorId: pendingObjects.authorId,
      content: pendingObjects.content,
      changedAt: pendingObjects.changedAt,
    })
    .from(pendingObjects)
    .innerJoin(documents, eq(documents.id, pendingObjects.documentId))
    .where(and(eq(documents.projectId, projectId), eq(pendingObjects.state, 'waiting')))
    .orderBy(asc(pendingObjects.changedAt), asc(pendingObjects.id))
    .limit(500)
}

/** For which board a card waits, or null. */
export async function findPendingPlace(db: DbOrTx, pendingId: string) {
  const [row] = await db
    .select({ documentId: pendingObjects.documentId })
    .from(pendingObjects)
    .where(eq(pendingObjects.id, pendingId))
  return row ?? null
}
