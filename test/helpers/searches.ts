import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { savedSearches } from '#db/schema/searches.ts'

/** A saved search of somebody, as a row. */
export async function makeSearch(db: Db, userId: string): Promise<string> {
  const [id, at] = [randomUUID(), new Date('2026-11-01T12:00:00Z')]
  const times = { createdAt: at, newSince: at, lookedAt: at, toldAt: at }
  await db.insert(savedSearches).values({ id, userId, list: 'people', wish: { subject: 'music' }, ...times })
  return id
}
