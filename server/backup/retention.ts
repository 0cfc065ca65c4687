const dayMs = 24 * 60 * 60_000
const kept = { days: 7, weeks: 4, months: 12 }

const shape = /^preau-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.preau$/

/** The name says when, so that a listing is in order and no clock of a disk is asked. */
export const backupName = (at: Date) => `preau-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.preau`

function madeAt(name: string): Date | null {
  const [, year, month, day, hour, minute, second] = shape.exec(name) ?? []
  return year === undefined ? null : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/**
 * Which of a folder's files have been replaced: all but the newest of each of the last seven days, four weeks and twelve
 * months that have one. Files of other names are nobody's business.
 */
export function outdatedBackups(names: readonly string[]): string[] {
  const made = names.flatMap((name) => {
    const at = madeAt(name)
    return at ? [{ name, at }] : []
  })
  const newestFirst = made.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const stays = new Set([
    ...newestOfEach(newestFirst, kept.days, (at) => at.toISOString().slice(0, 10)),
    ...newestOfEach(newestFirst, kept.weeks, weekOf),
    ...newestOfEach(newestFirst, kept.months, (at) => at.toISOString().slice(0, 7)),
  ])
  return made.map(({ name }) => name).filter((name) => !stays.has(name))
}

/** Monday begins a week; 1 January 1970 was a Thursday. */
const weekOf = (at: Date) => String(Math.floor((at.getTime() / dayMs + 3) / 7))

function newestOfEach(
  newestFirst: readonly { name: string; at: Date }[],
  count: number,
  periodOf: (at: Date) => string,
) {
  const names = new Map<string, string>()
  for (const { name, at } of newestFirst) {
    const period = periodOf(at)
    if (!names.has(period) && names.size < count) names.set(period, name)
  }
  return names.values()
}
