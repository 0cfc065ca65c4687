import type { CheckedRow } from '../data/classrooms.ts'

/** A line of the pasted list as the teacher mends it: what the server said holds until the name is changed. */
export interface DraftRow {
  line: number
  input: string
  name: string
  isKept: boolean
  isMended: boolean
  /** The name is good, once somebody says that this is another pupil. */
  hasName: boolean
  /** Line of another pupil with this very name. */
  namesakeOf: number | null
  errors: string[]
}

const isDoubled = (reason: string | undefined) => reason === 'row_duplicate' || reason === 'row_exists'

/** Empty lines are nobody; lines that are doubled or already here start left out, so that one click adds the rest. */
export function draftOf(rows: readonly CheckedRow[]): DraftRow[] {
  return rows
    .filter((row) => !row.errors.includes('row_empty'))
    .map((row) => ({
      line: row.line,
      input: row.input,
      name: row.displayName ?? row.input,
      isKept: !row.errors.some(isDoubled),
      isMended: false,
      hasName: row.displayName !== null,
      namesakeOf: row.namesakeOf,
      errors: row.errors,
    }))
}

/** The same list read the other way round: names that were mended by hand stay. */
export function readAgain(before: readonly DraftRow[], rows: readonly CheckedRow[]): DraftRow[] {
  const mended = new Map(before.filter((row) => row.isMended).map((row) => [row.line, row]))
  return draftOf(rows).map((row) => mended.get(row.line) ?? row)
}

export function mend(rows: readonly DraftRow[], line: number, name: string): DraftRow[] {
  return rows.map((row) => (row.line === line ? { ...row, name, isMended: true, isKept: true } : row))
}

export function keep(rows: readonly DraftRow[], line: number, isKept: boolean): DraftRow[] {
  return rows.map((row) => (row.line === line ? { ...row, isKept } : row))
}

const same = (a: string, b: string) => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase()

/** The reason against a line as it stands now, or null. The server has the last word when all are added. */
export function problemOf(row: DraftRow, rows: readonly DraftRow[]): string | null {
  const [reason] = row.errors
  const isSettled = row.isMended || (row.isKept && row.hasName && isDoubled(reason))
  if (!isSettled && reason) return reason
  if (row.name.trim() === '') return 'row_empty'
  if (row.name.trim().length > 40) return 'row_too_long'
  const isTwice = rows.some((other) => other.line !== row.line && other.isKept && same(other.name, row.name))
  return row.isKept && isTwice ? 'row_duplicate' : null
}

export function namesToAdd(rows: readonly DraftRow[]): string[] {
  return rows.filter((row) => row.isKept && problemOf(row, rows) === null).map((row) => row.name.trim())
}
