import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { join } from 'node:path'
import type { Db } from './client.ts'

/** Beside this file in the source, and carried beside the bundle by the build. */
export const migrationsFolder = join(import.meta.dirname, 'migrations')

/** Any number will do as long as every Préau node asks for the same one. */
const migrationLock = 7_426_311

/**
 * Brings the database up to this version's schema. Several nodes may call it at once: one migrates, the others wait
 * and find nothing to do. A pool of one is the embedded database, which has one process and could not hold the lock
 * beside the migration. `onStatement` is for fault tests: called before each statement is sent.
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
  if (db.$client.options.max === 1) return migrate(db, { migrationsFolder })
  const keeper = await db.$client.reserve()
  try {
    await keeper`select pg_advisory_lock(${migrationLock})`
    try {
      await migrate(db, { migrationsFolder })
    } finally {
      await keeper`select pg_advisory_unlock(${migrationLock})`
    }
  } finally {
    keeper.release()
  }
}
