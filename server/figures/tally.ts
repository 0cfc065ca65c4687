import { regionOn } from '../registers/places.ts'
import { levels } from '../frameworks/levels.ts'
import type { RegionHistory } from '#db/queries/countries.ts'

/* What is counted, by what. Pure. */

export const measures = ['schools', 'teachers', 'pupils', 'projects', 'awards'] as const
export type Measure = (typeof measures)[number]

/** Each project or person is once in each of these; where a school or a project is several, or nobody said, it says so. */
export const partings = ['region', 'level', 'kind', 'state', 'scheme'] as const
/** A project may have several of each. */
export const traits = ['language', 'tool'] as const
/** `all`: without parting; `country`: in the figures of all; `partner`: with which country projects were founded together. */
export type By = 'all' | 'country' | 'partner' | (typeof partings)[number] | (typeof traits)[number]

const unknown = '-'
const several = 'several'
/** Of all countries together. */
export const everywhere = 'EU'
/** What schools of several countries were given together is of none of them. */
export const together = 'ZZ'

export interface Counted {
  measure: Measure
  scope: string
  by: By
  of: string
  n: number
  /** From how many schools. */
  schools: number
}

export class Tally {
  readonly #counted = new Map<string, Counted>()

  get counted(): Counted[] {
    return [...this.#counted.values()]
  }

  /** In a country, and in all of them but for what is of a country alone. */
  add(one: Omit<Counted, 'schools'>): void {
    if (one.n === 0) return
    this.#note(one)
    if (one.by !== 'region' && one.by !== 'partner') this.#note({ ...one, scope: everywhere })
  }

  #note(one: Omit<Counted, 'schools'>): void {
    const key = [one.measure, one.scope, one.by, one.of].join('|')
    const before = this.#counted.get(key)
    if (before) {
      before.n += one.n
      before.schools++
    } else this.#counted.set(key, { ...one, schools: 1 })
  }
}

export interface Place {
  countryCode: string
  nationalCode: string | null
  regionId: string | null
  levels: string[]
}

type Histories = ReadonlyMap<string, RegionHistory>

const regionName = (place: Place, histories: Histories, day: string) => {
  const history = histories.get(place.countryCode)
  return (history && regionOn(history, place, day)?.name) ?? unknown
}

const levelOf = (codes: readonly string[]) => (codes.length > 1 ? several : (codes[0] ?? unknown))

/** The levels of school that have pupils of these ages; an end that two share is of the lower one. */
const levelOfAges = (from: number, to: number) =>
  levelOf(
    levels
      .filter(({ code }) => code.startsWith('isced'))
      .filter(({ ages }) => from < ages[1] && to > ages[0])
      .map(({ code }) => code),
  )

interface SchoolCount extends Place {
  teachers: number
  pupils: number
}

export function countSchool(tally: Tally, school: SchoolCount, { histories, day }: Asked): void {
  const { countryCode: scope, teachers, pupils } = school
  const of = { all: '', region: regionName(school, histories, day), level: levelOf(school.levels) }
  for (const by of ['all', 'region', 'level'] as const) {
    tally.add({ measure: 'schools', scope, by, of: of[by], n: teachers > 0 ? 1 : 0 })
    tally.add({ measure: 'teachers', scope, by, of: of[by], n: teachers })
    tally.add({ measure: 'pupils', scope, by, of: of[by], n: pupils })
  }
}

interface Asked {
  histories: Histories
  day: string
}

interface ProjectCount {
  kind: string
  state: string
  languages: string[]
  ageFrom: number
  ageTo: number
  tools: string[]
}

const states: Record<string, string> = { waiting_partner: 'waiting', waiting_office: 'waiting' }

/** Where it was founded. A draft is nobody's business yet. */
export function countProject(tally: Tally, project: ProjectCount, founders: readonly Place[], asked: Asked): void {
  const [first] = founders
  if (!first || project.state === 'draft') return
  const { countryCode: scope } = first
  const add = (by: By, of: string) => tally.add({ measure: 'projects', scope, by, of, n: 1 })
  add('all', '')
  add('region', regionName(first, asked.histories, asked.day))
  add('level', levelOfAges(project.ageFrom, project.ageTo))
  add('kind', project.kind)
  add('state', states[project.state] ?? project.state)
  for (const language of new Set(project.languages)) add('language', language)
  for (const tool of new Set(project.tools)) add('tool', tool)
  if (project.kind === 'european')
    add('partner', founders.find(({ countryCode }) => countryCode !== scope)?.countryCode ?? unknown)
}

/** What was given in a school year, once each, where the schools are that have it. */
export function countAward(
  tally: Tally,
  { scheme, place }: { scheme: string; place: Place | null },
  { histories, day }: Asked,
): void {
  const scope = place?.countryCode ?? together
  const add = (by: By, of: string) => tally.add({ measure: 'awards', scope, by, of, n: 1 })
  add('all', '')
  add('scheme', scheme)
  if (place) add('region', regionName(place, histories, day))
}
