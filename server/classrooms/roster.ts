import { AppError } from '../kit/errors.ts'
import { isPersonName, nameLength } from '../kit/person-name.ts'
import { tidyLine } from '../kit/text.ts'
import { type ListedPupil, type NameCells, readList } from './roster-table.ts'

/*
 * Who is on a list, and how each will be called: by the first name and an initial. Read without storing anything.
 */

export const mostPupils = 60

/** Which of two names stands first, where neither a head nor capitals say it. */
export const nameOrders = ['first_last', 'last_first'] as const
export type NameOrder = (typeof nameOrders)[number]

type RowReason = 'row_empty' | 'row_too_long' | 'row_duplicate' | 'row_exists' | 'row_bad_characters'

interface RosterRow {
  /** Line of the text, from 1. */
  line: number
  input: string
  /** What the pupil would be called; with an error only if somebody says that it is right. */
  displayName: string | null
  /** Line of another pupil with this very name. */
  namesakeOf: number | null
  errors: RowReason[]
}

interface FullName {
  first: string
  last: string
}

/** `told`: which order its capitals show; null where nothing shows it. */
interface Reading {
  told: NameOrder | 'known' | null
  first_last: FullName
  last_first: FullName
}

/** Names as they are compared: without case and spelling of accents. */
export const nameKey = (name: string): string => tidyLine(name).toLocaleLowerCase('en')

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

const known = (name: FullName): Reading => ({ told: 'known', first_last: name, last_first: name })

/** A family name in capitals shows itself; else the first word is one name and the last word the other. */
function readWhole(name: string): Reading {
  const [family, given, ...more] = name.split(',').map(tidyLine)
  if (family && given && more.length === 0) return known({ first: given, last: family })
  const words = name.split(' ')
  if (words.length < 2) return known({ first: name, last: '' })
  const small = words.findIndex((word) => !isUpper(word))
  if (small > 0) {
    const turned = { first: words[small] ?? '', last: words.slice(0, small).join(' ') }
    return { told: 'last_first', first_last: turned, last_first: turned }
  }
  const [start = '', end = ''] = [words[0], words.at(-1)]
  return {
    told: small === 0 && isUpper(end) ? 'first_last' : null,
    first_last: { first: start, last: end },
    last_first: { first: end, last: words.slice(0, -1).join(' ') },
  }
}

function readName(cells: NameCells): Reading {
  if ('whole' in cells) return readWhole(cells.whole)
  if ('first' in cells) return known(cells)
  const [one, two] = cells.pair
  const straight = { first: one, last: two }
  const turned = { first: two, last: one }
  if (isUpper(one) === isUpper(two)) return { told: null, first_last: straight, last_first: turned }
  const name = isUpper(one) ? turned : straight
  return { told: isUpper(one) ? 'last_first' : 'first_last', first_last: name, last_first: name }
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

/** What was read the other way round where it was not clear: what the reader is asked about, with one of them to look at. */
interface OrderQuestion {
  is: NameOrder
  example: FullName
}

/** Capitals of some say how all are written; else what the teacher said, else what the comma says. */
function orderOf(readings: Reading[], said: NameOrder): { is: NameOrder; question: OrderQuestion | null } {
  const open = readings.find(({ told }) => told === null)
  const told = readings.flatMap((reading) => (reading.told === null || reading.told === 'known' ? [] : [reading.told]))
  const turned = told.filter((order) => order === 'last_first').length
  if (told.length > 0) return { is: turned * 2 > told.length ? 'last_first' : 'first_last', question: null }
  return { is: said, question: open ? { is: said, example: open[said] } : null }
}

/** Reads a list beside the names the classroom has. Throws where there is no table, no row, or too many. */
export function readRoster(text: string, existing: readonly string[], order?: NameOrder) {
  const { pupils, familyFirst } = readList(text)
  if (pupils.length === 0) throw new AppError('invalid', 'csv_no_rows')
  if (pupils.length > mostPupils) throw new AppError('invalid', 'csv_too_many')
  const readings = pupils.map(({ name }) => readName(name))
  const { is, question } = orderOf(readings, order ?? (familyFirst ? 'last_first' : 'first_last'))
  const register = new Register(existing)
  const rows = pupils.map((pupil, index) => register.enter(pupil, readings[index]?.[is] ?? { first: '', last: '' }))
  return { rows, okCount: rows.filter((row) => row.errors.length === 0).length, order: question }
}

/** Who is here, and who was read so far. */
class Register {
  readonly #here: ReadonlySet<string>
  readonly #given = new Set<string>()
  readonly #read = new Map<string, ListedPupil>()

  constructor(existing: readonly string[]) {
    this.#here = new Set(existing.map(nameKey))
  }

  enter(pupil: ListedPupil, name: FullName): RosterRow {
    const { line, input } = pupil
    const row = { line, input, displayName: null, namesakeOf: null }
    const errors = errorsIn(name)
    if (errors.length > 0) return { ...row, errors }
    const whole = nameKey(`${name.first} ${name.last}`)
    const before = this.#read.get(whole)
    if (before === undefined) this.#read.set(whole, pupil)
    const displayName = this.#call(name)
    if (displayName !== null) this.#given.add(nameKey(displayName))
    const namesakeOf = before?.line ?? null
    // Born on the same day and called the same: the same pupil twice.
    const isTwice = before !== undefined && before.dates !== '' && before.dates === pupil.dates
    if (isTwice || displayName === null) return { ...row, displayName, namesakeOf, errors: ['row_duplicate'] }
    const [shortest = ''] = shortNames(name)
    const isHere = this.#here.has(nameKey(shortest))
    return { ...row, displayName, namesakeOf, errors: isHere ? ['row_exists'] : [] }
  }

  /** As short as tells this pupil from all others; null where no letter is left to do so. */
  #call(name: FullName): string | null {
    const isFree = (short: string) => !this.#given.has(nameKey(short)) && !this.#here.has(nameKey(short))
    return shortNames(name).find(isFree) ?? null
  }
}
