import type { LessonHour } from '#db/schema/offers.ts'
import type { AnswerRate } from './answers.ts'
import { type Offsets, sharedMinutes, type WeekOffsets } from './hours.ts'

/* How well two classes fit, and why. Pure. What nobody has said counts neither for nor against. */

interface Ages {
  from: number
  to: number
}
interface Spoken {
  code: string
  level: number
}

/** A class as it is compared. */
export interface Side {
  languages: readonly Spoken[]
  subjects: readonly string[]
  ages: Ages
  /** By the clock of its school; none: not said. */
  hours: readonly LessonHour[]
  /** IANA. */
  timeZone: string
  /** Mondays of its weeks with lessons. */
  weeks: readonly string[]
  /** How its teacher answers first letters; none: not known. */
  answers?: AnswerRate | null
}

export interface Match {
  /** Of a hundred. */
  score: number
  /** Spoken by both, at the level of who speaks it less, the best first. */
  languages: Spoken[]
  /** Mondays of the weeks in which both have lessons. */
  weeks: string[]
  /** In how many minutes of a shared week both have lessons: they differ where only one of two clocks has changed. Null: not known. */
  hours: { least: number; most: number } | null
  subjects: string[]
  ages: Ages | null
  answers: AnswerRate | null
}

/** Of each at most so much, reached with so much in common. */
const weights = { languages: 35, weeks: 25, hours: 15, subjects: 15, ages: 10, answers: 10 }
const enough = { languages: 2, weeks: 12, minutes: 180, subjects: 2, years: 3 }
const worthOfAnswers: Record<AnswerRate, number> = { most: 1, half: 0.5, few: 0 }
/** What a language is worth in which one can say so much: from A1 to C2. */
const worthOf = [0.25, 0.5, 1, 1, 1, 1]

const inBoth = <One>(own: readonly One[], other: readonly One[]) => own.filter((one) => other.includes(one))

const baseOf = (code: string) => code.split('-')[0] ?? code

/** Portuguese of Brazil and of Portugal are one language to two classes; where both mean the same one, it is said as they say it. */
function sharedLanguages(own: Side, other: Side): Spoken[] {
  const found = own.languages.flatMap(({ code, level }) =>
    other.languages
      .filter((one) => baseOf(one.code) === baseOf(code))
      .map((one) => ({ code: one.code === code ? code : baseOf(code), level: Math.min(level, one.level) })),
  )
  const best = found.toSorted((a, b) => b.level - a.level || (a.code < b.code ? 1 : -1))
  const bases = best.map(({ code }) => baseOf(code))
  return best
    .filter(({ code }, at) => bases.indexOf(baseOf(code)) === at)
    .toSorted((a, b) => b.level - a.level || (a.code < b.code ? -1 : 1))
}

function sharedAges({ ages: own }: Side, { ages: other }: Side): Ages | null {
  const [from, to] = [Math.max(own.from, other.from), Math.min(own.to, other.to)]
  return from <= to ? { from, to } : null
}

function sharedHours(own: Side, other: Side, weeks: readonly string[], offsets: Offsets): Match['hours'] {
  if (own.hours.length === 0 || other.hours.length === 0 || weeks.length === 0) return null
  // Weeks with the same offsets have the same answer, and mostly follow each other.
  let last: readonly WeekOffsets[] = []
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const monday of weeks) {
    const [here, there] = [offsets(own.timeZone, monday), offsets(other.timeZone, monday)]
    if (last[0] === here && last[1] === there) continue
    last = [here, there]
    const minutes = sharedMinutes(own.hours, here, other.hours, there)
    least = Math.min(least, minutes)
    most = Math.max(most, minutes)
  }
  return { least, most }
}

type Found = Omit<Match, 'score'>

/** How much of what the own class asks for is there, up to enough of it; null where it asks for nothing. */
const partOf = (found: number, asked: number, most: number) =>
  asked === 0 ? null : Math.min(1, found / Math.min(asked, most))

const yearsOf = (ages: Ages | null) => (ages === null ? 0 : ages.to - ages.from + 1)

function partsOf(own: Side, { languages, weeks, hours, subjects, ages, answers }: Found) {
  const worth = languages.reduce((sum, { level }) => sum + (worthOf[level - 1] ?? 0), 0)
  return {
    languages: partOf(worth, own.languages.length, enough.languages),
    weeks: partOf(weeks.length, own.weeks.length, enough.weeks),
    hours: hours && partOf((hours.least + hours.most) / 2, enough.minutes, enough.minutes),
    subjects: partOf(subjects.length, own.subjects.length, enough.subjects),
    ages: partOf(yearsOf(ages), yearsOf(own.ages), enough.years),
    answers: answers && worthOfAnswers[answers],
  }
}

function scoreOf(own: Side, found: Found): number {
  const parts = partsOf(own, found)
  const said = (['languages', 'weeks', 'hours', 'subjects', 'ages', 'answers'] as const).flatMap((name) => {
    const part = parts[name]
    return part === null ? [] : [{ weight: weights[name], part }]
  })
  const most = said.reduce((sum, { weight }) => sum + weight, 0)
  return Math.round((100 * said.reduce((sum, { weight, part }) => sum + weight * part, 0)) / most)
}

export function matchOf(own: Side, other: Side, offsets: Offsets): Match {
  const weeks = inBoth(own.weeks, other.weeks)
  const found = {
    languages: sharedLanguages(own, other),
    weeks,
    hours: sharedHours(own, other, weeks, offsets),
    subjects: inBoth(own.subjects, other.subjects),
    ages: sharedAges(own, other),
    answers: other.answers ?? null,
  }
  return { score: scoreOf(own, found), ...found }
}

/** The best first; who shares no week comes last, and is shown. Of equals the newer, as they come. */
export const rankMatches = <One extends { match: Match }>(found: readonly One[]): One[] =>
  found.toSorted(
    (a, b) => Number(b.match.weeks.length > 0) - Number(a.match.weeks.length > 0) || b.match.score - a.match.score,
  )

export type WeekMark = 'lessons' | 'holiday' | 'outside'

/** Each week of either, with what each of them has in it. */
export function marksOf(
  own: { all: readonly string[]; free: readonly string[] },
  other: { all: readonly string[]; free: readonly string[] },
): { monday: string; own: WeekMark; other: WeekMark }[] {
  const markOf = (side: typeof own, monday: string): WeekMark => {
    if (!side.all.includes(monday)) return 'outside'
    return side.free.includes(monday) ? 'lessons' : 'holiday'
  }
  const mondays = [...new Set([...own.all, ...other.all])].toSorted()
  return mondays.map((monday) => ({ monday, own: markOf(own, monday), other: markOf(other, monday) }))
}
