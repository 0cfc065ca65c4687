import type { FigureRow } from '#db/queries/figures.ts'
import { type Cell, type Sum, suppress } from './suppress.ts'
import { type By, type Counted, everywhere, type Measure, partings, traits } from './tally.ts'
import type { Threshold } from './thresholds.ts'

/* What was counted as tables that are added up, and what of them is told. Pure. */

type Place = Pick<Counted, 'measure' | 'scope' | 'by' | 'of'>

const keyOf = ({ measure, scope, by, of }: Place) => [measure, scope, by, of].join('|')
/** Whoever has not got a trait: told nowhere, and what two told numbers leave. */
const without = (of: string) => `!${of}`

/** The rows of each scope, with what must not be known hidden. */
export function tellable(counted: readonly Counted[], threshold: Threshold): Map<string, FigureRow[]> {
  const hidden = new Set<string>()
  for (const measure of ['teachers', 'pupils', 'projects', 'awards'] as const) {
    const own = counted.filter((one) => one.measure === measure)
    const cells = cellsOf(own, counted, threshold)
    const keys = suppress({ cells, sums: sumsOf(own, cells) }, threshold.width)
    for (const key of keys) hidden.add(key)
  }
  return rowsOf(counted, hidden)
}

function cellsOf(own: readonly Counted[], all: readonly Counted[], threshold: Threshold): Map<string, Cell> {
  const schools = new Map(all.filter(({ measure }) => measure === 'schools').map((one) => [keyOf(one), one.n]))
  const cells = new Map<string, Cell>()
  const totals = new Map(own.filter(({ by }) => by === 'all').map(({ scope, n }) => [scope, n]))
  for (const one of own) {
    const { measure, n } = one
    const isOfFew = isOfPeople(measure) && one.schools < threshold.leastSchools
    // Of each school that is counted there is somebody.
    const least = measure === 'teachers' ? (schools.get(keyOf({ ...one, measure: 'schools' })) ?? 1) : 1
    const of = totalKeyOf(one)
    cells.set(keyOf(one), { n, isSmall: n < threshold.least || isOfFew, least, of })
    const rest = (totals.get(one.scope) ?? 0) - n
    if (isTrait(one.by) && rest > 0)
      cells.set(keyOf({ ...one, of: without(one.of) }), { n: rest, isSmall: rest < threshold.least, least: 1, of })
  }
  return cells
}

/** The total that must be told so that anything more is. Where teachers are, open counts of schools say already. */
const totalKeyOf = ({ measure, scope, by }: Place): string | null =>
  by === 'all' || measure === 'teachers' || measure === 'schools' ? null : keyOf({ measure, scope, by: 'all', of: '' })

/** Fewer than two schools of people are hidden; of things it is no matter by how many. */
const isOfPeople = (measure: Measure) => measure === 'teachers' || measure === 'pupils'

const isTrait = (by: By) => traits.some((trait) => trait === by)
const isParting = (by: By) => partings.some((parting) => parting === by)

/** What a reader can add up. */
function sumsOf(own: readonly Counted[], cells: ReadonlyMap<string, Cell>): Sum[] {
  const sums = new Map<string, { total: string; parts: string[] }>()
  const add = (name: string, total: string, part: string) => {
    const sum = sums.get(name) ?? { total, parts: [] }
    sum.parts.push(part)
    sums.set(name, sum)
  }
  for (const one of own) {
    const { measure, scope, by, of } = one
    const key = keyOf(one)
    const all = keyOf({ measure, scope, by: 'all', of: '' })
    const together = keyOf({ ...one, scope: everywhere })
    // Regions and partners are of one country alone.
    if (scope !== everywhere && cells.has(together)) add(`${together}|countries`, together, key)
    if (isParting(by)) add(`${all}|${by}`, all, key)
    if (by === 'partner') add(`${all}|partner`, keyOf({ measure, scope, by: 'kind', of: 'european' }), key)
    if (!isTrait(by)) continue
    add(`${key}|trait`, all, key)
    const rest = keyOf({ ...one, of: without(of) })
    if (cells.has(rest)) add(`${key}|trait`, all, rest)
  }
  return [...sums.values()]
}

function rowsOf(counted: readonly Counted[], hidden: ReadonlySet<string>): Map<string, FigureRow[]> {
  const rows = new Map<string, FigureRow[]>([[everywhere, []]])
  const add = (scope: string, row: FigureRow) => {
    const others = rows.get(scope)
    if (others) others.push(row)
    else rows.set(scope, [row])
  }
  for (const one of counted) {
    const total = totalKeyOf(one)
    if (total !== null && hidden.has(total)) continue
    const { measure, scope, by, of } = one
    const n = hidden.has(keyOf(one)) ? null : one.n
    add(scope, { measure, by, of, n })
    if (by === 'all' && scope !== everywhere) add(everywhere, { measure, by: 'country', of: scope, n })
  }
  return rows
}
