import { type Cell, component, isWide, type Known, membersOf, type Sum, type Tables } from './ranges.ts'

/*
 * Which cells of tables that are added up must be hidden so that no small one can be computed, nor told within a narrow range,
 * from all the others. Pure: a generator, so that who runs it lets others in between two steps.
 */

/** The keys of all cells to be hidden. */
export function* suppress({ cells, sums }: Tables, width: number): Generator<void, Set<string>> {
  const known: Hiding = { cells, sumsOf: indexed(sums), hidden: new Set(), detailsOf: detailed(cells) }
  const small = [...cells].flatMap(([key, { isSmall }]) => (isSmall ? [key] : [])).toSorted()
  for (const key of small) hide(known, key)
  for (const key of small) hideBesideLone(known, known.sumsOf.get(key) ?? [])
  for (const key of small) {
    // What is hidden later only makes it wider.
    while (!isWide(known, key, width)) {
      yield
      const next = nearest(known, key)
      if (next === undefined) break
      hide(known, next)
      hideBesideLone(known, known.sumsOf.get(next) ?? [])
    }
    yield
  }
  return known.hidden
}

interface Hiding extends Known {
  /** What goes with each total. */
  detailsOf: ReadonlyMap<string, readonly string[]>
}

/** With a total all that is told of it: of which kinds there are some would say how many there are at least. */
function hide({ hidden, detailsOf }: Hiding, key: string): void {
  hidden.add(key)
  for (const detail of detailsOf.get(key) ?? []) hidden.add(detail)
}

function detailed(cells: Tables['cells']): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [key, { of }] of cells) {
    if (of === null) continue
    const others = found.get(of)
    if (others) others.push(key)
    else found.set(of, [key])
  }
  return found
}

function indexed(sums: readonly Sum[]): Map<string, Sum[]> {
  const found = new Map<string, Sum[]>()
  for (const sum of sums)
    for (const key of membersOf(sum)) {
      const others = found.get(key)
      if (others) others.push(sum)
      else found.set(key, [sum])
    }
  return found
}

/** Where one alone is hidden in a sum it is what the others leave: the smallest beside it goes too, and so on. */
function hideBesideLone(known: Hiding, sums: readonly Sum[]): void {
  const waiting = [...sums]
  for (let sum = waiting.pop(); sum; sum = waiting.pop()) {
    if (membersOf(sum).filter((key) => known.hidden.has(key)).length !== 1) continue
    const next = smallest(known, sum.parts) ?? smallest(known, [sum.total])
    if (next === undefined) continue
    hide(known, next)
    waiting.push(...(known.sumsOf.get(next) ?? []))
  }
}

/** Of these the smallest that is told; of equals the first by its key, so that the same figures hide the same. */
function smallest({ cells, hidden }: Known, keys: readonly string[]): string | undefined {
  const size = (key: string) => cells.get(key)?.n ?? 0
  const told = keys.filter((key) => cells.has(key) && !hidden.has(key))
  return told.toSorted((one, other) => size(one) - size(other) || (one < other ? -1 : 1))[0]
}

/** What to hide next so that more is possible for this one: beside it, else what it hangs together with, and totals last. */
function nearest(known: Known, key: string): string | undefined {
  const places = [known.sumsOf.get(key) ?? [], component(known, key).sums]
  const parts = places.map((sums) => sums.flatMap((sum) => sum.parts))
  const totals = places.map((sums) => sums.map(({ total }) => total))
  for (const keys of [...parts, ...totals]) {
    const found = smallest(known, keys)
    if (found !== undefined) return found
  }
  return undefined
}

export type { Cell, Sum, Tables }
