import { solve } from 'yalps'

/* What a reader who adds and subtracts can tell of a hidden number: by a linear programme, over all that is told. Pure. */

export interface Cell {
  /** More than none: none is always told. */
  n: number
  /** Whether this one must not be known. */
  isSmall: boolean
  /** What a reader knows it to be at least, where it is hidden. */
  least: number
  /** The total without which nothing is told of it, not even that it is there. */
  of: string | null
}

/** One cell is the sum of others. What is not among the cells is none. */
export interface Sum {
  total: string
  parts: readonly string[]
}

export interface Tables {
  cells: ReadonlyMap<string, Cell>
  sums: readonly Sum[]
}

export interface Known {
  cells: ReadonlyMap<string, Cell>
  sumsOf: ReadonlyMap<string, readonly Sum[]>
  hidden: Set<string>
}

export const membersOf = ({ total, parts }: Sum): string[] => [total, ...parts]

/** What is hidden together with its total may be none. */
const leastOf = ({ least, of }: Cell, hidden: ReadonlySet<string>) => (of !== null && hidden.has(of) ? 0 : least)

/** All hidden numbers that say something about this one, and the sums by which they do. */
export function component({ sumsOf, hidden }: Pick<Known, 'sumsOf' | 'hidden'>, key: string) {
  const keys = new Set([key])
  const sums = new Set<Sum>()
  // A set goes on with what is added meanwhile.
  for (const one of keys)
    for (const sum of sumsOf.get(one) ?? []) {
      sums.add(sum)
      for (const other of membersOf(sum).filter((member) => hidden.has(member))) keys.add(other)
    }
  return { keys: [...keys], sums: [...sums] }
}

export function isWide(known: Known, key: string, width: number): boolean {
  const { from, to } = rangeOf(known, key)
  return to - from >= width
}

/** The least and the most that it can be. Where the solver gives up, it is taken to be known. */
export function rangeOf(known: Known, key: string): { from: number; to: number } {
  const part = component(known, key)
  const from = bound(known, part, { key, direction: 'minimize' })
  const to = bound(known, part, { key, direction: 'maximize' })
  // Numbers are whole, and a solver's are not quite.
  return { from: Math.ceil(from - 1e-6), to: Math.floor(to + 1e-6) }
}

interface Asked {
  key: string
  direction: 'minimize' | 'maximize'
}

function bound(known: Known, { keys, sums }: ReturnType<typeof component>, { key, direction }: Asked): number {
  const { cells, hidden } = known
  const cell = cells.get(key)
  const columns = new Map(keys.map((one) => [one, new Map<string, number>()]))
  const constraints = new Map<string, { equal: number }>()
  for (const [index, sum] of sums.entries())
    constraints.set(`${index}`, { equal: take(known, sum, { index, columns }) })
  columns.get(key)?.set('n', 1)
  const { status, result } = solve({ direction, objective: 'n', constraints, variables: columns })
  if (status === 'unbounded') return Number.POSITIVE_INFINITY
  if (!cell) return 0
  return status === 'optimal' ? result + leastOf(cell, hidden) : cell.n
}

/** Puts a sum into the columns of its hidden numbers, counted from the least that each can be; gives what they add up to. */
function take(
  { cells, hidden }: Known,
  { total, parts }: Sum,
  { index, columns }: { index: number; columns: ReadonlyMap<string, Map<string, number>> },
): number {
  let rest = 0
  for (const [key, sign] of [[total, -1] as const, ...parts.map((part) => [part, 1] as const)]) {
    const cell = cells.get(key)
    if (!cell) continue
    const column = hidden.has(key) ? columns.get(key) : undefined
    column?.set(`${index}`, sign)
    rest -= sign * (column ? leastOf(cell, hidden) : cell.n)
  }
  return rest
}
