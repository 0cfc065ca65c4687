import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { hiddenObjects } from '../schema/boards.ts'

type NewHidden = typeof hiddenObjects.$inferInsert

/** Keeps what is about to leave a board, or what it was when it left. */
export async function upsertHidden(db: DbOrTx, hidden: NewHidden): Promise<void> {
  const { content, hiddenBy, hiddenAt } = hidden
  await db
    .insert(hiddenObjects)
    .values(hidden)
    .onConflictDoUpdate({
      target: [hiddenObjects.documentId, hiddenObjects.objectId],
      set: { content, hiddenBy, hiddenAt, forgottenAt: null },
    })
}

/** What is kept of a board, the longest hidden first. Whether each is off the board, the board says. */
export async function listHidden(db: DbOrTx, documentId: string) {
  return db
    .select()
    .from(hiddenObjects)
    .where(eq(hiddenObjects.documentId, documentId))
    .orderBy(asc(hiddenObjects.hiddenAt), asc(hiddenObjects.objectId))
}

export type HiddenRow = Awaited<ReturnType<typeof listHidden>>[number]

export async function findHidden(db: DbOrTx, documentId: string, objectId: string): Promise<HiddenRow | null> {
  const [row] = await db
    .select()
    .from(hiddenObjects)
    .where(and(eq(hiddenObjects.documentId, documentId), eq(hiddenObjects.objectId, objectId)))
  return row ?? null
}

/** What still lies in some log although it is hidden: the process or the store went away in between. */
export async function listUnforgotten(db: DbOrTx, upTo: Date): Promise<HiddenRow[]> {
  return db
    .select()
    .from(hiddenObjects)
    .where(and(isNull(hiddenObjects.forgottenAt), lte(hiddenObjects.hiddenAt, upTo)))
}

export async function updateForgotten(db: DbOrTx, documentId: string, objectId: string, forgottenAt: Date) {
  await db
    .update(hiddenObjects)
    .set({ forgottenAt })
    .where(and(eq(hiddenObjects.documentId, documentId), eq(hiddenObjects.objectId, objectId)))
}

export async function deleteHidden(db: DbOrTx, documentId: string, objectId: string): Promise<void> {
  await db
    .delete(hiddenObjects)
    .where(and(eq(hiddenObjects.documentId, documentId), eq(hiddenObjects.objectId, objectId)))
}
