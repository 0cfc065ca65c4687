import { and, asc, desc, eq, gt, inArray, isNull, lte, notInArray, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { frameworkItems, frameworks, type Texts } from '../schema/frameworks.ts'

export type NewFramework = typeof frameworks.$inferInsert
export interface NewItem {
  code: string
  parent: string | null
  texts: Texts
}

/** What this school is offered on a day: what is shipped, and its own. */
export async function listFrameworks(db: DbOrTx, schoolId: string, on: string) {
  return db
    .select()
    .from(frameworks)
    .where(
      and(
        or(isNull(frameworks.schoolId), eq(frameworks.schoolId, schoolId)),
        lte(frameworks.validFrom, on),
        or(isNull(frameworks.validUntil), gt(frameworks.validUntil, on)),
      ),
    )
    .orderBy(asc(frameworks.code), asc(frameworks.validFrom))
}

export async function findFramework(db: DbOrTx, frameworkId: string) {
  const [row] = await db.select().from(frameworks).where(eq(frameworks.id, frameworkId))
  return row ?? null
}

/** Lines of these frameworks, each framework's in their order. */
export async function listFrameworkItems(db: DbOrTx, frameworkIds: readonly string[]) {
  if (frameworkIds.length === 0) return []
  return db
    .select()
    .from(frameworkItems)
    .where(inArray(frameworkItems.frameworkId, [...frameworkIds]))
    .orderBy(asc(frameworkItems.frameworkId), asc(frameworkItems.position))
}

/** The id of a new framework with its lines; null where the school has one of that code from that day. */
export async function insertFramework(tx: Tx, framework: NewFramework, items: NewItem[]): Promise<string | null> {
  const [row] = await tx.insert(frameworks).values(framework).onConflictDoNothing().returning({ id: frameworks.id })
  if (!row) return null
  await tx.insert(frameworkItems).values(items.map((item, position) => ({ ...item, frameworkId: row.id, position })))
  return row.id
}

/** Puts what is shipped where an earlier release had put it: lines keep their ids, so that criteria stay tied to them. */
export async function upsertShipped(tx: Tx, framework: NewFramework, items: NewItem[]): Promise<void> {
  const target = [frameworks.schoolId, frameworks.code, frameworks.validFrom]
  const [row] = await tx
    .insert(frameworks)
    .values(framework)
    .onConflictDoUpdate({ target, set: framework })
    .returning({ id: frameworks.id })
  if (!row) throw new Error('a framework was stored without a row')
  const frameworkId = row.id
  const codes = items.map(({ code }) => code)
  await tx
    .delete(frameworkItems)
    .where(and(eq(frameworkItems.frameworkId, frameworkId), notInArray(frameworkItems.code, codes)))
  for (const [position, item] of items.entries())
    await tx
      .insert(frameworkItems)
      .values({ ...item, frameworkId, position })
      .onConflictDoUpdate({
        target: [frameworkItems.frameworkId, frameworkItems.code],
        set: { parent: item.parent, position, texts: item.texts },
      })
}

/** From this day on it is offered no more; what is tied to it stays. */
export async function endFramework(tx: Tx, frameworkId: string, validUntil: string): Promise<void> {
  await tx.update(frameworks).set({ validUntil }).where(eq(frameworks.id, frameworkId))
}

/** Which of these lines a school is offered, whenever that was. */
export async function listOfferedItems(db: DbOrTx, schoolId: string, itemIds: readonly string[]): Promise<string[]> {
  if (itemIds.length === 0) return []
  const rows = await db
    .select({ id: frameworkItems.id })
    .from(frameworkItems)
    .innerJoin(frameworks, eq(frameworks.id, frameworkItems.frameworkId))
    .where(
      and(inArray(frameworkItems.id, [...itemIds]), or(isNull(frameworks.schoolId), eq(frameworks.schoolId, schoolId))),
    )
  return rows.map(({ id }) => id)
}

/** The frameworks that have these lines, of those that a school may read: what is shipped, and its own. */
export async function listFrameworksOfItems(db: DbOrTx, schoolId: string, itemIds: readonly string[]) {
  if (itemIds.length === 0) return []
  const having = db
    .select({ id: frameworkItems.frameworkId })
    .from(frameworkItems)
    .where(inArray(frameworkItems.id, [...itemIds]))
  return db
    .select({ id: frameworks.id, names: frameworks.names })
    .from(frameworks)
    .where(and(inArray(frameworks.id, having), or(isNull(frameworks.schoolId), eq(frameworks.schoolId, schoolId))))
    .orderBy(asc(frameworks.code), asc(frameworks.validFrom))
}

/** The codes of these lines and of their frameworks. */
export async function listItemCodes(db: DbOrTx, itemIds: readonly string[]) {
  if (itemIds.length === 0) return []
  return db
    .select({
      id: frameworkItems.id,
      code: frameworkItems.code,
      framework: frameworks.code,
      isShipped: sql<boolean>`${frameworks.schoolId} is null`,
    })
    .from(frameworkItems)
    .innerJoin(frameworks, eq(frameworks.id, frameworkItems.frameworkId))
    .where(inArray(frameworkItems.id, [...itemIds]))
}

/** The lines of these codes in the newest edition of frameworks that every school has. */
export async function listShippedItems(db: DbOrTx, codes: readonly { framework: string; code: string }[]) {
  if (codes.length === 0) return []
  return db
    .select({ id: frameworkItems.id, code: frameworkItems.code, framework: frameworks.code })
    .from(frameworkItems)
    .innerJoin(frameworks, eq(frameworks.id, frameworkItems.frameworkId))
    .where(
      and(
        isNull(frameworks.schoolId),
        inArray(frameworks.code, [...new Set(codes.map(({ framework }) => framework))]),
        inArray(frameworkItems.code, [...new Set(codes.map(({ code }) => code))]),
      ),
    )
    .orderBy(desc(frameworks.validFrom))
}
