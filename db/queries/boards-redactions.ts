import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { redactions } from '../schema/boards.ts'

interface Spot {
  root: string
  key: string
}

export async function insertRedactions(
  db: DbOrTx,
  { documentId, spots, since }: { documentId: string; spots: readonly Spot[]; since: Date },
): Promise<void> {
  if (spots.length === 0) return
  const rows = spots.map(({ root, key }) => ({ documentId, root, key, since }))
  await db
    .insert(redactions)
    .values(rows)
    .onConflictDoUpdate({ target: [redactions.documentId, redactions.root, redactions.key], set: { since } })
}

/** What still lies in some log, of documents in the order in which they began to wait. */
export async function listRedactions(db: DbOrTx, upTo: Date, limit: number) {
  return db
    .select({ documentId: redactions.documentId, root: redactions.root, key: redactions.key })
    .from(redactions)
    .where(lte(redactions.since, upTo))
    .orderBy(asc(redactions.since), asc(redactions.documentId))
    .limit(limit)
}

export async function deleteRedactions(db: DbOrTx, documentId: string, spots: readonly Spot[]): Promise<void> {
  for (const root of new Set(spots.map((spot) => spot.root))) {
    const keys = spots.filter((spot) => spot.root === root).map(({ key }) => key)
    await db
      .delete(redactions)
      .where(and(eq(redactions.documentId, documentId), eq(redactions.root, root), inArray(redactions.key, keys)))
  }
}
