import Papa from 'papaparse'
import { isPersonName, nameLength } from '../kit/person-name.ts'
import { AppError } from '../kit/errors.ts'
import { tidyLine } from '../kit/text.ts'

/*
 * A list of pupils as teachers have it: pasted lines, or columns out of a table. Read without storing anything; what is
 * kept of a name is the first name and an initial.
 */

export const mostPupils = 60
const inputShown = 120

type RowReason = 'row_empty' | 'row_too_long' | 'row_duplicate' | 'row_exists' | 'row_bad_characters'

interface RosterRow {
  /** Line of the text, from 1. */
  line: number
  input: string
  displayName: string | null
  errors: RowReason[]
}

interface FullName {
  first: string
  last: string
}

/** Names as they are compared: without case and spelling of accents. */
export const nameKey = (name: string): string => tidyLine(name).toLocaleLowerCase('en')

/* Reading the table. */

const headerWords = {
  first: 'prenom prenoms firstname givenname forename vorname nombre nome imie',
  last: 'nom nomdefamille lastname surname familyname nachname familienname apellido apellidos cognome nazwisko',
  name: 'nometprenom nomprenom prenomnom eleve eleves nomdeleleve name fullname pupil pupils student students',
} as const

type Columns = Partial<Record<keyof typeof headerWords, number>>

const plainWord = (cell: string) =>
  cell
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')

/** Which column is what, where the first row says so. */
function columnsOf(cells: string[]): Columns | null {
  const columns: Columns = {}
  const words = cells.map(plainWord)
  for (const part of ['first', 'last', 'name'] as const) {
    const index = words.findIndex((word) => word !== '' && headerWords[part].split(' ').includes(word))
    if (index >= 0) columns[part] = index
  }
  return Object.keys(columns).length > 0 ? columns : null
}

/** A table out of a spreadsheet has tabs; out of a French one, semicolons. */
const delimiterOf = (text: string) => ['\t', ';', ','].find((delimiter) => text.includes(delimiter)) ?? ','

function readTable(text: string) {
  const plain = text.replace(/^\ufeff/, '')
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: delimiterOf(plain) })
  if (errors.some((error) => error.type === 'Quotes')) throw new AppError('invalid', 'csv_malformed')
  const lines = data.map((cells, index) => ({ line: index + 1, cells }))
  const rows = lines.filter(({ cells }) => cells.length > 1 || tidyLine(cells[0] ?? '') !== '')
  const columns = rows[0] ? columnsOf(rows[0].cells) : null
  return { columns, rows: columns ? rows.slice(1) : rows }
}

/* Reading a name. */

const isUpper = (word: string) =>
  /\p{L}.*\p{L}/u.test(word) && word === word.toUpperCase() && word !== word.toLowerCase()

/** Georgian has capitals in Unicode and none on paper. */
const upper = (letter: string) => (/\p{Script=Georgian}/u.test(letter) ? letter : letter.toLocaleUpperCase('en'))

/** ALIX and alix become Alix; what is written with care stays. */
function capitalised(name: string): string {
  if (name !== name.toLowerCase() && !isUpper(name)) return name
  return name
    .toLocaleLowerCase('en')
    .replace(/(^|[\s\-‐'’])(\p{L})/gu, (_all, before, letter) => before + upper(letter))
}

/** One column: the first word is the first name, unless a family name in capitals stands before it. */
function splitName(name: string): FullName {
  const words = name.split(' ')
  const capitals = words.findIndex((word) => !isUpper(word))
  if (capitals > 0) return { first: words[capitals] ?? '', last: words.slice(0, capitals).join(' ') }
  return { first: words[0] ?? '', last: words.length > 1 ? (words.at(-1) ?? '') : '' }
}

function nameIn(cells: string[], columns: Columns | null): FullName {
  const cell = (index: number | undefined) => tidyLine(index === undefined ? '' : (cells[index] ?? ''))
  if (columns?.first !== undefined) return { first: cell(columns.first), last: cell(columns.last) }
  if (columns) return splitName(cell(columns.name ?? columns.last))
  const [one, two] = [cell(0), cell(1)]
  if (one === '' || two === '') return splitName(one || two)
  return isUpper(one) && !isUpper(two) ? { first: two, last: one } : { first: one, last: two }
}

/** From the shortest to the longest way to say who it is: Alix M., Alix Ma., Alix Mar. … */
function shortNames({ first, last }: FullName): string[] {
  const name = capitalised(first)
  const letters = last.match(/\p{L}\p{M}*/gu) ?? []
  if (letters.length === 0) return [name]
  if (last.endsWith('.')) return [`${name} ${last}`]
  return letters.map((_letter, index) => {
    const [initial = '', ...rest] = letters.slice(0, index + 1)
    return `${name} ${upper(initial)}${rest.join('').toLocaleLowerCase('en')}.`
  })
}

function errorsIn({ first, last }: FullName): RowReason[] {
  const whole = tidyLine(`${first} ${last}`)
  if (whole === '') return ['row_empty']
  if (whole.length > nameLength - 2) return ['row_too_long']
  return isPersonName(whole) && first !== '' ? [] : ['row_bad_characters']
}

/** Reads a list beside the names the classroom has. Throws where there is no table, no row, or too many. */
export function readRoster(text: string, existing: readonly string[]): { rows: RosterRow[]; okCount: number } {
  const { columns, rows } = readTable(text)
  if (rows.length === 0) throw new AppError('invalid', 'csv_no_rows')
  if (rows.length > mostPupils) throw new AppError('invalid', 'csv_too_many')
  const isHere = new Set(existing.map(nameKey))
  const isGiven = new Set<string>()
  const isRead = new Set<string>()
  const read = rows.map(({ line, cells }): RosterRow => {
    const name = nameIn(cells, columns)
    const input = tidyLine(cells.join(' ')).slice(0, inputShown)
    const refuse = (...errors: RowReason[]) => ({ line, input, displayName: null, errors })
    const errors = errorsIn(name)
    if (errors.length > 0) return refuse(...errors)
    const [shortest = '', ...longer] = shortNames(name)
    const whole = nameKey(`${name.first} ${name.last}`)
    if (isRead.has(whole)) return refuse('row_duplicate')
    isRead.add(whole)
    if (isHere.has(nameKey(shortest))) return refuse('row_exists')
    const displayName = [shortest, ...longer].find((one) => !isGiven.has(nameKey(one)) && !isHere.has(nameKey(one)))
    if (displayName === undefined) return refuse('row_duplicate')
    isGiven.add(nameKey(displayName))
    return { line, input, displayName, errors: [] }
  })
  return { rows: read, okCount: read.filter((row) => row.displayName !== null).length }
}
