import Papa from 'papaparse'
import { AppError } from '../kit/errors.ts'
import { tidyLine } from '../kit/text.ts'

/*
 * A list as teachers have it: pasted lines, or columns out of Pronote, ONDE, Siècle, a German school's office or any
 * spreadsheet. What is a number, a birth date, a mark of sex or a class is no name, whether or not a head says so.
 */

interface Line {
  /** Of the text, from 1. */
  line: number
  cells: string[]
}

/** One pupil's cells. `whole`: the name stands in one. */
export type NameCells = { whole: string } | { first: string; last: string } | { pair: [string, string] }

export interface ListedPupil {
  line: number
  input: string
  name: NameCells
  /** By which namesakes are told apart. */
  dates: string
}

const inputShown = 120

/* Heads. */

const headWords = {
  first: `prenom prenoms prenomeleve prenomseleve prenomdeleleve prenomsdeleleve prenomusuel prenomdusage firstname firstnames
    givenname givennames forename forenames preferredforename preferredfirstname legalforename vorname vornamen rufname nombre
    nome imie voornaam jmeno meno ime prenume`,
  last: `nom nomeleve nomdefamille nomdefamilleeleve nomdusage nomdusageeleve nomusuel nomdenaissance lastname surname
    legalsurname preferredsurname familyname nachname familienname zuname apellido apellidos primerapellido cognome nazwisko
    achternaam prijmeni priezvisko prezime priimek nume`,
  name: `nometprenom nomprenom nomprenoms nometprenoms prenomnom prenometnom nomprenomeleve nometprenomdeleleve eleve eleves
    nomdeleleve name fullname pupil pupils pupilname student students studentname learner schuler schulerin schulerinnen
    schulername namedesschulers lernende`,
} as const

const wordsOfHeads = {
  first: new Set(headWords.first.split(/\s+/)),
  last: new Set(headWords.last.split(/\s+/)),
  name: new Set(headWords.name.split(/\s+/)),
}

type Columns = Partial<Record<keyof typeof headWords, number>>

const plainWord = (cell: string) =>
  cell
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')

/** Which column is what, where this row says so. */
function columnsOf(cells: string[]): Columns | null {
  const columns: Columns = {}
  const words = cells.map(plainWord)
  for (const part of ['first', 'last', 'name'] as const) {
    const index = words.findIndex((word) => wordsOfHeads[part].has(word))
    if (index >= 0) columns[part] = index
  }
  // A German "Name" beside a "Vorname" is the family's.
  if (columns.first !== undefined && columns.last === undefined && columns.name !== undefined)
    columns.last = columns.name
  return Object.keys(columns).length > 0 ? columns : null
}

/** Lines that may stand above the heads: what the list is, of which class, of which day. */
const mostTitles = 3

function findHeads(rows: Line[]): { columns: Columns; at: number } | null {
  for (const [at, { cells }] of rows.slice(0, mostTitles + 1).entries()) {
    const columns = columnsOf(cells)
    // Below the first line one word is no head: somebody may be called Name.
    if (columns && (at === 0 || Object.keys(columns).length > 1)) return { columns, at }
  }
  return null
}

/* What is no name. */

const bornWords = /\(?(?:née?(?:\(e\))?|geb(?:oren)?\.?|born|\*)\s?(?:le|am|on)?\s?:?\s?(?=\d)/giu
const dateOfDigits =
  /\(?(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:\s\d{1,2}:\d{2})?\)?/g
const dateOfWords = /\(?\d{1,2}(?:er)?\.?\s\p{L}{3,}\.?\s\d{4}\)?/giu
/** As lists are counted: 1. Alix, 2) Bo, 03 - Noé. */
const count = /^(?:n°\s?)?\d{1,3}\s?(?:[.):–-]\s?|\s)(?=\p{L})/iu
const sexLetter = /^[fmghwdx]\.?$/iu
const sexWord =
  /^(?:masculin|féminin|feminin|male|female|männlich|weiblich|divers|garçon|fille|boy|girl|junge|mädchen)$/iu

