import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Db } from './client.ts'
import { migrationsFolder, standingOf, TablesRefused } from './known-migrations.ts'
import { listApplied } from './queries/dump.ts'

/** Any number will do as long as every Préau node asks for the same one. */
const migrationLock = 7_426_311

/**
 * Brings the database up to this version's schema. Several nodes may call it at once: one migrates, the others wait
 * and find nothing to do. A pool of one is the embedded database, which has one process and could not hold the lock
 * beside the migration. Throws TablesRefused for what this release cannot bring forward. `onStatement` is for fault tests: called before each statement is sent.
 */
export async function migrateDatabase(db: Db, onStatement?: () => void): Promise<void> {
  if (onStatement === undefined) return migrateAlone(db)
  const { options } = db.$client
  options.debug = onStatement
  try {
    await migrateAlone(db)
  } finally {
    options.debug = false
  }
}

async function migrateAlone(db: Db): Promise<void> {
  if (db.$client.options.max === 1) return bringForward(db)
  const keeper = await db.$client.reserve()
  try {
    await keeper`select pg_advisory_lock(${migrationLock})`
    try {
      await bringForward(db)
    } finally {
      await keeper`select pg_advisory_unlock(${migrationLock})`
    }
  } finally {
    keeper.release()
  }
}

/** The migrator itself looks at the time of the last migration alone, and would run into tables that it does not know. */
async function bringForward(db: Db): Promise<void> {
  if ((await requireKnown(db)) === 'earlier') await migrate(db, { migrationsFolder })
}

/** Throws TablesRefused for tables that this release cannot read. */
export async function requireKnown(db: Db): Promise<'current' | 'earlier'> {
  const standing = standingOf(await listApplied(db))
  if (standing === 'newer' || standing === 'unknown') throw new TablesRefused(standing)
  return standing
}
