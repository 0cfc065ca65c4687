import { and, eq, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { settings } from '../schema/audit.ts'

/** Whether there are tables: a database that was made just now has none. */
export async function hasTables(db: DbOrTx): Promise<boolean> {
  const [row] = await db.execute<{ isThere: boolean }>(
    sql`select to_regclass('public.settings') is not null as "isThere"`,
  )
  return row?.isThere ?? false
}

/** What is kept under a key, as it was stored, or null. */
export async function findSetting(db: DbOrTx, key: string): Promise<unknown> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key))
  return row?.value ?? null
}

export async function upsertSetting(db: DbOrTx, key: string, value: object): Promise<void> {
  await db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } })
}

/** Takes a setting away if its `hash` is this one; false where it is not. Of two at once, one gets it. */
export async function deleteSettingByHash(tx: Tx, key: string, hash: string): Promise<boolean> {
  const rows = await tx
    .delete(settings)
    .where(and(eq(settings.key, key), eq(sql`${settings.value} ->> 'hash'`, hash)))
    .returning({ key: settings.key })
  return rows.length > 0
}