/** A name without what stands around it in one cell: its number in the list, and when somebody was born. */
const nameAlone = (cell: string) =>
  tidyLine(
    tidyLine(cell).replace(bornWords, '').replace(dateOfDigits, ' ').replace(dateOfWords, ' ').replace(count, ''),
  )
const datesIn = (cell: string) => {
  const line = tidyLine(cell)
  return [...(line.match(dateOfDigits) ?? []), ...(line.match(dateOfWords) ?? [])]
}
const isNoName = (cell: string) =>
  /[\d@]/u.test(nameAlone(cell)) || !/\p{L}/u.test(nameAlone(cell)) || sexWord.test(cell)

/** Where names are, in a table whose columns say nothing. */
function nameColumns(rows: Line[]): number[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  const filled = (column: number) =>
    rows.map(({ cells }) => tidyLine(cells[column] ?? '')).filter((cell) => cell !== '')
  const written = Array.from({ length: width }, (_, column) => column).filter((column) => {
    const cells = filled(column)
    return cells.filter((cell) => !isNoName(cell)).length * 2 > cells.length
  })
  const isSexOrClass = (column: number) => {
    const cells = filled(column)
    return cells.every((cell) => sexLetter.test(cell)) || (cells.length > 2 && new Set(cells).size === 1)
  }
  const telling = written.filter((column) => !isSexOrClass(column))
  // A column of initials is only taken for another thing where two columns of names are left.
  return telling.length > 1 || written.length < 2 ? telling : written
}

/* Reading. */

/** A table out of a spreadsheet has tabs; out of a French one, semicolons; out of a German office, bars. */
const delimiterOf = (text: string) => ['\t', ';', '|', ','].find((delimiter) => text.includes(delimiter)) ?? ','

function readLines(text: string): Line[] {
  const plain = text.replace(/^\ufeff/, '')
  const { data, errors } = Papa.parse<string[]>(plain, { delimiter: delimiterOf(plain) })
  if (errors.some((error) => error.type === 'Quotes')) throw new AppError('invalid', 'csv_malformed')
  return data
    .map((cells, index) => ({ line: index + 1, cells }))
    .filter(({ cells }) => cells.length > 1 || tidyLine(cells[0] ?? '') !== '')
}

/** The pupils of a list. `familyFirst`: what stands between the names says so, as in "Martin, Alix". */
export function readList(text: string): { pupils: ListedPupil[]; familyFirst: boolean } {
  const lines = readLines(text)
  const heads = findHeads(lines)
  const rows = heads ? lines.slice(heads.at + 1) : lines
  const nameOf = heads ? byHeads(heads.columns) : byPlace(rows)
  return {
    pupils: rows.map(({ line, cells }) => ({
      line,
      input: tidyLine(cells.join(' ')).slice(0, inputShown),
      name: nameOf(cells),
      dates: cells.flatMap(datesIn).join(' '),
    })),
    familyFirst: !heads && rows.length > 0 && rows.every(({ cells }) => cells.length === 2 && isAfterComma(cells[1])),
  }
}

/** "Alix,Martin" is a table, "Martin, Alix" a name turned round. */
const isAfterComma = (cell: string | undefined) => cell !== undefined && /^ \S/.test(cell)

function byHeads({ first, last, name }: Columns): (cells: string[]) => NameCells {
  const cell = (cells: string[], index: number | undefined) =>
    index === undefined ? '' : nameAlone(cells[index] ?? '')
  if (first !== undefined) return (cells) => ({ first: cell(cells, first), last: cell(cells, last) })
  return (cells) => ({ whole: cell(cells, name ?? last) })
}

function byPlace(rows: Line[]): (cells: string[]) => NameCells {
  const [one = 0, two] = rows.length > 0 ? nameColumns(rows) : []
  // Remarks beside whole names: most have none.
  const isRemark =
    two !== undefined && rows.filter(({ cells }) => tidyLine(cells[two] ?? '') !== '').length * 2 < rows.length
  return (cells) => {
    const [before, after] = [nameAlone(cells[one] ?? ''), two === undefined ? '' : nameAlone(cells[two] ?? '')]
    if (before === '' || after === '') return { whole: before || after }
    return isRemark && before.includes(' ') ? { whole: before } : { pair: [before, after] }
  }
}
