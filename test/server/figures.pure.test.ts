import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solve } from 'yalps'
import type { FigureRow } from '#db/queries/figures.ts'
import { tellable } from '#server/figures/cells.ts'
import { dueDays, yearsOf } from '#server/figures/days.ts'
import { countAward, countProject, countSchool, Tally } from '#server/figures/tally.ts'
import { thresholdOn } from '#server/figures/thresholds.ts'

/* Whoever puts all published figures side by side, and adds and subtracts as they like, knows no small number. */

const threshold = thresholdOn('2026-12-01')
const asked = { histories: new Map(), day: '2026-12-01' }
const countries = ['FR', 'IT', 'MT']
const levels = ['isced.1', 'isced.2', 'isced.3']

const schools = fc.array(
  fc.record({
    countryCode: fc.constantFrom(...countries),
    nationalCode: fc.constant(null),
    regionId: fc.constant(null),
    levels: fc.constantFrom(...levels).map((one) => [one]),
    teachers: fc.nat(9),
    pupils: fc.nat(30),
  }),
  { maxLength: 25 },
)
const projects = fc.array(
  fc.record({
    kind: fc.constantFrom('european', 'national', 'school'),
    state: fc.constantFrom('open', 'closed', 'archived'),
    languages: fc.uniqueArray(fc.constantFrom('fr', 'it', 'en'), { minLength: 1 }),
    ageFrom: fc.constantFrom(6, 11, 15),
    ageTo: fc.constantFrom(16, 18),
    tools: fc.uniqueArray(fc.constantFrom('page', 'board')),
    founders: fc.tuple(fc.constantFrom(...countries), fc.constantFrom(...countries)),
  }),
  { maxLength: 40 },
)

const given = fc.array(
  fc.record({
    scheme: fc.constantFrom('national_label', 'school_label', 'european_label'),
    /** Null: of several countries. */
    country: fc.constantFrom(null, ...countries),
  }),
  { maxLength: 40 },
)

const placeIn = (countryCode: string) => ({ countryCode, nationalCode: null, regionId: null, levels: [] })

const toldOf = (tally: Tally): Map<string, FigureRow[]> => tellable(tally.counted, threshold)

/** What a reader writes down: each published number is a variable, fixed where it is told and at least one where it is not. */
class Reader {
  readonly #constraints = new Map<string, { equal?: number; min?: number }>()
  readonly #columns = new Map<string, Map<string, number>>()

  know(key: string, n: number | null): void {
    this.#constraints.set(key, n === null ? { min: 1 } : { equal: n })
    this.#columnOf(key).set(key, 1)
  }

  knows(key: string): boolean {
    return this.#constraints.has(key)
  }

