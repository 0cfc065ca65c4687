import { readMigrationFiles } from 'drizzle-orm/migrator'
import { join } from 'node:path'

/** Beside this file in the source, and carried beside the bundle by the build. */
export const migrationsFolder = join(import.meta.dirname, 'migrations')

export interface AppliedMigration {
  hash: string
  createdAt: number
}

/** The migrations that this release knows, oldest first. */
export const knownMigrations = (): AppliedMigration[] =>
  readMigrationFiles({ migrationsFolder }).map(({ hash, folderMillis }) => ({ hash, createdAt: folderMillis }))

/** `unknown`: of no release whose data is brought forward, which those before 0.2.0 are. */
export type Standing = 'current' | 'earlier' | 'newer' | 'unknown'

/** How tables that these migrations made, oldest first, stand to this release. */
export function standingOf(applied: readonly AppliedMigration[]): Standing {
  const known = knownMigrations()
  if (!applied.every(({ hash }, at) => at >= known.length || known[at]?.hash === hash)) return 'unknown'
  if (applied.length === known.length) return 'current'
  return applied.length < known.length ? 'earlier' : 'newer'
}

/** Tables that this release does not know what to do with. Nothing was changed in them. */
export class TablesRefused extends Error {
  constructor(standing: 'newer' | 'unknown') {
    super(refusals[standing])
    this.name = 'TablesRefused'
  }
}

const refusals = {
  newer:
    'The data is of a newer release of Préau than the one here. Nothing was changed. Install that release or a later one, and start again.',
  unknown:
    'The data is of a Préau from before 0.2.0, or of none that was released, and this release cannot bring it forward. Nothing was changed. Go on with the Préau that made it, or give this one an empty place: another DATA_DIR, or another DATABASE_URL.',
}
