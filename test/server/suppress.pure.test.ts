import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suppress } from '../../server/figures/suppress.ts'
import { type Cell, type Known, rangeOf, type Sum, type Tables } from '../../server/figures/ranges.ts'

/* No number below the threshold can be computed from what is told, nor told within less than it. */

const least = 5
const width = 4

function inOneGo(tables: Tables): Set<string> {
  const steps = suppress(tables, width)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

const cellOf = (n: number): Cell => ({ n, isSmall: n < least, least: 1, of: null })

/** Countries by level and each by region, with all sums: as figures of people are told. */
function tablesOf(numbers: readonly (readonly (readonly number[])[])[]): Tables {
  const cells = new Map<string, Cell>()
  const add = (key: string, n: number) => {
    const before = cells.get(key)?.n ?? 0
    if (before + n > 0) cells.set(key, cellOf(before + n))
  }
  const all = numbers.flatMap((levels, country) =>
    levels.flatMap((regions, level) => regions.map((n, region) => ({ country, level, region, n }))),
  )
  for (const { country, level, region, n } of all)
    for (const key of ['all', `c${country}`, `l${level}`, `c${country}l${level}`, `c${country}r${region}`]) add(key, n)
  const countries = numbers.map((_, country) => `c${country}`)
  const levels = (numbers[0] ?? []).map((_, level) => `l${level}`)
  const regions = (numbers[0]?.[0] ?? []).map((_, region) => `r${region}`)
  const sums: Sum[] = [
    { total: 'all', parts: countries },
    { total: 'all', parts: levels },
    ...levels.map((level) => ({ total: level, parts: countries.map((country) => country + level) })),
    ...countries.flatMap((country) => [
      { total: country, parts: levels.map((level) => country + level) },
      { total: country, parts: regions.map((region) => country + region) },
    ]),
  ]
  return { cells, sums }
}

function knownOf({ cells, sums }: Tables, hidden: Set<string>): Known {
  const sumsOf = new Map<string, Sum[]>()
  for (const sum of sums)
    for (const key of [sum.total, ...sum.parts]) sumsOf.set(key, [...(sumsOf.get(key) ?? []), sum])
  return { cells, sumsOf, hidden }
}

const small = ({ cells }: Tables) => [...cells].flatMap(([key, { isSmall }]) => (isSmall ? [key] : []))

/** Every value that each hidden number can have, by trying all: with nothing of the programme above. */
function possible({ cells, sums }: Tables, hidden: ReadonlySet<string>, most: number): Map<string, Set<number>> {
  const keys = [...hidden]
  const found = new Map(keys.map((key) => [key, new Set<number>()]))
  const given = new Map<string, number>()
  const valueOf = (key: string) => given.get(key) ?? (hidden.has(key) ? undefined : (cells.get(key)?.n ?? 0))
  const fits = () =>
    sums.every(({ total, parts }) => {
      const sum = valueOf(total)
      const values = parts.map(valueOf)
      const floor = values.reduce<number>((all, value) => all + (value ?? 1), 0)
      if (sum === undefined) return values.includes(undefined) || floor <= most
      return values.includes(undefined) ? floor <= sum : floor === sum
    })
  const goOn = (at: number): void => {
    const key = keys[at]
    if (key === undefined) {
      for (const [one, value] of given) found.get(one)?.add(value)
      return
    }
    for (let value = 1; value <= most; value++) {
      given.set(key, value)
      if (fits()) goOn(at + 1)
    }
    given.delete(key)
  }
  goOn(0)
  return found
}

const tables = (countries: number, levels: number, regions: number, most: number) =>
  fc
    .array(
      fc.array(fc.array(fc.nat(most), { minLength: regions, maxLength: regions }), {
        minLength: levels,
        maxLength: levels,
      }),
      { minLength: countries, maxLength: countries },
    )
    .map(tablesOf)

describe('what is hidden of figures', () => {
  it('leaves each small number a range as wide as the threshold, whatever is added and subtracted', () => {
    fc.assert(
      fc.property(tables(4, 3, 4, 9), (made) => {
        const known = knownOf(made, inOneGo(made))
        for (const key of small(made)) {
          const { from, to } = rangeOf(known, key)
          expect(to - from).toBeGreaterThanOrEqual(width)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('lets nobody who tries all numbers find a small one', () => {
    fc.assert(
      fc.property(tables(2, 2, 1, 5), (made) => {
        const hidden = inOneGo(made)
        // All of them are 20 at most, and a hidden total may be as much more as a small one may.
        const values = possible(made, hidden, 20 + width)
        for (const key of small(made)) {
          const found = [...(values.get(key) ?? [])]
          expect(Math.max(...found) - Math.min(...found)).toBeGreaterThanOrEqual(width)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('tells all where nothing is small, and never hides that there is nobody', () => {
    const made = tablesOf([
      [
        [7, 0],
        [9, 8],
      ],
      [
        [0, 6],
        [5, 12],
      ],
    ])
    expect(inOneGo(made)).toEqual(new Set())
  })

  it('opens what hiding the small ones alone would leave to be computed', () => {
    const made = tablesOf([
      [[2], [30]],
      [[10], [10]],
    ])
    const alone = knownOf(made, new Set(small(made)))
    const key = small(made)[0] ?? ''
    expect(key).not.toBe('')
    const { from, to } = rangeOf(alone, key)
    expect(to - from).toBe(0)
    expect(inOneGo(made).size).toBeGreaterThan(1)
  })
})
