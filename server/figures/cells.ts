import type { FigureRow } from '#db/queries/figures.ts'
import { type Cell, type Sum, suppress } from './suppress.ts'
import { type By, type Counted, everywhere, partings, traits } from './tally.ts'
import type { Threshold } from './thresholds.ts'

/* What was counted as tables that are added up, and what of them is told. Pure. */

type Place = Pick<Counted, 'measure' | 'scope' | 'by' | 'of'>

const keyOf = ({ measure, scope, by, of }: Place) => [measure, scope, by, of].join('|')
/** Whoever has not got a trait: told nowhere, and what two told numbers leave. */
const without = (of: string) => `!${of}`

/** The rows of each scope, with what must not be known hidden. */
export function* tellable(
  counted: readonly Counted[],
  threshold: Threshold,
): Generator<void, Map<string, FigureRow[]>> {
  const hidden = new Set<string>()
  for (const measure of ['teachers', 'pupils', 'projects'] as const) {
    const own = counted.filter((one) => one.measure === measure)
    const cells = cellsOf(own, counted, threshold)
    const keys = yield* suppress({ cells, sums: sumsOf(own, cells) }, threshold.width)
    for (const key of keys) hidden.add(key)
  }
  return rowsOf(counted, hidden, threshold)
}

function cellsOf(own: readonly Counted[], all: readonly Counted[], threshold: Threshold): Map<string, Cell> {
  const schools = new Map(all.filter(({ measure }) => measure === 'schools').map((one) => [keyOf(one), one.n]))
  const cells = new Map<string, Cell>()
  const totals = totalsOf(own)
  for (const one of own) {
    const { measure, n } = one
    const isOfFew = measure !== 'projects' && one.schools < threshold.leastSchools
    // Of each school that is counted there is somebody.
    const known = measure === 'teachers' ? (schools.get(keyOf({ ...one, measure: 'schools' })) ?? 1) : 1
    const least = one.by !== 'all' && measure !== 'teachers' && isUntold(totals.get(one.scope), threshold) ? 0 : known
    cells.set(keyOf(one), { n, isSmall: n < threshold.least || isOfFew, least })
    const rest = (totals.get(one.scope) ?? 0) - n
    if (isTrait(one.by) && rest > 0)
      cells.set(keyOf({ ...one, of: without(one.of) }), { n: rest, isSmall: rest < threshold.least, least: 1 })
  }
  return cells
}

const totalsOf = (own: readonly Counted[]) =>
  new Map(own.filter(({ by }) => by === 'all').map(({ scope, n }) => [scope, n]))

/** Of so few nothing more is told: which kinds there are would say how many at least. */
const isUntold = (total: number | undefined, { least }: Threshold) => total === undefined || total < least

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

function rowsOf(
  counted: readonly Counted[],
  hidden: ReadonlySet<string>,
  threshold: Threshold,
): Map<string, FigureRow[]> {
  const projects = totalsOf(counted.filter(({ measure }) => measure === 'projects'))
  const pupils = totalsOf(counted.filter(({ measure }) => measure === 'pupils'))
  const isLeftOut = ({ measure, by, scope }: Counted) =>
    by !== 'all' &&
    ((measure === 'projects' && isUntold(projects.get(scope), threshold)) ||
      (measure === 'pupils' && isUntold(pupils.get(scope), threshold)))
  const rows = new Map<string, FigureRow[]>([[everywhere, []]])
  const add = (scope: string, row: FigureRow) => {
    const others = rows.get(scope)
    if (others) others.push(row)
    else rows.set(scope, [row])
  }
  for (const one of counted.filter((any) => !isLeftOut(any))) {
    const { measure, scope, by, of } = one
    const n = hidden.has(keyOf(one)) ? null : one.n
    add(scope, { measure, by, of, n })
    if (by === 'all' && scope !== everywhere) add(everywhere, { measure, by: 'country', of: scope, n })
  }
  return rows
}
