import type { DbOrTx } from '#db/client.ts'
import {
  type AwardRow,
  listArchivedStates,
  listAskedAwards,
  listAskedParts,
  listAskedSchools,
  listAskedTerms,
  type SchoolRow,
  type TermRow,
  type WhichSchools,
} from '#db/queries/condition-facts.ts'
import type { AwardFact, SchoolFacts, TermFact } from './conditions/facts.ts'
import type { Condition } from './conditions/parameters.ts'

/* What is known of whom, from the database, as conditions look at it. */

export const awardOf = (row: AwardRow): AwardFact => ({
  ...row,
  points: row.points === null ? null : Number(row.points),
})

export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const known = groups.get(key)
    if (known) known.push(row)
    else groups.set(key, [row])
  }
  return groups
}

const earliest = (terms: readonly TermFact[]): string | null =>
  terms.reduce<string | null>((first, { from }) => (first === null || from < first ? from : first), null)

const nobody: SchoolFacts['seenMonths'] = new Map()
const seenOf = (rows: readonly TermRow[]): SchoolFacts['seenMonths'] =>
  new Map(rows.flatMap(({ userId, seen }) => (seen === null ? [] : [[userId, [seen]]])))

/** A query for what nothing asks about is not made. */
const where = <Row>(isAsked: boolean, read: () => Promise<Row[]>): Promise<Row[]> =>
  isAsked ? read() : Promise.resolve([])

/** Which rows a rulebook looks at: what nothing asks about is not read. */
const asks = (conditions: readonly Condition[]) => ({
  isSeenAsked: conditions.some((one) => one.is === 'staff_registered' && one.active !== null),
  arePartsAsked: conditions.some((one) => one.is === 'took_part'),
})

export interface KnownSchool {
  school: SchoolRow
  facts: SchoolFacts
}

/** What these conditions look at on a day, of one school or of all of a country, by their names. */
export async function knownSchools(
  db: DbOrTx,
  which: WhichSchools,
  { conditions, day }: { conditions: readonly Condition[]; day: string },
): Promise<KnownSchool[]> {
  const { isSeenAsked, arePartsAsked } = asks(conditions)
  const [schools, held, parts, states, given] = await Promise.all([
    listAskedSchools(db, which),
    listAskedTerms(db, which, { day, isSeenAsked }),
    where(arePartsAsked, () => listAskedParts(db, which, day)),
    where(arePartsAsked, () => listArchivedStates(db, which)),
    where(arePartsAsked, () => listAskedAwards(db, which)),
  ])
  const terms = groupBy(held, ({ schoolId }) => schoolId)
  const statesOf = groupBy(states, ({ projectId }) => projectId)
  const awardsOf = groupBy(given.map(awardOf), ({ projectId }) => projectId)
  const partsOf = groupBy(parts, ({ schoolId }) => schoolId)
  return schools.map((school) => {
    const here = terms.get(school.id) ?? []
    const facts: SchoolFacts = {
      ...{ id: school.id, registeredOn: earliest(here), closedOn: school.closedOn, terms: here },
      seenMonths: isSeenAsked ? seenOf(here) : nobody,
      parts: (partsOf.get(school.id) ?? []).map(({ projectId, kind, from, to }) => ({
        ...{ projectId, kind, from, to },
        states: statesOf.get(projectId) ?? [],
        awards: awardsOf.get(projectId) ?? [],
      })),
    }
    return { school, facts }
  })
}
