/*
 * Filters as the index writes them: one letter for the kind, a point, the value. A language has one for each level up to one's
 * own, so that "at least B1" is one of them.
 */

const letters = {
  country: 'c',
  region: 'r',
  subject: 's',
  language: 'l',
  age: 'a',
  kind: 'k',
  state: 't',
  level: 'v',
  week: 'w',
} as const
export type FilterKind = keyof typeof letters
/** Weeks are many, and not counted. */
const filterKinds = ['country', 'region', 'subject', 'language', 'age', 'kind', 'state', 'level'] as const

/** What a filter says may hold what no filter is written with: free subjects of a project. */
const plain = (value: string) => value.toLowerCase().replaceAll(/[^a-z0-9_.-]/g, '')

export const filterOf = (kind: FilterKind, value: string | number): string => `${letters[kind]}.${plain(String(value))}`

/** Who speaks Portuguese of Brazil (`pt-BR`) is found by Portuguese: one asks for languages, and not for where. */
export function languageFilters(code: string, level: number): string[] {
  const [base = code] = code.split('-')
  return Array.from({ length: level }, (_none, at) => filterOf('language', `${base}.${at + 1}`))
}

export const ageFilters = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_none, at) => filterOf('age', from + at))

/** The kind and value that a filter stands for; null where it is of another kind. */
export function readFilter(filter: string): { kind: FilterKind; value: string } | null {
  const kind = filterKinds.find((one) => filter.startsWith(`${letters[one]}.`))
  return kind === undefined ? null : { kind, value: filter.slice(2) }
}
