import { and, eq, inArray } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { contributions } from '../schema/documents.ts'

/**
 * Binds Yjs client ids of a document to a person, for ever.
 * @throws where one of them is somebody else's already
 */
export async function insertContributions(
  tx: Tx,
  documentId: string,
  userId: string | null,
  clientIds: number[],
): Promise<void> {
  if (clientIds.length === 0) return
  await tx
    .insert(contributions)
    .values(clientIds.map((clientId) => ({ documentId, clientId, userId })))
    .onConflictDoNothing()
  const bound = await tx
    .select({ clientId: contributions.clientId, userId: contributions.userId })
    .from(contributions)
    .where(and(eq(contributions.documentId, documentId), inArray(contributions.clientId, clientIds)))
  const foreign = bound.find((row) => row.userId !== userId)
  if (foreign) throw new Error(`client id ${foreign.clientId} of document ${documentId} belongs to somebody else`)
}

/** Whose each client id of a document is; null where that person is gone. */
export async function listContributions(db: DbOrTx, documentId: string) {
  return db
    .select({ clientId: contributions.clientId, userId: contributions.userId, isClosed: contributions.isClosed })
    .from(contributions)
    .where(eq(contributions.documentId, documentId))
}

/** Nothing more is taken under these. */
export async function closeContributions(tx: Tx, documentId: string, clientIds: readonly number[]): Promise<void> {
  if (clientIds.length === 0) return
  await tx
    .update(contributions)
    .set({ isClosed: true })
    .where(and(eq(contributions.documentId, documentId), inArray(contributions.clientId, [...clientIds])))
}
