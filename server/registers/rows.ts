import type { RegionHistory } from '#db/queries/countries.ts'
import { nationalCodeOf } from '../kit/national-code.ts'
import { cleanLine } from '../kit/text.ts'
import { type Columns, headWord, type RegisterField } from './formats.ts'
import type { Line } from './pieces.ts'
import { regionNamed, regionOn } from './places.ts'

/* A line of a register as a school, with what hinders it. Pure. */

export interface RegisterRow {
  line: number
  code: string
  name: string
  town: string
  regionId: string | null
  regionName: string
  address: string
  levels: string[]
  closedOn: string | null
  errors: string[]
}

export interface Reading {
  countryCode: string
  head: readonly string[]
  columns: Columns
  history: RegionHistory
  day: string
}

const most = { code: 20, name: 120, town: 80, address: 300 }

/* What is taught there. */

const levelWords: readonly [isced: string, word: RegExp][] = [
  ['isced.02', /maternelle|infanzia|nursery|kindergarten|kita|infantil|comprensivo/],
  ['isced.1', /elementaire|primaire|primari|primary|grundschule|all through|comprensivo/],
  [
    'isced.2',
    /college|primo grado|secondary|middle|mittelschule|sekundar|realschule|gymnasium|all through|comprensivo/,
  ],
  [
    'isced.3',
    /lycee|liceo|istituto (tecnico|prof|superiore|magistrale)|16 plus|gymnasium|secondary|all through|berufs/,
  ],
]

/** ISCED levels by the words of a register; a mark in a column says what its head says. */
export function levelsOf(words: string): string[] {
  const said = headWord(words)
  const isMiddle = said.includes('middle')
  const found = levelWords.filter(([isced, word]) => word.test(said) && !(isMiddle && isced === 'isced.3'))
  if (found.length === 0 && /\becole\b/.test(said)) return ['isced.1']
  return found.map(([isced]) => isced)
}

/** Offices and services that registers of schools have too. */
const isNoSchool = (words: string) => /service administratif|information et orientation/.test(headWord(words))

/* Whether it is open. */

const closedWords = /^(closed|ferme|fermee|geschlossen|chius|cerrad|zamkniet)/
const notYetWords = /^proposed to open/

/** A day as registers write it; null where it is none. */
export function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  const european = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : (european?.slice(1).toReversed() ?? [])
  if (year === undefined || month === undefined || day === undefined) return null
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : null
}

export function rowOf({ line, cells }: Line, reading: Reading): RegisterRow {
  const { columns, countryCode } = reading
  const all = (field: RegisterField) => (columns[field] ?? []).map((at) => cleanLine((cells[at] ?? '').slice(0, 1000)))
  const first = (field: RegisterField) => all(field).find((text) => text !== '') ?? ''
  const levelText = (columns.level ?? [])
    .map((at) =>
      cells[at]?.trim() === '1' ? (reading.head[at] ?? '') : cells[at]?.trim() === '0' ? '' : (cells[at] ?? ''),
    )
    .join(' ')
  const [written, name, town, regionName] = [first('code'), first('name'), first('town'), first('region')]
  const code = nationalCodeOf(countryCode, written)
  const address = addressOf([...all('address'), first('postcode')])
  const status = headWord(first('status'))
  const closed = dayOf(first('closedOn'))
  const row = { code: code ?? written, name, town, address }
  return {
    ...{ line, ...cut(row), regionName: regionName.slice(0, 120), levels: levelsOf(levelText) },
    regionId: regionIdOf(reading, regionName, code),
    closedOn: closed ?? (closedWords.test(status) ? reading.day : null),
    errors: errorsOf(row, {
      isCode: code !== null,
      isNoSchool: isNoSchool(levelText),
      isNotYet: notYetWords.test(status),
    }),
  }
}

const addressOf = (parts: readonly string[]) =>
  [...new Set(parts.filter((part) => part !== ''))].join(', ').slice(0, most.address)

/** As much of each as there is room for, to be shown beside what is wrong with it. */
const cut = <Row extends Record<keyof typeof most, string>>(row: Row) => ({
  code: row.code.slice(0, most.code),
  name: row.name.slice(0, most.name),
  town: row.town.slice(0, most.town),
  address: row.address,
})

/** By its name; else by the département, where a code says it. */
function regionIdOf({ history, countryCode, day }: Reading, name: string, code: string | null): string | null {
  const named = name === '' ? null : regionNamed(history, name, day)
  return (named ?? regionOn(history, { countryCode, nationalCode: code, regionId: null }, day))?.id ?? null
}

interface Facts {
  isCode: boolean
  isNoSchool: boolean
  isNotYet: boolean
}

function errorsOf(row: Record<keyof typeof most, string>, { isCode, ...facts }: Facts): string[] {
  if (facts.isNoSchool) return ['row_no_school']
  if (facts.isNotYet) return ['row_not_open']
  const errors: string[] = []
  if (row.code === '') errors.push('row_no_code')
  else if (!isCode) errors.push('row_code_wrong')
  if (row.name === '') errors.push('row_no_name')
  if (row.town === '') errors.push('row_no_town')
  if (row.code.length > most.code || row.name.length > most.name || row.town.length > most.town) errors.push('row_long')
  return errors
}
