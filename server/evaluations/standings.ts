import type { DbOrTx } from '#db/client.ts'
import { type ApplicationRow, listHandedIn } from '#db/queries/evaluations.ts'
import { classOf } from '../campaigns/classes.ts'
import type { Rules } from '../campaigns/rulebook.ts'
import { type Result, resultOf } from './points.ts'
import { drawLine, type Judged, placesOf, ranked } from './ranking.ts'
import { areIn, byKey, type Reading, readersLacking, readingsOf } from './readings.ts'

/* In which order all of a campaign stand, and where the lines are drawn. */

/** Above or below a line, tied across it; knocked out; below the least; still read; with no line: by its points alone. */
type Line = 'inside' | 'outside' | 'tied' | 'knocked_out' | 'reading' | 'free'

export interface Standing {
  application: ApplicationRow
  title: string
  applicant: string | null
  /** Of a rulebook that gives so much to each class. */
  ageClass: string | null
  readings: Reading[]
  result: Result | null
  rank: number | null
  line: Line
}

const isJudged = (rules: Rules, readings: readonly Reading[]) =>
  readings.length > 0 && areIn(readings) && readersLacking(rules, readings) === 0

/** Who is ranked with whom: with all of a campaign, or with those of the same class. */
export const rivalsOf = (all: readonly Standing[], { ageClass }: Pick<Standing, 'ageClass'>): Standing[] =>
  all.filter((one) => one.ageClass === ageClass)

async function listJudged(db: DbOrTx, campaignId: string, rules: Rules) {
  const all = await listHandedIn(db, campaignId)
  const readings = await readingsOf(
    db,
    rules,
    all.map(({ application }) => application),
  )
  const isByClass = rules.quota !== null && rules.quota.per !== 'campaign'
  return all.map(({ application, title, applicant, ages }) => {
    const own = readings.get(application.id) ?? []
    const marks = own.map((reading) => reading.marks)
    return {
      ...{ application, title, applicant, readings: own },
      ageClass: isByClass ? classOf(rules, ages) : null,
      result: isJudged(rules, own) ? resultOf(rules, marks) : null,
    }
  })
}
type JudgedRow = Awaited<ReturnType<typeof listJudged>>[number]

/** All of a campaign as they stand by their marks. A quota counts everybody of it, or of a class of it, who handed in. */
export async function standingsOf(db: DbOrTx, campaignId: string, rules: Rules): Promise<Standing[]> {
  const groups = byKey(await listJudged(db, campaignId, rules), ({ ageClass }) => ageClass ?? '')
  const classes = rules.classes.map(({ id }) => id)
  return [...groups.keys()]
    .toSorted((one, other) => classes.indexOf(one) - classes.indexOf(other))
    .flatMap((key) => standGroup(rules, groups.get(key) ?? []))
}

function standGroup(rules: Rules, rows: readonly JudgedRow[]): Standing[] {
  const order = ranked(
    rules.ties,
    rows.flatMap(({ application, result }): Judged[] => (result === null ? [] : [{ id: application.id, result }])),
  )
  const ranks = new Map(order.map(({ id, rank }) => [id, rank]))
  const lines = linesOf(rules, order, rows)
  const lineOf = ({ application, result }: JudgedRow): Line => {
    if (rules.readers.blind === 0) return 'free'
    if (result === null) return 'reading'
    return result.isKnockedOut ? 'knocked_out' : (lines.get(application.id) ?? 'free')
  }
  // Who has no rank comes after who has one: first those who may still get one.
  const placeOf = ({ rank, line }: Standing) => rank ?? rows.length + (line === 'knocked_out' ? 2 : 1)
  return rows
    .map((row): Standing => ({ ...row, rank: ranks.get(row.application.id) ?? null, line: lineOf(row) }))
    .toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** Whoever is in none of the classes has no place. */
function linesOf(rules: Rules, order: ReturnType<typeof ranked>, rows: readonly JudgedRow[]): Map<string, Line> {
  const { quota } = rules
  if (quota === null) return new Map()
  const isOfNone = quota.per !== 'campaign' && rows.some(({ ageClass }) => ageClass === null)
  const places = isOfNone ? 0 : placesOf(quota, rows.length)
  const { inside, outside, undecided } = drawLine(order, places, rules.ties)
  const lines = { inside, outside, tied: undecided }
  return new Map(
    (['inside', 'outside', 'tied'] as const).flatMap((line) => lines[line].map(({ id }): [string, Line] => [id, line])),
  )
}
