import type { ProjectKind } from './rules.ts'

/* How a project opens, and how long its archive is undone. Pure, as `rules.ts`. */

const archiveUndoneForDays = 30

/** Until when an archive is undone by who may (`project.restore`). */
export const archiveUndoneUntil = (archivedAt: Date) =>
  new Date(archivedAt.getTime() + archiveUndoneForDays * 24 * 60 * 60 * 1000)

/** What a project still waits for: a school that teaches in it, one of another country, one of its own. */
export type Missing = 'partner' | 'other_country' | 'same_country'

/**
 * A European project is opened by schools of two countries; a national one by two of one country, or with a country outside
 * the programme. Only schools that have a teacher in it count.
 */
export function missingToOpen(
  kind: ProjectKind,
  schools: readonly { countryCode: string; membership: 'member' | 'plus' | 'outside' }[],
): Missing | null {
  if (kind === 'school') return null
  if (schools.length < 2) return 'partner'
  const countries = new Set(schools.map((school) => school.countryCode)).size
  if (kind === 'european') return countries > 1 ? null : 'other_country'
  const isNational = countries < schools.length || schools.some((school) => school.membership === 'outside')
  return kind === 'training' || isNational ? null : 'same_country'
}