  #columnOf(key: string): Map<string, number> {
    const column = this.#columns.get(key) ?? new Map<string, number>()
    this.#columns.set(key, column)
    return column
  }

  /** A total is the sum of its parts; `rest` stands for what is in none of them. */
  add(total: string, parts: readonly string[], rest?: string): void {
    const name = `sum ${this.#constraints.size}`
    this.#constraints.set(name, { equal: 0 })
    this.#columnOf(total).set(name, -1)
    for (const part of [...parts, ...(rest === undefined ? [] : [rest])]) this.#columnOf(part).set(name, 1)
  }

  range(key: string): number {
    const ends = (['minimize', 'maximize'] as const).map((direction) => {
      const variables = new Map([...this.#columns].map(([one, column]) => [one, new Map(column)]))
      variables.get(key)?.set('goal', 1)
      const { status, result } = solve({ direction, objective: 'goal', constraints: this.#constraints, variables })
      if (status === 'unbounded') return Number.POSITIVE_INFINITY
      expect(status).toBe('optimal')
      return result
    })
    return Math.floor((ends[1] ?? 0) + 1e-6) - Math.ceil((ends[0] ?? 0) - 1e-6)
  }
}

function read(told: ReadonlyMap<string, FigureRow[]>, measure: string): Reader {
  const reader = new Reader()
  const keyOf = (scope: string, by: string, of: string) => `${scope} ${by} ${of}`
  const scopes = [...told.keys()]
  const rowsBy = (scope: string, by: string) =>
    (told.get(scope) ?? []).filter((row) => row.measure === measure && row.by === by)
  for (const scope of scopes)
    for (const { by, of, n } of (told.get(scope) ?? []).filter((row) => row.measure === measure))
      if (by !== 'country') reader.know(keyOf(scope, by, of), n)
  for (const scope of scopes.filter((one) => rowsBy(one, 'all').length > 0)) {
    const all = keyOf(scope, 'all', '')
    for (const by of ['region', 'level', 'kind', 'state', 'scheme']) {
      const parts = rowsBy(scope, by)
      if (parts.length > 0)
        reader.add(
          all,
          parts.map(({ of }) => keyOf(scope, by, of)),
        )
    }
    for (const by of ['language', 'tool'])
      for (const { of } of rowsBy(scope, by)) reader.add(all, [keyOf(scope, by, of)], keyOf(scope, `${by} not`, of))
    const partners = rowsBy(scope, 'partner').map(({ of }) => keyOf(scope, 'partner', of))
    if (partners.length > 0) reader.add(keyOf(scope, 'kind', 'european'), partners)
  }
  for (const { by, of } of (told.get('EU') ?? []).filter((row) => row.measure === measure && row.by !== 'country')) {
    const parts = scopes.filter((scope) => scope !== 'EU' && rowsBy(scope, by).some((row) => row.of === of))
    // Where a total is hidden nothing more is told: they may be any of these.
    const isSilent = scopes.some((scope) => rowsBy(scope, 'all').length > 0 && rowsBy(scope, 'level').length === 0)
    reader.add(
      keyOf('EU', by, of),
      parts.map((scope) => keyOf(scope, by, of)),
      isSilent && by !== 'all' ? `elsewhere ${by} ${of}` : undefined,
    )
  }
  return reader
}

/** Small numbers that a reader could tell within less than the threshold. */
function found(tally: Tally): string[] {
  const told = toldOf(tally)
  return (['teachers', 'pupils', 'projects', 'awards'] as const).flatMap((measure) => {
    const reader = read(told, measure)
    return tally.counted
      .filter((one) => one.measure === measure)
      .filter(
        ({ n, schools: own }) =>
          n < threshold.least || ((measure === 'teachers' || measure === 'pupils') && own < threshold.leastSchools),
      )
      .map(({ scope, by, of }) => `${scope} ${by} ${of}`)
      .filter((key) => reader.knows(key) && reader.range(key) < threshold.width)
      .map((key) => `${measure} ${key}`)
  })
}

describe('figures that are told', () => {
  it('give no small number away, whatever is put side by side', () => {
    fc.assert(
      fc.property(schools, projects, given, (made, founded, awarded) => {
        const tally = new Tally()
        for (const { scheme, country } of awarded)
          countAward(tally, { scheme, place: country === null ? null : placeIn(country) }, asked)
        for (const school of made) countSchool(tally, school, asked)
        for (const { founders, ...project } of founded) countProject(tally, project, founders.map(placeIn), asked)
        expect(found(tally)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  it('say nothing more where a total is hidden, for whatever reason', () => {
    fc.assert(
      fc.property(schools, projects, given, (made, founded, awarded) => {
        const tally = new Tally()
        for (const { scheme, country } of awarded)
          countAward(tally, { scheme, place: country === null ? null : placeIn(country) }, asked)
        for (const school of made) countSchool(tally, school, asked)
        for (const { founders, ...project } of founded) countProject(tally, project, founders.map(placeIn), asked)
        for (const [scope, rows] of toldOf(tally))
          for (const measure of ['pupils', 'projects', 'awards']) {
            const own = rows.filter((row) => row.measure === measure && row.by !== 'country')
            const isHidden = own.some(({ by, n }) => by === 'all' && n === null)
            expect([scope, isHidden && own.length > 1]).toEqual([scope, false])
          }
      }),
      { numRuns: 25 },
    )
  })

  it('of enough people are all told', () => {
    const tally = new Tally()
    for (const countryCode of ['FR', 'FR', 'IT', 'IT'])
      countSchool(tally, { ...placeIn(countryCode), levels: ['isced.1'], teachers: 6, pupils: 20 }, asked)
    const rows = [...toldOf(tally).values()].flat()
    expect(rows.some(({ n }) => n === null)).toBe(false)
    expect(rows.find(({ by, of, measure }) => by === 'country' && of === 'IT' && measure === 'teachers')?.n).toBe(12)
  })
})

describe('days of figures', () => {
  it('are the ends of the school years that are over, and of the last month, from one in the night on', () => {
    expect(dueDays(new Date('2026-12-02T02:00:00Z'), '2024-10-01')).toEqual(['2025-07-31', '2026-07-31', '2026-11-30'])
    expect(dueDays(new Date('2026-12-01T00:30:00Z'), '2026-10-01')).toEqual(['2026-10-31'])
    expect(dueDays(new Date('2026-08-02T02:00:00Z'), '2025-10-01')).toEqual(['2026-07-31'])
    expect(dueDays(new Date('2026-12-01T02:00:00Z'), '2026-12-01')).toEqual([])
    expect(dueDays(new Date('2026-12-01T02:00:00Z'), null)).toEqual([])
    expect(yearsOf(['2026-07-31', '2026-11-30', '2025-07-31'])).toEqual([
      { year: 2026, day: '2026-11-30' },
      { year: 2025, day: '2026-07-31' },
      { year: 2024, day: '2025-07-31' },
    ])
  })
})
