import { and, asc, eq, gt, inArray, isNull, lte, notInArray, or } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { frameworkItems, frameworks } from '../schema/frameworks.ts'

/** Words by the code of their language. */
export type Texts = Partial<Record<string, string>>
export interface Step {
  code: string
  texts: Texts
}

type FrameworkRow = typeof frameworks.$inferSelect
export type NewFramework = Omit<typeof frameworks.$inferInsert, 'names' | 'scale'> & { names: Texts; scale: Step[] }
export interface NewItem {
  code: string
  parent: string | null
  texts: Texts
}

/** Guarantee: this file alone writes these columns, in these shapes. */
const shaped = (row: FrameworkRow) => ({ ...row, names: row.names as Texts, scale: row.scale as Step[] })

/** What this school is offered on a day: what is shipped, and its own. */
export async function listFrameworks(db: DbOrTx, schoolId: string, on: string) {
  const rows = await db
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
  return rows.map(shaped)
}

export async function findFramework(db: DbOrTx, frameworkId: string) {
  const [row] = await db.select().from(frameworks).where(eq(frameworks.id, frameworkId))
  return row ? shaped(row) : null
}

/** Lines of these frameworks, each framework's in their order. */
export async function listFrameworkItems(db: DbOrTx, frameworkIds: readonly string[]) {
  if (frameworkIds.length === 0) return []
  const rows = await db
    .select()
    .from(frameworkItems)
    .where(inArray(frameworkItems.frameworkId, [...frameworkIds]))
    .orderBy(asc(frameworkItems.frameworkId), asc(frameworkItems.position))
  return rows.map((row) => ({ ...row, texts: row.texts as Texts }))
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
